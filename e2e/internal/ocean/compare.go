package ocean

import (
	"encoding/json"
	"strings"

	"k8s.io/apimachinery/pkg/util/version"
)

// equal compares two values of JSON; 3 and 3.0 are the same.
func equal(a, b any) bool { return encoded(a) == encoded(b) }

func encoded(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // it was read from JSON
	}
	return string(text)
}

// lower says whether version a is lower than b, as Terraform's provider compares
// them: what is missing is zero, what follows a hyphen is before the release.
// What is no version is not lower.
func lower(a, b string) bool {
	x, y := parsed(a), parsed(b)
	return x != nil && y != nil && x.LessThan(y)
}

// minor is the second number of a version; -1 for what is none.
func minor(v string) int {
	if p := parsed(v); p != nil {
		return int(p.Minor())
	}
	return -1
}

// parsed is a version; nil for what is none.
func parsed(v string) *version.Version {
	if p, err := version.ParseSemantic(v); err == nil {
		return p
	}
	p, err := version.ParseGeneric(v)
	if err != nil && v != "" && !strings.Contains(v, ".") {
		p, err = version.ParseGeneric(v + ".0") // that of a database
	}
	if err != nil {
		return nil
	}
	return p
}
