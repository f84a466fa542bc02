// Package pins asks whether the versions of charts that the configuration names
// are ones that the platform can work with.
package pins

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/blang/semver/v4"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check judges each version by the pinned one: of the same major version, and
// before the first that is known not to work. Everything else is a warning,
// for nobody here has read that version.
func Check(inv *inventory.Inventory) diag.List {
	spec := inv.Platform.Spec
	used := map[string]map[string]inventory.Release{}
	for _, r := range inv.Releases {
		environment := r.Unit.ID.Environment
		if used[environment] == nil {
			used[environment] = map[string]inventory.Release{}
		}
		used[environment][r.Release.Chart.Name] = r
	}
	findings := section(inv, manifest.Fields("spec"), spec.Charts, used[""])
	for i, env := range spec.Environments {
		at := manifest.Fields("spec", "environments").Item(i)
		findings = append(findings, section(inv, at, env.Charts, used[env.Name])...)
	}
	return findings
}

// section judges the versions below a path. Used are the releases by the names of
// their charts.
func section(inv *inventory.Inventory, at manifest.Path, given map[string]platform.ChartVersion, used map[string]inventory.Release) diag.List {
	var findings diag.List
	for _, name := range slices.Sorted(maps.Keys(given)) {
		f := diag.Finding{Where: inv.Configured(at.Field("charts").Field(name).Field("version")), Value: given[name].Version}
		r, delivered := used[name]
		switch {
		case !delivered:
			f.Where, f.Value = inv.Configured(at.Field("charts").Field(name)), ""
			f.Code, f.Message, f.Remedy = "chart-unknown", "nothing is installed from a chart of this name", nearest(name, used)
		case r.Release.Chart.Stamped:
			f.Code, f.Message, f.Remedy = "chart-version", "the version of this chart has a field of its own", "set demo.chartVersion"
		default:
			f = judged(f, r)
		}
		if f.Message != "" {
			findings.Add(f)
		}
	}
	return findings
}

// judged is what is to be said of a version; without a message nothing is.
func judged(f diag.Finding, r inventory.Release) diag.Finding {
	chart, pinned := r.Release.Chart, r.Release.Pinned
	f.Code = "chart-version"
	version, err := semver.ParseTolerant(f.Value)
	have, unpinned := semver.ParseTolerant(pinned)
	if err != nil || unpinned != nil {
		return f // no version, which package platform says, or the pinned one itself
	}
	first, always := semver.ParseTolerant(chart.Before)
	switch {
	case always == nil && version.GE(first):
		f.Message, f.Remedy = strings.TrimSuffix(chart.Note, "."), "stay before "+chart.Before
	case version.Major != have.Major:
		f.Message = fmt.Sprintf("is another major version than %s, which the values here are for", pinned)
		f.Remedy = fmt.Sprintf("stay within %d", have.Major)
	case strings.HasPrefix(pinned, "v") != strings.HasPrefix(f.Value, "v"):
		f.Message, f.Remedy = "the versions of this chart are written otherwise", fmt.Sprintf("as in %q", pinned)
	default:
		f.Code, f.Severity = "chart-other", diag.Warning
		f.Message = fmt.Sprintf("nobody here has read this version of %s: its values are judged by those of %s", chart.Name, judge(chart, pinned))
		f.Remedy = "read what its authors say of the change, and look at the difference of what Helm makes of both"
	}
	return f
}

// judge is the version whose contract judges the values.
func judge(chart charts.Chart, pinned string) string {
	if contract, ok := charts.ContractOf(chart); ok {
		return contract.Version
	}
	return pinned
}

// nearest is the name that was meant, or all there are.
func nearest(name string, used map[string]inventory.Release) string {
	known := slices.Sorted(maps.Keys(used))
	if near := diag.DidYouMean(name, known); near != "" {
		return near
	}
	return "there are " + strings.Join(known, ", ")
}
