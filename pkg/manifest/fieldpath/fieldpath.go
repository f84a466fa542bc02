// Package fieldpath reads field paths as Crossplane writes them in patches:
// spec.rule[0].labels[example.org/a]. It understands and refuses what
// crossplane-runtime's package of the same name does.
package fieldpath

import (
	"fmt"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// Parse is the path that a text writes. The empty text is the top. Brackets
// hold the index of an item, or the name of a field with what would end it
// outside of them; quotes around a name do not count.
func Parse(text string) (manifest.Path, error) {
	p := parser{text: text, path: make(manifest.Path, 0, 6)}
	for p.at < len(text) {
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	return p.path, nil
}

// parser reads a text from left to right.
type parser struct {
	text string
	at   int // byte that is read next
	path manifest.Path
}

// next reads one name, one bracket or one period.
func (p *parser) next() error {
	switch rest := p.text[p.at:]; rest[0] {
	case '.':
		return p.period()
	case '[':
		return p.bracket()
	case ']':
		return p.unexpected(p.at)
	default:
		end := strings.IndexAny(rest, ".[]")
		if end < 0 {
			end = len(rest)
		}
		if end < len(rest) && rest[end] == ']' {
			return p.unexpected(p.at + end)
		}
		p.field(rest[:end])
		p.at += end
	}
	return nil
}

// period stands between two names, or after a bracket and before a name.
func (p *parser) period() error {
	if p.at == 0 || p.at == len(p.text)-1 {
		return p.unexpected(p.at)
	}
	p.at++
	if after := p.text[p.at]; after == '.' || after == '[' {
		return p.unexpected(p.at)
	}
	return nil
}

func (p *parser) bracket() error {
	inner, _, closed := strings.Cut(p.text[p.at+1:], "]")
	switch nested := strings.IndexByte(inner, '['); {
	case !closed:
		return fmt.Errorf("unterminated %q at position %d", '[', p.at)
	case inner == "":
		return p.unexpected(p.at + 1)
	case nested >= 0:
		return p.unexpected(p.at + 1 + nested)
	}
	p.at += len(inner) + len("[]")
	// A number that is no index of any list is a name.
	if i, err := strconv.ParseUint(inner, 10, 32); err == nil {
		p.path = append(p.path, manifest.Step{Index: int(i)})
		return nil
	}
	p.field(inner)
	return nil
}

func (p *parser) field(name string) {
	p.path = append(p.path, manifest.Step{Name: strings.Trim(name, `'"`), Index: -1})
}

func (p *parser) unexpected(at int) error {
	return fmt.Errorf("unexpected %q at position %d", p.text[at], at)
}
