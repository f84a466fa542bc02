package guard

import (
	"errors"
	"regexp"
	"testing"
)

func TestCall(t *testing.T) {
	failed := errors.New("failed")
	var none map[string]int
	var list []int
	cases := map[string]struct {
		reason string
		f      func() error
		want   string
	}{
		"Fine":     {"what returns nothing is fine", func() error { return nil }, ``},
		"Error":    {"an error stays as it is", func() error { return failed }, `^failed$`},
		"Panic":    {"a panic names its place", func() error { panic("ouch") }, `^the component broke: ouch, in guard\.TestCall\.func\d+ \(guard_test\.go:\d+\)$`},
		"NilMap":   {"so does a mistake that the runtime finds", func() error { none["x"] = 1; return nil }, `^the component broke: assignment to entry in nil map, in guard\.TestCall`},
		"Index":    {"and one behind helpers of the runtime", func() error { list[3] = 1; return nil }, `^the component broke: runtime error: index out of range.*, in guard\.TestCall`},
		"NilDeref": {"and one that a signal reports", func() error { var t *struct{ a, b int }; t.b = 1; return nil }, `invalid memory address.*, in guard\.TestCall`},
		"Nil":      {"panic(nil) is one too", func() error { panic(nil) }, `^the component broke: .*nil`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			err := Call("the component", tc.f)
			switch {
			case tc.want == "" && err != nil:
				t.Errorf("%s: got error %v", tc.reason, err)
			case tc.want != "" && (err == nil || !regexp.MustCompile(tc.want).MatchString(err.Error())):
				t.Errorf("%s: got error %v, want %s", tc.reason, err, tc.want)
			}
		})
	}
}
