package derive

import (
	"bytes"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

// commented finds keys that default values only show in comments:
//
//	serviceMonitor:
//	  enabled: false
//	  # interval: 30s
//
// Such a line belongs to the mapping whose keys stand in the column of its #,
// unless it comes right after a key of the same column whose value is {} or
// [], which it then shows an example of. Of an example of several lines only
// the outermost keys count. Prose that looks like a key does no harm: it makes
// a key known that nobody writes.
type commented struct {
	keyOf    map[*yaml.Node]*key
	marks    []mark      // every key of every mapping, by line
	literals map[int]int // blocks of text: the line before, and the number of lines
}

// mark is where a key stands and the mappings around it, the innermost last.
type mark struct {
	line, column int
	empty        bool // its value is {} or []
	above        []*yaml.Node
}

// literal notes a block of text, in which # starts no comment.
func (c *commented) literal(n *yaml.Node) {
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		return
	}
	if c.literals == nil {
		c.literals = map[int]int{}
	}
	c.literals[n.Line] = strings.Count(strings.TrimRight(n.Value, "\n"), "\n") + 1
}

// commentedKey is a comment that holds `key:` or `key: value`: the column of
// the #, the spaces after it, the key and the value.
var commentedKey = regexp.MustCompile(`^( *)##? ?( *)([a-z][A-Za-z0-9_-]*):(?: +(.*))?$`)

// prose are values with more words than a plain YAML value has.
var prose = regexp.MustCompile(`^[^"'\[{|>&*!#]\S*(?: +\S+){2,}`)

func (c *commented) comments(lines [][]byte) {
	next := 0       // the first mark that is not before this line
	after := true   // nothing but comments since the last key
	sample := false // within the comment of a sample manifest
	for i := 0; i < len(lines); i++ {
		line := i + 1
		for next < len(c.marks) && c.marks[next].line <= line {
			next++
		}
		if n := c.literals[line]; n > 0 {
			i += n
			continue
		}
		if text := bytes.TrimSpace(lines[i]); !bytes.HasPrefix(text, []byte("#")) {
			after, sample = len(text) > 0, false
			continue
		}
		found := commentedKey.FindStringSubmatch(strings.TrimRight(string(lines[i]), " \r"))
		if found == nil || found[2] != "" || prose.MatchString(found[4]) || isProse(found[3], found[4]) {
			continue
		}
		if sample = sample || found[3] == "apiVersion"; sample {
			continue // no keys of values
		}
		column := len(found[1]) + 1
		if after && next > 0 && c.marks[next-1].empty && c.marks[next-1].column == column {
			continue // `resources: {}` and an example of what goes in
		}
		if at := c.mappingAt(column, next); at != nil {
			c.keyOf[at].child(found[3]).add(&key{kinds: kindAny, open: true})
		}
	}
}

func isProse(word, value string) bool {
	switch word {
	case "ref", "note", "example", "default", "defaults", "http", "https", "e", "eg", "see", "docs", "or", "and":
		return true
	}
	return strings.HasPrefix(value, "http")
}

// mappingAt is the mapping whose keys stand in the column: among those around
// the key before the line, or else around the key after it. There is none in a
// list, whose items are not looked into.
func (c *commented) mappingAt(column, next int) *yaml.Node {
	for _, i := range []int{next - 1, next} {
		if i < 0 || i >= len(c.marks) {
			continue
		}
		for _, n := range c.marks[i].above {
			if len(n.Content) > 0 && n.Content[0].Column == column && n.Style&yaml.FlowStyle == 0 {
				return n
			}
		}
	}
	return nil
}
