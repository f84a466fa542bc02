package prove

import (
	"fmt"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// fit adds up what everything on a DOKS cluster requests and compares it with
// the node pool at its minimum: what does not fit there stays pending until
// nodes are added, or for ever. Sizes of nodes are estimates, so that it warns
// and never fails.
func fit(s Subject) diag.List {
	var findings diag.List
	units := map[string][]*model.Unit{} // by environment
	for i := range s.Units {
		u := &s.Units[i]
		units[u.ID.Environment] = append(units[u.ID.Environment], u)
	}
	for i, env := range s.Platform.Spec.Environments {
		c := cluster{subject: s, env: env, path: fmt.Sprintf("spec.environments[%d].cluster.nodePool", i)}
		c.collect(units[env.Name])
		findings = append(findings, c.findings...)
		node, known := allocatable(env.Cluster.NodePool.Size)
		if !known {
			continue
		}
		c.findings = nil
		c.compare(node)
		findings = append(findings, c.findings...)
	}
	return findings
}

// cluster is one environment's cluster and the pods in it.
type cluster struct {
	subject  Subject
	env      platform.Environment
	path     string // of the node pool in the configuration
	pods     []pods
	findings diag.List
}

// collect finds the pods of the releases and of plain objects.
func (c *cluster) collect(units []*model.Unit) {
	doks := model.DOKS(c.env.Name)
	for _, unit := range units {
		for j := range unit.Components {
			component := &unit.Components[j]
			for k := range component.Releases {
				if r := &component.Releases[k]; r.Cluster == doks && len(r.Workloads) > 0 {
					c.release(place{unit: unit, component: component, release: r, path: "values"})
				}
			}
			for _, o := range component.Objects {
				if p, ok := podsOf(o); ok && unit.Target == doks {
					p.at = place{unit: unit, component: component, object: o}
					c.pods = append(c.pods, p)
				}
			}
		}
	}
}

func (c *cluster) release(at place) {
	s := sizing{values: effective(at.release)}
	for _, w := range at.release.Workloads {
		if p, ok := s.pods(w); ok {
			p.at, p.name = at, at.release.Name+"/"+p.name
			c.pods = append(c.pods, p)
		}
	}
	for _, bad := range s.bad {
		at := at.below(bad.path.String())
		at.values = bad.path
		c.findings.Add(c.subject.finding(at, diag.Finding{
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
	c.findings.Add(c.subject.finding(p.value(p.sized), diag.Finding{
		Code: "fit-node", Severity: diag.Warning,
		Message: fmt.Sprintf("a pod of %s requests %s, and a node of %s has room for %s",
			p.name, p.requests, c.env.Cluster.NodePool.Size, room),
		Remedy: "choose a larger cluster.nodePool.size, or request less",
	}))
}

// value is the place of one of the values behind the pods.
func (p pods) value(path string) place {
	if path == "" {
		return p.at
	}
	at := p.at.below(path)
	at.values = fieldPath(path)
	return at
}

// spread finds more pods than nodes where each wants one of its own.
func (c *cluster) spread(p pods) {
	if least := c.env.Cluster.NodePool.Min; p.spread && p.count > least {
		c.findings.Add(c.subject.finding(p.value(p.counted), diag.Finding{
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

func (c *cluster) warn(code, message, remedy string) {
	c.findings.Add(diag.Finding{
		Code: code, Severity: diag.Warning, Where: c.subject.configured(c.path), Message: message, Remedy: remedy,
	})
}
