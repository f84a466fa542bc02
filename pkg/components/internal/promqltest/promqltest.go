// Package promqltest helps tests to look into PromQL expressions: which metrics
// they read, and whether anything exports a metric of that name.
//
// It is a scanner, no parser: it takes well-formed expressions for granted and
// finds the names in them. A query against a metric that does not exist is
// well-formed too, and returns nothing for ever, which is the mistake it is
// there to find.
package promqltest

import (
	"regexp"
	"slices"
	"strings"
)

var (
	text     = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	matchers = regexp.MustCompile(`\{[^{}]*\}`)
	ranges   = regexp.MustCompile(`\[[^\[\]]*\]`)
	grouping = regexp.MustCompile(`\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)`)
	word     = regexp.MustCompile(`[a-zA-Z_:][a-zA-Z0-9_:]*(\s*\()?`)
	number   = regexp.MustCompile(`\b[0-9][0-9a-zA-Z.]*`)
	keywords = []string{"and", "or", "unless", "bool", "offset", "group_left", "group_right", "inf", "nan"}
)

// Metrics are the names of the metrics that an expression reads, sorted, each
// once. Grafana's variables may stand in matchers, ranges and strings.
func Metrics(expression string) []string {
	bare := text.ReplaceAllString(expression, " ")
	for _, pattern := range []*regexp.Regexp{matchers, ranges, grouping, number} {
		bare = pattern.ReplaceAllString(bare, " ")
	}
	var names []string
	for _, w := range word.FindAllString(bare, -1) {
		function := strings.HasSuffix(w, "(")
		if !function && !slices.Contains(keywords, strings.ToLower(w)) {
			names = append(names, w)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Finding says what is wrong with the brackets and quotes of an expression;
// empty if they pair up.
func Finding(expression string) string {
	var open []rune
	for _, r := range text.ReplaceAllString(expression, "") {
		switch r {
		case '"':
			return "a quote is not closed"
		case '(', '{', '[':
			open = append(open, r)
		case ')', '}', ']':
			if len(open) == 0 || open[len(open)-1] != opening[r] {
				return "a " + string(r) + " closes nothing"
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return "a " + string(open[len(open)-1]) + " is not closed"
	}
	return ""
}

var opening = map[rune]rune{')': '(', '}': '{', ']': '['}
