package fit

import (
	"fmt"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
)

// compare finds what has no room. Sums are told only where each pod by itself
// has room.
func (c *cluster) compare() {
	placed := []placement{c.place(ofDOKS())}
	if len(placed[0].pools) == 0 {
		return // no pool is without taints: nothing else would say more
	}
	for _, p := range c.pods {
		if at := c.place(p); len(at.pools) > 0 {
			placed = append(placed, at)
		}
	}
	for _, p := range placed {
		c.spread(p)
		c.single(p, func(on *pool) share { return on.node.minus(systemPerNode) })
	}
	everywhere := c.daemons(placed)
	if len(c.findings) > 0 {
		return
	}
	for _, p := range c.pools {
		if p.known {
			c.each(p, everywhere[p])
		}
	}
	if len(c.findings) > 0 {
		return
	}
	for _, p := range placed {
		if !p.perNode {
			c.single(p, func(on *pool) share { return on.node.minus(on.perNode) })
		}
	}
	if len(c.findings) == 0 {
		c.sums(placed)
	}
}

// placement is pods with the pools that they may run on.
type placement struct {
	pods
	pools []*pool
}

// place finds the pools that pods may run on, or that there is none.
func (c *cluster) place(p pods) placement {
	at := placement{pods: p}
	nearest := c.pools[0]
	least, distance := nearest.obstacles(p)
	for _, on := range c.pools {
		switch obstacles, far := on.obstacles(p); {
		case far == 0:
			at.pools = append(at.pools, on)
		case far < distance:
			nearest, least, distance = on, obstacles, far
		}
	}
	if len(at.pools) > 0 || p.perNode {
		return at
	}
	message := fmt.Sprintf("no node pool takes the pods of %s", p.name)
	if len(c.pools) > 1 {
		message += ", the nearest is " + nearest.Name
	}
	remedy := "change nodeSelector, affinity or tolerations, or labels or taints of the pool"
	if p.name == nameOfDOKS {
		remedy = "leave one pool without taints, or with PreferNoSchedule"
	}
	c.add(p, p.placed, "fit-pool", message+": it has "+strings.Join(least, ", "), remedy)
	return at
}

// daemons adds what runs on every node to each pool, and tells what that is by
// name: pods of their own, and those that are spread over so many nodes.
func (c *cluster) daemons(placed []placement) map[*pool]each {
	everywhere := map[*pool]each{}
	for _, on := range c.pools {
		everywhere[on] = each{[]string{"DOKS itself"}, systemPerNode}
	}
	for _, p := range placed {
		for _, on := range p.pools {
			if p.perNode {
				on.perNode = on.perNode.plus(p.requests)
			}
			if p.perNode || p.pods.spread && p.count >= nodes(p.pools) {
				e := everywhere[on]
				everywhere[on] = each{append(e.names, p.name), e.share.plus(p.requests)}
			}
		}
	}
	return everywhere
}

// each is what runs on each node of a pool.
type each struct {
	names []string
	share
}

// each finds a node that has no room for what runs on every node.
func (c *cluster) each(p *pool, e each) {
	if !e.within(p.node) {
		c.warn(p, "fit-node", fmt.Sprintf("what runs on every node (%s) requests %s, and a node of %s has %s",
			strings.Join(e.names, ", "), e.share, p.Size, p.node), "choose a larger size, or request less")
	}
}

// single finds a pod that no node can take.
func (c *cluster) single(p placement, room func(*pool) share) {
	best := p.pools[0]
	for _, on := range p.pools {
		if !on.known || p.requests.within(room(on)) {
			return
		}
		if best.node.memory < on.node.memory {
			best = on
		}
	}
	c.add(p.pods, p.sized, "fit-node", fmt.Sprintf("a pod of %s requests %s, and a node of %s has room for %s",
		p.name, p.requests, best.Size, room(best)), "choose a larger cluster."+best.Field+".size, or request less")
}

// spread finds more pods than nodes where each wants one of its own.
func (c *cluster) spread(p placement) {
	if least := nodes(p.pools); p.pods.spread && p.count > least {
		c.add(p.pods, p.counted, "fit-node",
			fmt.Sprintf("%s has %d pods, each on a node of its own, and the least number of nodes is %d", p.name, p.count, least),
			"set cluster."+p.pools[0].Field+".min to "+strconv.Itoa(p.count-least+p.pools[0].Min)+", or fewer replicas")
	}
}

// add finds something about pods, at one of the values behind them.
func (c *cluster) add(p pods, path string, code diag.Code, message, remedy string) {
	f := diag.Finding{Code: code, Severity: diag.Warning, Message: message, Remedy: remedy}
	if p.name == nameOfDOKS {
		f.Where = c.inv.Configured(c.pools[0].path)
		c.findings.Add(f)
		return
	}
	c.findings.Add(c.inv.Finding(p.value(path), f))
}

// warn finds something about a pool.
func (c *cluster) warn(p *pool, code diag.Code, message, remedy string) {
	c.findings.Add(diag.Finding{
		Code: code, Severity: diag.Warning, Where: c.inv.Configured(p.path), Message: message, Remedy: remedy,
	})
}
