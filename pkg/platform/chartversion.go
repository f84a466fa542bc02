package platform

import (
	"regexp"
	"strings"
)

var (
	spaceAfterOperator = regexp.MustCompile(`([=<>~^])\s+`)
	// comparator is one condition on versions of major 1, or "below 2".
	comparator = regexp.MustCompile(`^(?:(=|>=|>|<=|<|\^|~)?v?1(?:\.(?:[0-9]+|x|\*)){0,2}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?|(<)v?2(?:\.0){0,2}(?:-0)?)$`)
)

// withinMajorOne tells whether a version or range, as Helm and Flux read it,
// admits versions of major 1 only: conditions joined by spaces or commas, at
// least one of which has an upper bound.
func withinMajorOne(constraint string) bool {
	constraint = spaceAfterOperator.ReplaceAllString(constraint, "$1")
	conditions := strings.FieldsFunc(constraint, func(r rune) bool { return r == ' ' || r == ',' })
	bounded := false
	for _, condition := range conditions {
		parts := comparator.FindStringSubmatch(condition)
		if parts == nil {
			return false
		}
		bounded = bounded || (parts[1] != ">" && parts[1] != ">=")
	}
	return bounded
}
