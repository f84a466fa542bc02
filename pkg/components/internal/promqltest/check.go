package promqltest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	selector = regexp.MustCompile(`([a-zA-Z_:][a-zA-Z0-9_:]*)\s*\{([^{}]*)\}`)
	matcher  = regexp.MustCompile(`([a-zA-Z_][a-zA-Z0-9_]*)\s*(?:=~|!~|!=|=)`)
	clause   = regexp.MustCompile(`\b(?:by|on|ignoring|without|group_left|group_right)\s*\(([^()]*)\)`)
)

// Findings are what is wrong with an expression: brackets that do not pair,
// metrics that nothing exports, and labels that a metric does not have, in
// matchers as in by and on clauses.
func (c Catalogue) Findings(expression string) []string {
	if finding := Finding(expression); finding != "" {
		return []string{finding}
	}
	metrics := Metrics(expression)
	if len(metrics) == 0 {
		return []string{"it reads no metric"}
	}
	var findings []string
	for _, name := range metrics {
		if _, ok := c[name]; !ok {
			findings = append(findings, "nothing exports "+name)
		}
	}
	bare := text.ReplaceAllString(expression, `""`)
	for _, s := range selector.FindAllStringSubmatch(bare, -1) {
		for _, m := range matcher.FindAllStringSubmatch(s[2], -1) {
			findings = append(findings, c.label(m[1], s[1])...)
		}
	}
	for _, g := range clause.FindAllStringSubmatch(bare, -1) {
		for _, label := range strings.FieldsFunc(g[1], func(r rune) bool { return r == ',' || r == ' ' }) {
			findings = append(findings, c.label(label, metrics...)...)
		}
	}
	return findings
}

// label says so if none of the metrics has the label. label_replace makes
// labels of its own, which this cannot see: there is none in our expressions.
func (c Catalogue) label(label string, metrics ...string) []string {
	for _, name := range metrics {
		m, known := c[name]
		if !known || m.Labels == nil || slices.Contains(m.Labels, label) {
			return nil
		}
	}
	return []string{fmt.Sprintf("%s has no label %s", strings.Join(metrics, ", "), label)}
}
