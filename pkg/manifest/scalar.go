package manifest

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// style is how a string is written.
type style uint8

const (
	plain   style = iota
	single        // in single quotes: would be misread when plain
	double        // in double quotes: holds what only an escape can show
	literal       // as a block of lines
)

// appendString appends a string as a value. The lines of a block stand at this
// indentation, which is one level deeper than the key or item.
func appendString(dst []byte, s string, indent int) []byte {
	st := styleOf(s)
	if st == literal {
		return appendLiteral(dst, s, indent)
	}
	return appendFlow(dst, s, st)
}

// appendKey appends a string as the key of a map, which stays on one line.
func appendKey(dst []byte, s string) []byte {
	st := styleOf(s)
	if st == literal {
		st = double
	}
	return appendFlow(dst, s, st)
}

func appendFlow(dst []byte, s string, st style) []byte {
	switch st {
	case plain:
		return append(dst, s...)
	case single:
		return appendSingle(dst, s)
	}
	return appendDouble(dst, s)
}

func styleOf(s string) style {
	lines, tabs := false, false
	for _, r := range s {
		switch {
		case r >= ' ' && r < 0x7f:
		case r == '\n':
			lines = true
		case r == '\t':
			tabs = true
		case hidden(r):
			return double
		}
	}
	switch {
	case lines && blockable(s):
		return literal
	case lines || tabs:
		return double
	case indicated(s) || misread(s):
		return single
	}
	return plain
}

// hidden tells whether a reader would not see a character for what it is:
// control and format characters, odd spaces and line breaks, broken UTF-8.
func hidden(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }

// blockable tells whether a text of several lines can be a literal block that
// every reader understands. Nothing may stand before the indentation is known
// but spaces, which an indicator explains, and the end must be visible.
func blockable(s string) bool {
	first := strings.TrimLeft(s, "\n")
	last := s[strings.LastIndexByte(s, '\n')+1:]
	return strings.TrimSpace(s) != "" && first[0] != '\t' &&
		(last == "" || strings.TrimSpace(last) != "")
}

// appendLiteral appends a block: | with one newline at the end, |- with none,
// |+ with more, and the depth as a number where the first line begins with a
// space.
func appendLiteral(dst []byte, s string, indent int) []byte {
	dst = append(dst, '|')
	if strings.TrimLeft(s, "\n")[0] == ' ' {
		dst = append(dst, '0'+deeper)
	}
	body, ended := strings.CutSuffix(s, "\n")
	switch {
	case !ended:
		dst = append(dst, '-')
	case strings.HasSuffix(body, "\n"):
		dst = append(dst, '+')
	}
	for line := range strings.SplitSeq(body, "\n") {
		dst = append(dst, '\n')
		if line != "" {
			dst = append(appendSpaces(dst, indent), line...)
		}
	}
	return dst
}

func appendSingle(dst []byte, s string) []byte {
	dst = append(dst, '\'')
	for i := range len(s) {
		if s[i] == '\'' {
			dst = append(dst, '\'')
		}
		dst = append(dst, s[i])
	}
	return append(dst, '\'')
}

func appendDouble(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for _, r := range s {
		dst = appendEscaped(dst, r)
	}
	return append(dst, '"')
}

func appendEscaped(dst []byte, r rune) []byte {
	switch {
	case r == '"' || r == '\\':
		return append(dst, '\\', byte(r))
	case r == '\n':
		return append(dst, `\n`...)
	case r == '\t':
		return append(dst, `\t`...)
	case r == '\r':
		return append(dst, `\r`...)
	case r == utf8.RuneError || !hidden(r):
		return utf8.AppendRune(dst, r)
	case r < 0x100:
		return appendHex(append(dst, `\x`...), r, 2)
	case r < 0x10000:
		return appendHex(append(dst, `\u`...), r, 4)
	}
	return appendHex(append(dst, `\U`...), r, 8)
}

func appendHex(dst []byte, r rune, width int) []byte {
	digits := strconv.FormatInt(int64(r), 16)
	for range width - len(digits) {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}
