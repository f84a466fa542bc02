package diag

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// String is the finding on one line, like a compiler's: the place to mend, that
// it is only a warning, what it was found in, the value, the message, the
// remedy, the environments, the rendered file and the code.
func (f Finding) String() string {
	var b strings.Builder
	for _, part := range f.place() {
		if part != "" {
			b.WriteString(oneLine(part) + ": ")
		}
	}
	if f.Severity == Warning {
		b.WriteString("warning: ")
	}
	if f.Value != "" {
		fmt.Fprintf(&b, "%q: ", f.Value)
	}
	b.WriteString(oneLine(f.Message))
	if f.Remedy != "" {
		b.WriteString("; " + oneLine(f.Remedy))
	}
	if f.Where.Environments != "" {
		b.WriteString("; " + oneLine(f.Where.concerned()))
	}
	if f.Subject.File != "" {
		b.WriteString("; in " + oneLine(f.Subject.File))
	}
	fmt.Fprintf(&b, " [%s]", oneLine(string(f.Code)))
	return inert(b.String())
}

// Plain is a text of a stranger's on one line, with everything escaped that a
// terminal or a runner would obey.
func Plain(text string) string { return inert(oneLine(text)) }

// command is what a runner of GitHub obeys in a log: ::warning::, and of old
// ##[warning].
var command = regexp.MustCompile(`::([a-z-]+[^:]*::)`)

// inert is a line that no runner obeys.
func inert(line string) string {
	if strings.Contains(line, "::") {
		line = command.ReplaceAllString(line, `:\x3a$1`)
	}
	return strings.ReplaceAll(line, "##[", `#\x23[`)
}

// place is what stands before the colons. The field in the configuration is
// left out where a line and the field of a release tell the same.
func (f Finding) place() []string {
	path := f.Where.Path
	if f.Where.Line > 0 && f.Subject.Path != "" {
		path = ""
	}
	return []string{f.Where.String(), path, f.Subject.Object, f.Subject.Path}
}

// oneLine is a text with everything escaped that a terminal would obey: line
// ends, control characters, marks that turn the direction of writing.
func oneLine(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch _, size := utf8.DecodeRuneInString(s[i:]); {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}
