// Package relied asks whether what others rely on is still there once the user's
// values are merged over ours. What a chart makes is computed from the values, and
// who refers to it is known: names of Services, ports, accounts, kinds. What
// nobody refers to by name (selectors that see all monitors, copies and replicas, a
// store that is there) is declared by the component, which knows who relies on it.
package relied

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check finds overrides that break what a release declares, that take away what
// others refer to, and that give its objects other names.
func Check(inv *inventory.Inventory) diag.List {
	var findings diag.List
	taken := takenAway(inv)
	for _, r := range inv.Releases {
		if len(r.Release.Overrides) == 0 {
			continue // ours hold
		}
		ours, err := manifest.Of(r.Release.Values)
		if err != nil {
			continue // shows when it is encoded
		}
		told := map[string]bool{} // paths of values
		for _, relied := range errorsFirst(r.Release.Relied) {
			place, f, broken := check(r, relied, ours)
			path := place.Path.String()
			if !broken || told[path] {
				continue // one value is one mistake, whoever relies on it
			}
			if who := taken.by(r, path); len(who) > 0 {
				f.Message += ": " + strings.Join(who, "; ")
			}
			told[path] = true
			findings.Add(inv.Finding(place, f))
		}
		findings = append(findings, missed(inv, r, taken, told)...)
		findings = append(findings, renamed(inv, r, ours, told)...)
	}
	return findings
}

// errorsFirst are the same, with what a user may well decide behind all others.
func errorsFirst(all []model.Reliance) []model.Reliance {
	return slices.SortedStableFunc(slices.Values(all), func(a, b model.Reliance) int {
		switch {
		case a.Loses == b.Loses:
			return 0
		case b.Loses:
			return -1
		}
		return 1
	})
}

func check(r inventory.Release, relied model.Reliance, ours *manifest.Node) (place inventory.Place, f diag.Finding, broken bool) {
	path := manifest.Dotted(relied.Path)
	place, ok := r.Override(path)
	other := !ok && relied.LeastAt != ""
	if other {
		place, ok = r.Override(manifest.Dotted(relied.LeastAt))
	}
	if !ok {
		return place, f, false
	}
	now := model.ValueAt(r.Values, path)
	remedy, holds := held(relied, model.ValueAt(ours, path), now, r.Values)
	if holds || relied.Unless != "" && on(model.ValueAt(r.Values, manifest.Dotted(relied.Unless))) {
		return place, f, false
	}
	if relied.If != "" && model.ValueAt(r.Values, manifest.Dotted(relied.If)).Text() != "true" {
		return place, f, false
	}
	if other {
		remedy = "it must be " + now.Text() + " at most, as " + relied.Path + " is"
		now = model.ValueAt(r.Values, manifest.Dotted(relied.LeastAt))
	}
	f = diag.Finding{Code: "values-relied-on", Message: relied.Who, Remedy: cmp.Or(relied.Remedy, remedy)}
	if now.Kind() == manifest.KindBool || now.Kind() == manifest.KindNumber {
		f.Value = now.Text() // a text may be a secret in the wrong place
	}
	if relied.Loses {
		f.Code, f.Severity = "values-loss", diag.Warning
	}
	return place, f, true
}

// held tells whether a value is what others rely on, and if not what to write.
func held(relied model.Reliance, ours, now, all *manifest.Node) (remedy string, holds bool) {
	switch {
	case relied.Kept:
		return kept(ours), holdsAll(now, ours)
	case relied.Set:
		return "leave something there", filled(now)
	case relied.LeastAt != "":
		least := model.ValueAt(all, manifest.Dotted(relied.LeastAt))
		return "it must be " + least.Text() + " at least, as " + relied.LeastAt + " is", atLeast(now, least)
	case relied.Holds != nil:
		return "leave " + strings.Join(relied.Holds, ", ") + " in it", now == nil || !slices.ContainsFunc(relied.Holds, func(text string) bool { return !hasItem(now, manifest.String(text)) })
	case relied.Without != nil:
		return "take it out of the list", !startsWith(now, relied.Without)
	case relied.Is != nil:
		return oneOf(relied.Is), now == nil || inventory.Template(now.Text()) || slices.Contains(relied.Is, now.Text()) && now.Len() == 0
	default:
		return "it must be " + strconv.Itoa(relied.Least) + " at least", atLeast(now, manifest.Int(int64(relied.Least)))
	}
}

// filled tells whether a value says anything.
func filled(n *manifest.Node) bool { return n.Len() > 0 || n.Text() != "" }

// on tells whether a value says anything but false.
func on(n *manifest.Node) bool { return filled(n) && n.Text() != "false" }

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

// atLeast compares numbers and sizes; what is neither is not judged here.
func atLeast(now, least *manifest.Node) bool {
	a, isSize := sizeOf(now.Text())
	b, leastIsSize := sizeOf(least.Text())
	return !isSize || !leastIsSize || a >= b
}

// sizeOf reads a number, or a size: 10Gi of Kubernetes, or 8GB of Prometheus, whose
// units are powers of 1024 too.
func sizeOf(text string) (float64, bool) {
	digits := strings.TrimRight(text, "KMGTPEiB")
	number, err := strconv.ParseFloat(digits, 64)
	unit, known := map[string]int{"": 0, "K": 10, "M": 20, "G": 30, "T": 40, "P": 50, "E": 60}[strings.TrimRight(text[len(digits):], "iB")]
	return math.Ldexp(number, unit), err == nil && known
}

// startsWith tells whether an item of a list begins so.
func startsWith(list *manifest.Node, beginnings []string) bool {
	for _, item := range list.Items() {
		if slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(item.Text(), b) }) {
			return true
		}
	}
	return false
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
