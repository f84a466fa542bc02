// Package objects asks whether Kubernetes would take the objects that somebody
// brought (among the values of a chart, as manifests, in Go), and whether they do
// what they say: fields and words of their kinds, pods that can start, selectors
// that select, names that lead into the cluster.
//
// What needs the objects themselves is asked here. That names lead somewhere is
// the question of package links.
package objects

import (
	"slices"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check looks at every object that a person wrote. What a Composition composes is
// that of the Composition.
func Check(inv *inventory.Inventory) diag.List {
	c := &checker{Inventory: inv}
	own := slices.DeleteFunc(slices.Clone(inv.Objects), func(o inventory.Object) bool { return o.XR.Name != "" })
	for i := range own {
		if p, ok := podOf(&own[i]); ok {
			c.pods = append(c.pods, p)
		}
		if own[i].Ref.Kind == "Service" && own[i].Ref.Group == "" {
			c.services = append(c.services, &own[i])
			spec, _ := own[i].Node.Get("spec")
			c.numbers(&own[i], spec, manifest.Fields("spec"))
		}
	}
	for i := range own {
		c.typed(&own[i])
		c.selects(&own[i])
		c.hosts(&own[i])
	}
	for _, p := range c.pods {
		c.pod(p)
	}
	for _, r := range inv.Releases {
		c.headless(r)
	}
	return c.findings
}

type checker struct {
	*inventory.Inventory
	pods     []pod
	services []*inventory.Object
	findings diag.List
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
