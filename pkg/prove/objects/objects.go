// Package objects asks whether Kubernetes would take the objects that somebody
// brought (among the values of a chart, as manifests, in Go), and whether they do
// what they say: fields and words of their kinds, pods that can start, selectors
// that select, names that lead into the cluster.
//
// What needs the objects themselves is asked here. That names lead somewhere is
// the question of package links.
package objects

import (
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check looks at every object that a person wrote, cluster by cluster. What a
// Composition composes is that of the Composition.
func Check(inv *inventory.Inventory) diag.List {
	clusters := map[model.Target]*checker{}
	in := func(cluster model.Target) *checker {
		if clusters[cluster] == nil {
			clusters[cluster] = &checker{Inventory: inv}
		}
		return clusters[cluster]
	}
	for i := range inv.Objects {
		if o := &inv.Objects[i]; o.XR.Name == "" {
			in(o.Cluster).reads(o)
		}
	}
	for _, r := range inv.Releases {
		c := in(r.Release.Cluster)
		c.releases = append(c.releases, r)
	}
	for i := range inv.Platform.Spec.Environments {
		env := &inv.Platform.Spec.Environments[i]
		in(model.DOKS(env.Name)).zone = env.Domain.Zone
	}
	var findings diag.List
	for _, c := range clusters {
		findings = append(findings, c.check()...)
	}
	return findings.Sorted() // the map has no order
}

// checker is one cluster, and what is found there.
type checker struct {
	*inventory.Inventory
	zone     string
	releases []inventory.Release
	objects  []*inventory.Object
	pods     []pod
	services []*inventory.Object
	findings diag.List
}

// reads notes an object of the cluster.
func (c *checker) reads(o *inventory.Object) {
	c.objects = append(c.objects, o)
	if p, ok := podOf(o); ok {
		c.pods = append(c.pods, p)
	}
	if o.Ref.Kind == "Service" && o.Ref.Group == "" {
		c.services = append(c.services, o)
	}
}

func (c *checker) check() diag.List {
	for _, o := range c.objects {
		c.typed(o)
		c.selects(o)
		c.hosts(o)
	}
	for _, s := range c.services {
		spec, _ := s.Node.Get("spec")
		c.numbers(s, spec, manifest.Fields("spec"))
	}
	for _, p := range c.pods {
		c.pod(p)
	}
	for _, r := range c.releases {
		c.headless(r)
	}
	return c.findings
}

// add is a finding at a field of an object.
func (c *checker) add(o *inventory.Object, path manifest.Path, f diag.Finding) {
	c.findings.Add(c.Finding(o.At.Below(path), f))
}

// refused is what the API server refuses.
func (c *checker) refused(o *inventory.Object, path manifest.Path, value, message, remedy string) {
	c.add(o, path, diag.Finding{Code: "objects-refused", Value: value, Message: message, Remedy: remedy})
}

// useless is what the API server takes, and does nothing.
func (c *checker) useless(o *inventory.Object, path manifest.Path, code diag.Code, value, message, remedy string) {
	c.add(o, path, diag.Finding{Code: code, Severity: diag.Warning, Value: value, Message: message, Remedy: remedy})
}
