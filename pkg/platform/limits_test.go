package platform

import (
	"strings"
	"testing"
	"time"
)

// TestLoadLimits feeds documents that are small on disk and endless in memory.
func TestLoadLimits(t *testing.T) {
	head := strings.Replace(string(Default()), "    domain:", "    overrides:\n      loki:\n        a: &a {}\n    domain:", 1)
	with := func(value string) string { return strings.Replace(head, "&a {}", value, 1) }
	cases := map[string]struct {
		reason string
		in     string
		want   []string // codes
	}{
		"Itself":      {"A list that contains itself twice grows without end.", with("&a [*a, *a]"), []string{"config-too-deep"}},
		"MergeItself": {"A mapping that merges itself does, too.", with("&a {<<: [*a, *a], x: 1}"), []string{"config-too-deep"}},
		"Deep":        {"Deep nesting needs no alias.", with(strings.Repeat("[", 200) + strings.Repeat("]", 200)), []string{"config-too-deep"}},
		"WrongOften":  {"A mistake that aliases repeat is told once.", with("&a {x: .nan}\n        b: [*a, *a, *a]"), []string{"config-wrong-type"}},
		"NotAMapping": {"A document that is no mapping is told as that alone.", "- a\n", []string{"config-wrong-type"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, findings := Load(Source{"f", []byte(tc.in)})
			var codes []string
			for _, f := range findings {
				codes = append(codes, string(f.Code))
			}
			if got, want := strings.Join(codes, " "), strings.Join(tc.want, " "); got != want {
				t.Errorf("%s Got %q, want %q:\n%s", tc.reason, got, want, lines(findings[:min(len(findings), 5)]))
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%s It took %v.", tc.reason, took)
			}
		})
	}
}
