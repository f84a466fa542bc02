package observability

import "testing"

func TestFill(t *testing.T) {
	values := map[string]string{"database": "(a|b)", "__rate_interval": "8s"}
	cases := map[string]struct{ reason, text, want string }{
		"Plain":   {"the usual form", `rate(x{d=~"$database"}[$__rate_interval])`, `rate(x{d=~"(a|b)"}[8s])`},
		"Braces":  {"the form in braces", `x{d=~"${database}"}`, `x{d=~"(a|b)"}`},
		"Format":  {"the form with a format", `x{d=~"${database:regex}"}`, `x{d=~"(a|b)"}`},
		"Unknown": {"a variable that the dashboard does not have", `x{d=~"$datname"}`, ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := fill(tc.text, values)
			if got != tc.want || (err == nil) != (tc.want != "") {
				t.Errorf("%s: %q, %v, want %q", tc.reason, got, err, tc.want)
			}
		})
	}
}

func TestRegexOf(t *testing.T) {
	cases := map[string]struct {
		reason string
		values []string
		want   string
	}{
		"One":     {"a single value needs no brackets", []string{"a"}, "a"},
		"Several": {"any of them", []string{"a", "b"}, "(a|b)"},
		"Escaped": {"a value is no pattern, and the backslash is in a string", []string{"a.b"}, `a\\.b`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := regexOf(tc.values); got != tc.want {
				t.Errorf("%s: %q, want %q", tc.reason, got, tc.want)
			}
		})
	}
}

// TestQuestionFindings: an empty panel is a finding, and so is an excuse that
// is not needed.
func TestQuestionFindings(t *testing.T) {
	q := question{dashboard: "No", panel: "Such", ref: "A"}
	if len(q.findings(0, nil)) == 0 {
		t.Error("an empty panel is not noticed")
	}
	if findings := q.findings(1, nil); len(findings) != 0 {
		t.Errorf("a panel with a series is refused: %q", findings)
	}
	if len(q.findings(1, map[string]string{q.String(): "because"})) == 0 {
		t.Error("an excuse that is not needed is not noticed")
	}
}
