package order

import (
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// kinds finds objects whose kind does not exist when they are applied.
func (c *checker) kinds() diag.List {
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
	for i := range c.Objects {
		add(c.kindReady(&c.Objects[i]))
	}
	for _, wanted := range c.Wanted {
		add(c.releaseReady(wanted))
	}
	return findings
}

// kindReady is the finding for an object whose kind comes too late.
func (c *checker) kindReady(o *inventory.Object) (diag.Finding, bool) {
	if c.BuiltIn(o.Cluster, o.Ref.Group) {
		return diag.Finding{}, false
	}
	if _, taken := c.KindTakenAway(o.Cluster, o.Ref); taken {
		return diag.Finding{}, false // package relied tells of the value that did it
	}
	kind := o.Ref.Kind + "." + o.Ref.Group
	f := diag.Finding{Value: kind}
	sources := c.Sources(o.Cluster, o.Ref)
	after := func(s inventory.Source) bool { return c.graph.waits(o.Unit, s.Unit) }
	late := func(s inventory.Source) bool { return c.graph.waits(s.Unit, o.Unit) }
	switch {
	case o.At.Release != nil:
		return f, false // of the chart's own making
	case len(sources) == 0:
		f.Code = "graph-unknown-kind"
		f.Message = "nothing brings this kind to " + inventory.ClusterName(o.Cluster)
		f.Remedy = "declare what does in Component.Provides, as a CustomResourceDefinition PLURAL." + o.Ref.Group
		if strings.HasSuffix(o.Ref.Group, ".m.crossplane.io") {
			f.Remedy = "list PLURAL." + o.Ref.Group + " in the ManagedResourceActivationPolicy"
		} else if other, ok := c.elsewhere(o); ok {
			f.Remedy = inventory.ClusterName(other) + " has it: deliver the object there, with a unit of that target"
		}
	case slices.ContainsFunc(sources, after):
		return f, false
	case !o.Remote:
		f.Code = "graph-kind-too-late"
		f.Message = fmt.Sprintf("%s brings the kind %s, but %s does not wait for it", sources[0].Unit, kind, o.Unit)
		f.Remedy = fmt.Sprintf("let %s depend on %s, or move the object", o.Unit, sources[0].Unit)
		if s := sources[0]; s.Unit == o.Unit {
			f.Message = fmt.Sprintf("%s brings the kind %s itself, and is applied as a whole: the kind is not there yet", o.Unit, kind)
			f.Remedy = fmt.Sprintf("put the component %s, which provides the kind, into an earlier unit", s.Component.Name)
		}
	case !o.Loose && slices.ContainsFunc(sources, late):
		f.Code = "graph-deadlock"
		f.Message = deadlock(o, sources[0], kind)
		f.Remedy = "set readinessChecks to None on the composed resource, or move it into an XR of a later unit"
	default:
		return f, false
	}
	return c.Finding(o.At, f), true
}

// elsewhere is a cluster that has the kind of an object, and is related to it:
// the hub, or that of the unit's environment.
func (c *checker) elsewhere(o *inventory.Object) (model.Target, bool) {
	for _, other := range []model.Target{model.Hub(), model.DOKS(o.Unit.Environment)} {
		if other != o.Cluster && len(c.Sources(other, o.Ref)) > 0 {
			return other, true
		}
	}
	return model.Target{}, false
}

// deadlock explains the trap of a composed object whose kind arrives after the
// XR that composes it.
func deadlock(o *inventory.Object, s inventory.Source, kind string) string {
	holder := fmt.Sprintf("%s holds an Object", o.Unit)
	if o.XR.Name != "" {
		holder = fmt.Sprintf("%s %s/%s of %s composes an object", o.XR.Kind, o.XR.Namespace, o.XR.Name, o.Unit)
	}
	return fmt.Sprintf("%s of kind %s and is not ready before it is; %s brings that kind, and waits for %s: neither ever becomes ready",
		holder, kind, s.Unit, o.Unit)
}

// releaseReady is the finding for a release that brings objects of a kind
// which is not there yet.
func (c *checker) releaseReady(wanted inventory.Wanted) (diag.Finding, bool) {
	if _, taken := c.WantedTakenAway(wanted); taken {
		return diag.Finding{}, false
	}
	u, r := wanted.From.Unit, wanted.From.Release
	sources := c.SourcesOfWanted(wanted)
	f := diag.Finding{Code: "graph-release-too-early", Value: wanted.CRD()}
	if len(sources) == 0 {
		f.Code = "graph-unknown-kind"
		f.Message = "nothing brings this kind to " + inventory.ClusterName(wanted.Cluster())
		f.Remedy = "declare what does in Component.Provides, or switch it off"
		return c.Finding(wanted.From, f), true
	}
	if slices.ContainsFunc(sources, func(s inventory.Source) bool { return c.graph.ready(u, r, s) }) {
		return f, false
	}
	s := sources[0]
	f.Message = fmt.Sprintf("the release brings objects of a kind that %s brings, but does not wait for it", s.Unit)
	f.Remedy = fmt.Sprintf("let %s depend on %s", u.ID, s.Unit)
	if s.Unit == u.ID && len(s.Component.Releases) > 0 {
		name := s.Component.Releases[0].Name
		f.Message = fmt.Sprintf("the release brings objects of a kind that the release %s brings, but does not wait for it", name)
		f.Remedy = "add " + name + " to its DependsOn"
	}
	return c.Finding(wanted.From, f), true
}

// ready tells whether a release comes after the source of a kind.
func (g *unitGraph) ready(u *model.Unit, r *model.Release, s inventory.Source) bool {
	if s.Unit != u.ID {
		return g.waits(u.ID, s.Unit)
	}
	all := releasesOf(u)
	return slices.ContainsFunc(s.Component.Releases, func(from model.Release) bool {
		return from.Name == r.Name || releaseWaits(all, r.Name, from.Name)
	})
}
