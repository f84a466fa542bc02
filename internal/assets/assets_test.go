package assets

import (
	"fmt"
	"testing"
)

// ending ends as a test does: at once.
type ending struct{}

func (ending) Helper()           {}
func (ending) Fatal(args ...any) { panic("fails: " + fmt.Sprint(args...)) }
func (ending) Skip(args ...any)  { panic("skips: " + fmt.Sprint(args...)) }

func TestLack(t *testing.T) {
	cases := map[string]struct{ reason, ci, required, want string }{
		"Clone":    {"A clone has nothing but itself.", "", "", "skips: no CRDs"},
		"CI":       {"Somebody else's CI is such a clone.", "true", "", "skips: no CRDs"},
		"Required": {"Nothing may be left out.", "", "1", "fails: no CRDs (REQUIRE_ASSETS is set)"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Setenv("CI", tc.ci)
			t.Setenv(Variable, tc.required)
			defer func() {
				if got := recover(); got != tc.want {
					t.Errorf("got %v, want %q\nreason: %s", got, tc.want, tc.reason)
				}
			}()
			Lack(ending{}, "no CRDs")
		})
	}
}
