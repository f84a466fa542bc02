// Package fit asks whether everything on a cluster has room: it adds up what all
// pods request and compares it with the node pool at its minimum. What does not
// fit there stays pending until nodes are added, or for ever.
package fit

import (
	"fmt"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check adds up what everything on a DOKS cluster requests. Sizes of nodes are
// estimates, so that it warns and never fails.
func Check(inv *inventory.Inventory) diag.List {
	clusters := map[model.Target]*cluster{}
	for i, env := range inv.Platform.Spec.Environments {
		clusters[model.DOKS(env.Name)] = &cluster{
			inv: inv, env: env, path: manifest.Fields("spec", "environments").Item(i).Field("cluster").Field("nodePool"),
		}
	}
	for _, r := range inv.Releases {
		if c := clusters[r.Release.Cluster]; c != nil {
			c.release(r)
		}
	}
	for at := range model.Objects(inv.Units) {
		if c := clusters[at.Unit.Target]; c != nil {
			c.object(at)
		}
	}
	var findings diag.List
	for _, env := range inv.Platform.Spec.Environments {
		c := clusters[model.DOKS(env.Name)]
		findings = append(findings, c.findings...)
		if node, known := allocatable(env.Cluster.NodePool.Size); known {
			c.findings = nil
			c.compare(node)
			findings = append(findings, c.findings...)
		}
	}
	return findings
}

// cluster is one environment's cluster and the pods in it.
type cluster struct {
	inv      *inventory.Inventory
	env      platform.Environment
	path     manifest.Path // of the node pool in the configuration
	pods     []pods
	findings diag.List
}

// object finds the pods of a plain object.
func (c *cluster) object(at model.Place) {
	if p, ok := podsOf(at.Object); ok {
		p.at = inventory.Place{Place: at}
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

// compare finds what has no room on the least number of nodes of this size. The
// sum is told only where each pod by itself has room.
func (c *cluster) compare(node share) {
	pool := c.env.Cluster.NodePool
	perNode, once, each := systemPerNode, systemOnce, systemPerNode
	everywhere := []string{"DOKS itself"}
	for _, p := range c.pods {
		c.spread(p)
		c.single(p, node.minus(systemPerNode))
		if p.perNode {
			perNode = perNode.plus(p.requests)
		} else {
			once = once.plus(p.requests.times(p.count))
		}
		if p.perNode || p.spread && p.count >= pool.Min {
			each = each.plus(p.requests)
			everywhere = append(everywhere, p.name)
		}
	}
	if len(c.findings) > 0 {
		return
	}
	if !each.within(node) {
		c.warn("fit-node", fmt.Sprintf("what runs on every node (%s) requests %s, and a node of %s has %s",
			strings.Join(everywhere, ", "), each, pool.Size, node), "choose a larger size, or request less")
		return
	}
	for _, p := range c.pods {
		if !p.perNode {
			c.single(p, node.minus(perNode))
		}
	}
	total, room := once.plus(perNode.times(pool.Min)), node.times(pool.Min)
	if len(c.findings) == 0 && !total.within(room) {
		c.warn("fit-nodes", fmt.Sprintf("all pods together request %s, and %d nodes of %s have %s", total, pool.Min, pool.Size, room),
			remedy(pool, once, node.minus(perNode)))
	}
}

// single finds a pod that no node can take.
func (c *cluster) single(p pods, room share) {
	if p.requests.within(room) {
		return
	}
	c.findings.Add(c.inv.Finding(p.value(p.sized), diag.Finding{
		Code: "fit-node", Severity: diag.Warning,
		Message: fmt.Sprintf("a pod of %s requests %s, and a node of %s has room for %s",
			p.name, p.requests, c.env.Cluster.NodePool.Size, room),
		Remedy: "choose a larger cluster.nodePool.size, or request less",
	}))
}

// value is the place of one of the values behind the pods.
func (p pods) value(path string) inventory.Place {
	if p.at.Release == nil {
		return p.at
	}
	return p.at.Values(dotted(path))
}

// spread finds more pods than nodes where each wants one of its own.
func (c *cluster) spread(p pods) {
	if least := c.env.Cluster.NodePool.Min; p.spread && p.count > least {
		c.findings.Add(c.inv.Finding(p.value(p.counted), diag.Finding{
			Code: "fit-node", Severity: diag.Warning,
			Message: fmt.Sprintf("%s has %d pods, each on a node of its own, and the least number of nodes is %d", p.name, p.count, least),
			Remedy:  "set cluster.nodePool.min to " + strconv.Itoa(p.count) + ", or fewer replicas",
		}))
	}
}

// remedy is the number of nodes that would do: each adds the room beside what
// runs on every node.
func remedy(pool platform.NodePool, once, room share) string {
	if room.cpu <= 0 || room.memory <= 0 {
		return "choose a larger size"
	}
	enough := max((once.cpu+room.cpu-1)/room.cpu, (once.memory+room.memory-1)/room.memory)
	if enough > int64(pool.Max) {
		return fmt.Sprintf("choose a larger size, or %d nodes: max is %d", enough, pool.Max)
	}
	return fmt.Sprintf("set min to %d, or choose a larger size", enough)
}

func (c *cluster) warn(code diag.Code, message, remedy string) {
	c.findings.Add(diag.Finding{
		Code: code, Severity: diag.Warning, Where: c.inv.Configured(c.path), Message: message, Remedy: remedy,
	})
}
