package languages

import (
	"regexp"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
)

// filter reads one of lines. The same signs compare labels, and numbers.
func (q *logQuery) filter(sign logToken) {
	value := q.peek(0)
	before := q.peek(-2)
	switch text, known := unquoted(value); {
	case value.kind == 's' && known && strings.HasSuffix(sign.text, "~"):
		q.regexp(value, text)
	case value.kind == 's', value.kind == '$', value.kind == 'w' && value.text == "ip", before.kind == 'w' || before.text == ")" && sign.text == "!=":
	case sign.text != "!=":
		q.wrong(value, "a text was expected behind "+sign.text, "")
	}
}

// stage reads the word behind |.
func (q *logQuery) stage() {
	t, next := q.peek(0), q.peek(1)
	switch {
	case t.kind == '$' || t.text == "(":
	case t.kind != 'w':
		q.wrong(t, "a stage was expected behind |", "")
	case slices.Contains(logStages, t.text):
		q.at++
		q.staged(t)
	case next.kind == 'o' && strings.Contains("= == != =~ !~ > >= < <=", next.text): // a label
	default:
		q.wrong(t, "LogQL has no such stage", diag.DidYouMean(t.text, logStages))
	}
}

// staged reads what a stage is given.
func (q *logQuery) staged(t logToken) {
	value := q.peek(0)
	text, known := unquoted(value)
	switch t.text {
	case "unwrap":
		if len(q.calls) == 0 {
			q.wrong(t, "unwrap stands in a range, such as sum_over_time(… | unwrap x [5m])", "")
			return
		}
		q.calls[len(q.calls)-1].unwrapped = true
		if q.peek(1).text == "(" { // a conversion
			q.at++
		}
	case "regexp":
		if pattern := (*regexp.Regexp)(nil); known {
			if pattern = q.regexp(value, text); pattern != nil && strings.Join(pattern.SubexpNames(), "") == "" {
				q.wrong(value, "regexp has no named group: it would find nothing", "write (?P<name>…)")
			}
		}
	case "line_format":
		if value.kind != 's' && value.kind != '$' {
			q.wrong(value, "a template in quotes was expected", "")
		}
	}
}
