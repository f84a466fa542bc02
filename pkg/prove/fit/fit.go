// Package fit asks whether everything on a cluster has room: it adds up what all
// pods request and compares it with the node pools that they may run on, at
// their minimum. What does not fit there stays pending until nodes are added, or
// for ever. Node selectors, the node affinity that is required, taints and
// tolerations count; what is preferred does not.
package fit

import (
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check adds up what everything on a DOKS cluster requests. Sizes of nodes are
// estimates, so that it warns and never fails.
func Check(inv *inventory.Inventory) diag.List {
	clusters := map[model.Target]*cluster{}
	for i, env := range inv.Platform.Spec.Environments {
		clusters[model.DOKS(env.Name)] = &cluster{
			inv: inv, pools: pools(env, manifest.Fields("spec", "environments").Item(i).Field("cluster")),
		}
	}
	for _, r := range inv.Releases {
		if c := clusters[r.Release.Cluster]; c != nil {
			c.release(r)
		}
	}
	for i := range inv.Objects {
		o := &inv.Objects[i]
		if c := clusters[o.Cluster]; c != nil && o.XR.Name == "" {
			c.object(o)
		}
	}
	var findings diag.List
	for _, env := range inv.Platform.Spec.Environments {
		c := clusters[model.DOKS(env.Name)]
		findings = append(findings, c.findings...)
		c.findings = nil
		c.compare()
		findings = append(findings, c.findings...)
	}
	return findings
}

// cluster is one environment's cluster and the pods in it.
type cluster struct {
	inv      *inventory.Inventory
	pools    []*pool
	pods     []pods
	findings diag.List
}

// object finds the pods of a plain object.
func (c *cluster) object(o *inventory.Object) {
	if p, ok := podsOf(o); ok {
		p.at = o.At
		c.pods = append(c.pods, p)
	}
}

// release finds the pods of a release.
func (c *cluster) release(r inventory.Release) {
	s := sizing{values: r.Values}
	for _, w := range r.Release.Workloads {
		if p, ok := s.pods(w); ok {
			p.at, p.name = r.Place, r.Release.Name+"/"+p.name
			c.pods = append(c.pods, p)
		}
	}
	for _, bad := range s.bad {
		c.findings.Add(c.inv.Finding(r.Place.Values(bad.path), diag.Finding{
			Code: "fit-quantity", Value: bad.text,
			Message: "must be a quantity", Remedy: "for example 100m of CPU, 128Mi of memory",
		}))
	}
}
