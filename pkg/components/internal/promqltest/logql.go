package promqltest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// streams are the labels of the log lines that Alloy sends, by job, beside
// those that every line has. Container lines have a job of their own for each
// container: namespace/container.
var streams = map[string][]string{
	"database-logs":     {"app", "database_cluster", "host", "level"},
	"kubernetes-events": {"namespace", "instance"},
	"":                  {"namespace", "pod", "container", "node", "app", "stream"},
}

// metadata is what Alloy sends with a line beside its labels, by job: filters
// may ask for it, selectors may not.
var metadata = map[string][]string{
	"database-logs": {"code", "db", "duration_ms", "pid", "query_time", "role", "severity", "user"},
}

// everyLine are labels of all lines: from Alloy, and from Loki itself.
var everyLine = []string{"job", "environment", "service_name", "detected_level"}

var (
	streamSelector = regexp.MustCompile(`\{[^{}]*\}`)
	jobMatcher     = regexp.MustCompile(`\bjob="([^"]*)"`)
	lineParser     = regexp.MustCompile(`\|\s*(?:json|logfmt|pattern|regexp|unpack)\b`)
	labelFilter    = regexp.MustCompile(`(?:\||\band\b|\bor\b)\s*([a-zA-Z_]\w*)\s*(?:[<>]=?|==|=~|!~|!=|=)`)
	unwrapped      = regexp.MustCompile(`\|\s*unwrap\s+(?:\w+\()?(\w+)`)
)

// LogFindings are what is wrong with a LogQL query: brackets that do not pair,
// no stream selector, a selector that every stream matches, or labels that the
// lines of the job do not have, in selectors as in filters.
func LogFindings(query string) []string {
	if finding := Finding(query); finding != "" {
		return []string{finding}
	}
	var selectors []string
	for _, at := range streamSelector.FindAllStringIndex(masked(query), -1) {
		selectors = append(selectors, query[at[0]:at[1]])
	}
	if len(selectors) == 0 {
		return []string{"there is no stream selector"}
	}
	var findings []string
	for _, s := range selectors {
		findings = append(findings, selectorFindings(s)...)
	}
	return append(findings, filterFindings(masked(query), selectors)...)
}

// filterFindings looks at what is asked for behind the selectors. What a parser
// takes out of the line is not known here.
func filterFindings(query string, selectors []string) []string {
	if lineParser.MatchString(query) {
		return nil
	}
	known := slices.Clone(everyLine)
	for _, s := range selectors {
		known = slices.Concat(known, streams[jobOf(s)], metadata[jobOf(s)])
	}
	var findings []string
	for _, pattern := range []*regexp.Regexp{labelFilter, unwrapped} {
		for _, m := range pattern.FindAllStringSubmatch(query, -1) {
			if !slices.Contains(known, m[1]) {
				findings = append(findings, "no line has "+m[1])
			}
		}
	}
	return findings
}

// jobOf is the job that a selector chooses; empty for that of containers.
func jobOf(selector string) string {
	if m := jobMatcher.FindStringSubmatch(selector); m != nil {
		return m[1]
	}
	return ""
}

func selectorFindings(selector string) []string {
	job := jobOf(selector)
	known, ok := streams[job]
	if !ok {
		return []string{fmt.Sprintf("no line has the job %s", job)}
	}
	labels := matcher.FindAllStringSubmatch(text.ReplaceAllString(selector, `""`), -1)
	var findings []string
	for _, m := range labels {
		if !slices.Contains(known, m[1]) && !slices.Contains(everyLine, m[1]) {
			findings = append(findings, fmt.Sprintf("lines of the job %q have no label %s", job, m[1]))
		}
	}
	if !strings.Contains(text.ReplaceAllStringFunc(selector, kept), `="`) {
		findings = append(findings, "Loki refuses a selector in which no matcher excludes the empty value")
	}
	return findings
}

// kept is what Loki counts as a matcher that excludes the empty value: here,
// anything but .*.
func kept(value string) string {
	if value == `".*"` {
		return ""
	}
	return value
}

// masked is a query whose strings hold nothing that could be taken for more,
// each of the length it had.
func masked(query string) string {
	return text.ReplaceAllStringFunc(query, func(s string) string {
		return `"` + strings.Repeat("x", len(s)-2) + `"`
	})
}
