package prove

import (
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
)

// kindOrder finds objects whose kind does not exist when they are applied.
func (w *world) kindOrder(g *unitGraph) diag.List {
	var findings diag.List
	told := map[string]bool{}
	add := func(f diag.Finding, bad bool) {
		if !bad {
			return
		}
		if id := fmt.Sprint(f.Subject, f.Message); !told[id] {
			told[id] = true
			findings.Add(f)
		}
	}
	for i := range w.objects {
		add(w.kindReady(g, &w.objects[i]))
	}
	for _, wanted := range w.wanted {
		add(w.releaseReady(g, wanted))
	}
	return findings
}

// kindReady is the finding for an object whose kind comes too late.
func (w *world) kindReady(g *unitGraph, o *applied) (diag.Finding, bool) {
	if builtIn(o.cluster, o.ref.Group) {
		return diag.Finding{}, false
	}
	kind := o.ref.Kind + "." + o.ref.Group
	f := diag.Finding{Value: kind}
	sources := w.sources(o.cluster, o.ref)
	after := func(s source) bool { return g.waits(o.unit, s.unit) }
	late := func(s source) bool { return g.waits(s.unit, o.unit) }
	switch {
	case o.at.release != nil:
		return f, false // of the chart's own making
	case len(sources) == 0:
		f.Code = "graph-unknown-kind"
		f.Message = "nothing brings this kind to " + clusterName(o.cluster)
		f.Remedy = "declare what does in Component.Provides, as a CustomResourceDefinition PLURAL." + o.ref.Group
		if strings.HasSuffix(o.ref.Group, ".m.crossplane.io") {
			f.Remedy = "list PLURAL." + o.ref.Group + " in the ManagedResourceActivationPolicy"
		}
	case slices.ContainsFunc(sources, after):
		return f, false
	case !o.remote:
		f.Code = "graph-kind-too-late"
		f.Message = fmt.Sprintf("%s brings the kind %s, but %s does not wait for it", sources[0].unit, kind, o.unit)
		f.Remedy = fmt.Sprintf("let %s depend on %s, or move the object", o.unit, sources[0].unit)
	case !o.loose && slices.ContainsFunc(sources, late):
		f.Code = "graph-deadlock"
		f.Message = deadlock(o, sources[0], kind)
		f.Remedy = "set readinessChecks to None on the composed resource, or move it into an XR of a later unit"
	default:
		return f, false
	}
	return w.subject.finding(o.at, f), true
}

// deadlock explains the trap of a composed object whose kind arrives after the
// XR that composes it.
func deadlock(o *applied, s source, kind string) string {
	holder := fmt.Sprintf("%s holds an Object", o.unit)
	if o.xr.Name != "" {
		holder = fmt.Sprintf("%s %s/%s of %s composes an object", o.xr.Kind, o.xr.Namespace, o.xr.Name, o.unit)
	}
	return fmt.Sprintf("%s of kind %s and is not ready before it is; %s brings that kind, and waits for %s: neither ever becomes ready",
		holder, kind, s.unit, o.unit)
}

// releaseReady is the finding for a release that brings objects of a kind
// which is not there yet.
func (w *world) releaseReady(g *unitGraph, wanted wantedKind) (diag.Finding, bool) {
	u, r := wanted.from.unit, wanted.from.release
	crd := wanted.kind.plural + "." + wanted.kind.group
	sources := w.kinds[wanted.kind]
	f := diag.Finding{Code: "graph-release-too-early", Value: crd}
	if len(sources) == 0 {
		f.Code = "graph-unknown-kind"
		f.Message = "nothing brings this kind to " + clusterName(wanted.kind.cluster)
		f.Remedy = "declare what does in Component.Provides, or switch it off"
		return w.subject.finding(wanted.from, f), true
	}
	if slices.ContainsFunc(sources, func(s source) bool { return ready(g, u, r, s) }) {
		return f, false
	}
	s := sources[0]
	f.Message = fmt.Sprintf("the release brings objects of a kind that %s brings, but does not wait for it", s.unit)
	f.Remedy = fmt.Sprintf("let %s depend on %s", u.ID, s.unit)
	if s.unit == u.ID && len(s.component.Releases) > 0 {
		name := s.component.Releases[0].Name
		f.Message = fmt.Sprintf("the release brings objects of a kind that the release %s brings, but does not wait for it", name)
		f.Remedy = "add " + name + " to its DependsOn"
	}
	return w.subject.finding(wanted.from, f), true
}

// ready tells whether a release comes after the source of a kind.
func ready(g *unitGraph, u *model.Unit, r *model.Release, s source) bool {
	if s.unit != u.ID {
		return g.waits(u.ID, s.unit)
	}
	all := releasesOf(u)
	return slices.ContainsFunc(s.component.Releases, func(from model.Release) bool {
		return from.Name == r.Name || releaseWaits(all, r.Name, from.Name)
	})
}
