// Package relied asks whether the values that others rely on still hold once the
// user's are merged over ours: the names of Services, selectors that see all
// monitors, copies and replicas, a store that is there. What must hold is declared
// by the component, which knows who relies on it.
package relied

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check finds overrides that break what a release declares, and those that give
// its objects other names.
func Check(inv *inventory.Inventory) diag.List {
	var findings diag.List
	for _, r := range inv.Releases {
		if len(r.Release.Overrides) == 0 {
			continue // ours hold
		}
		ours, err := manifest.Of(r.Release.Values)
		if err != nil {
			continue // shows when it is encoded
		}
		for _, relied := range r.Release.Relied {
			if f, broken := check(inv, r, relied, ours); broken {
				findings.Add(f)
			}
		}
		findings = append(findings, renamed(inv, r)...)
	}
	return findings
}

func check(inv *inventory.Inventory, r inventory.Release, relied model.Reliance, ours *manifest.Node) (diag.Finding, bool) {
	path := split(relied.Path)
	place, ok := overridden(r, path)
	if !ok && relied.LeastAt != "" {
		place, ok = overridden(r, split(relied.LeastAt))
	}
	if !ok {
		return diag.Finding{}, false
	}
	remedy, holds := held(relied, at(ours, path), at(r.Values, path), r.Values)
	if holds || relied.Unless != "" && filled(at(r.Values, split(relied.Unless))) {
		return diag.Finding{}, false
	}
	f := diag.Finding{Code: "values-relied-on", Message: relied.Who, Remedy: cmp.Or(relied.Remedy, remedy)}
	if now := at(r.Values, path); now.Kind() == manifest.KindBool || now.Kind() == manifest.KindNumber {
		f.Value = now.Text() // a text may be a secret in the wrong place
	}
	if relied.Loses {
		f.Code, f.Severity = "values-loss", diag.Warning
	}
	return inv.Finding(place, f), true
}

// held tells whether a value is what others rely on, and if not what to write.
func held(relied model.Reliance, ours, now, all *manifest.Node) (remedy string, holds bool) {
	switch {
	case relied.Kept:
		return kept(ours), holdsAll(now, ours)
	case relied.Set:
		return "leave something there", filled(now)
	case relied.LeastAt != "":
		least := at(all, split(relied.LeastAt))
		return "it must be " + least.Text() + " at least, as " + relied.LeastAt + " is", atLeast(now, least)
	case relied.Is != nil:
		return oneOf(relied.Is), now == nil || slices.Contains(relied.Is, now.Text()) && now.Len() == 0
	default:
		return "it must be " + strconv.Itoa(relied.Least) + " at least", atLeast(now, manifest.Int(int64(relied.Least)))
	}
}

// filled tells whether a value says anything.
func filled(n *manifest.Node) bool { return n.Len() > 0 || n.Text() != "" }

func kept(ours *manifest.Node) string {
	const most = 120
	if text := string(ours.AppendJSON(nil)); len(text) <= most {
		return "leave " + text + " in it"
	}
	return "leave what this platform sets in it"
}

func oneOf(texts []string) string {
	if texts[0] == "" {
		return "leave it out"
	}
	return "leave it at " + strings.Join(texts, " or ")
}

// atLeast compares numbers; what is none is not judged here.
func atLeast(now, least *manifest.Node) bool {
	a, err := strconv.ParseFloat(now.Text(), 64)
	b, notLeast := strconv.ParseFloat(least.Text(), 64)
	return err != nil || notLeast != nil || a >= b
}

// holdsAll tells whether a value still holds what ours is: every field of a map,
// every item of a list.
func holdsAll(now, ours *manifest.Node) bool {
	switch {
	case ours == nil:
		return true
	case now.Kind() != ours.Kind():
		return now.Text() == ours.Text() && now.Len() == 0 && ours.Len() == 0 && now.Kind() != manifest.KindNull
	case ours.Kind() == manifest.KindMap:
		return !slices.ContainsFunc(ours.Fields(), func(f manifest.Field) bool {
			below, ok := now.Get(f.Name)
			return !ok || !holdsAll(below, f.Value)
		})
	case ours.Kind() == manifest.KindList:
		for _, want := range ours.Items() {
			if !hasItem(now, want) {
				return false
			}
		}
		return true
	}
	return now.Text() == ours.Text()
}

func hasItem(list, want *manifest.Node) bool {
	for _, item := range list.Items() {
		if holdsAll(item, want) {
			return true
		}
	}
	return false
}

// overridden is the place of a value, or of what the user wrote in the stead of
// something above it.
func overridden(r inventory.Release, path []string) (inventory.Place, bool) {
	for n := len(path); n > 0; n-- {
		place := r.Place.Values(manifest.Fields(path[:n]...))
		if !place.Overridden() {
			continue
		}
		// Above the value itself, only what is no map stands in its stead.
		if above, _ := r.Values.Get(path[:n]...); n == len(path) || above.Kind() != manifest.KindMap {
			return place, true
		}
		return place, false
	}
	return inventory.Place{}, false
}

// at is a value; null where something above it is, and nil where nobody wrote it.
func at(values *manifest.Node, path []string) *manifest.Node {
	for _, name := range path {
		if values != nil && values.Kind() == manifest.KindNull {
			return values
		}
		below, ok := values.Get(name)
		if !ok {
			return nil
		}
		values = below
	}
	return values
}

// split takes a path apart at its dots.
func split(path string) []string {
	steps := strings.Split(strings.ReplaceAll(path, `\.`, "\x00"), ".")
	for i := range steps {
		steps[i] = strings.ReplaceAll(steps[i], "\x00", ".")
	}
	return steps
}
