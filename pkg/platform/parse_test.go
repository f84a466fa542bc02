package platform

import "testing"

func TestSyntaxErrorLines(t *testing.T) {
	cases := map[string]struct {
		reason string
		in     string
		want   int
	}{
		"FirstLine":   {"The first line is line 1.", "\tx", 1},
		"Tab":         {"A tab is where it is.", "a: 1\n\tb: 2\n", 2},
		"OpenList":    {"A list left open is told where it starts.", "z: 1\na: [1\nb: 2\n", 2},
		"Indentation": {"So is a list that something else interrupts.", "a: 1\nb:\n  - x\n  y: 1\n", 3},
		"ListInMap":   {"A list entry among keys is where it is.", "a: 1\n\n- x\n", 3},
		"TwoColons":   {"Two values on a line are where they are.", "a: 1\nb: c: d\n", 2},
		"Anchor":      {"A missing anchor is told where it is used.", "a: 1\nb: *missing\n", 2},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			_, findings := Load(Source{"f", []byte(tc.in)})
			if len(findings) != 1 || findings[0].Code != "config-syntax" || findings[0].Where.Line != tc.want {
				t.Errorf("%s Want line %d, got: %s", tc.reason, tc.want, lines(findings))
			}
		})
	}
}
