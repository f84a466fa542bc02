package life

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// account is a step in words, for a person who reads the log of the tests.
func (x *XR) account(number int, step Step) string {
	var b strings.Builder
	line := func(what, text string) {
		if text != "" {
			fmt.Fprintf(&b, "     %-10s %s\n", what, text)
		}
	}
	fmt.Fprintf(&b, "%d. %s (%d passes)\n", number, step.Name, x.passes)
	line("because", step.Reason)
	line("composed", strings.Join(slices.Sorted(maps.Keys(x.refs)), ", "))
	line("waiting", pairs(x.result.Withheld(), " for "))
	line("failing", pairs(x.failing(), ": "))
	line("refused", pairs(x.refused, ": "))
	line("delivered", strings.Join(x.Delivered(), ", "))
	line("XR", condition(x.xr, "Ready").String())
	line("", condition(x.xr, "Synced").String())
	return b.String()
}

// failing are the composed resources that their provider cannot reconcile.
func (x *XR) failing() map[string]string {
	failing := map[string]string{}
	for name, ref := range x.refs {
		if o := x.World.hub[ref]; o != nil && condition(o, "Synced").Status == "False" {
			failing[name] = condition(o, "Synced").Message
		}
	}
	return failing
}

func pairs(m map[string]string, separator string) string {
	var parts []string
	for _, key := range slices.Sorted(maps.Keys(m)) {
		parts = append(parts, key+separator+m[key])
	}
	return strings.Join(parts, "; ")
}
