package languages

import (
	"fmt"
	"regexp"
	"strings"

	"seamark.dev/seamark/pkg/diag"
)

// grammar is what the scanner knows of a language: enough to tell whether
// strings and brackets are closed.
type grammar struct {
	code diag.Code
	// quotes begin a string and end it; in a backquoted one nothing is escaped.
	quotes string
	// comment begins a comment, to the end of the line.
	comment string
	// ranges tells that square brackets hold durations.
	ranges bool
	// endings are what no expression ends with: operators.
	endings []string
}

// logQL is LogQL, and PromQL, which agree as far as this goes.
func logQL() grammar {
	return grammar{
		code: "language-query", quotes: "\"'`", comment: "#", ranges: true,
		endings: []string{"+", "-", "*", "/", "%", "^", "=", "<", ">", "|", "!", ",", " and", " or", " unless", " by", " on", " offset"},
	}
}

// bracket is an open bracket.
type bracket struct {
	kind byte
	at   int
}

// scan tells the first thing that is wrong with a text: what follows it is guesswork.
func (g grammar) scan(text string) diag.List {
	bare := strings.TrimSpace(text)
	if bare == "" {
		return diag.List{{Code: g.code, Message: "the expression is empty"}}
	}
	var open []bracket
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case strings.IndexByte(g.quotes, c) >= 0:
			length := quoted(text[i:])
			if length == 0 {
				return g.finding(text, i, string(c), "the string is not closed")
			}
			i += length - 1
		case strings.HasPrefix(text[i:], g.comment):
			i += lineEnd(text[i:]) - 1
		case strings.IndexByte("([{", c) >= 0:
			open = append(open, bracket{c, i})
		case strings.IndexByte(")]}", c) >= 0:
			if len(open) == 0 || open[len(open)-1].kind != opposite(c) {
				return g.finding(text, i, string(c), "the bracket closes none that is open")
			}
			from := open[len(open)-1].at + 1
			open = open[:len(open)-1]
			if c == ']' && g.ranges && !validRange(text[from:i]) {
				return g.finding(text, from, text[from:i], "not a duration such as 5m, or two of them such as 1h:5m")
			}
		}
	}
	if len(open) > 0 {
		last := open[len(open)-1]
		return g.finding(text, last.at, string(last.kind), "the bracket is not closed")
	}
	for _, ending := range g.endings {
		if strings.HasSuffix(bare, ending) {
			return g.finding(text, strings.LastIndex(text, ending), strings.TrimSpace(ending), "the expression ends in an operator")
		}
	}
	return nil
}

func (g grammar) finding(text string, at int, value, message string) diag.List {
	return diag.List{{Code: g.code, Value: value, Message: position(text, at) + message}}
}

// quoted is the length of the string that a text begins with, quotes included;
// 0 if it is not closed.
func quoted(text string) int {
	quote := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == quote:
			return i + 1
		case quote == '`':
		case text[i] == '\\':
			i++
		case text[i] == '\n':
			return 0
		}
	}
	return 0
}

func lineEnd(text string) int {
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		return i
	}
	return len(text)
}

func opposite(c byte) byte {
	switch c {
	case ')':
		return '('
	case ']':
		return '['
	}
	return '{'
}

var durationText = regexp.MustCompile(`^(?:[0-9]+(?:\.[0-9]+)?(?:ns|us|µs|ms|[smhdwy]))+$`)

// validRange tells whether square brackets hold a duration, or two for a
// subquery, of which the second may be left out. A variable of Grafana's may
// stand for either.
func validRange(text string) bool {
	from, step, _ := strings.Cut(text, ":")
	for i, part := range []string{from, step} {
		part = strings.TrimSpace(part)
		if i == 1 && part == "" || strings.Contains(part, "$") {
			continue
		}
		if !durationText.MatchString(part) {
			return false
		}
	}
	return true
}

// position is a byte of a text as a reader finds it, as the beginning of a
// message.
func position(text string, at int) string {
	before := text[:at]
	column := at - strings.LastIndexByte(before, '\n')
	if !strings.Contains(text, "\n") {
		return fmt.Sprintf("column %d: ", column)
	}
	return fmt.Sprintf("line %d, column %d: ", 1+strings.Count(before, "\n"), column)
}
