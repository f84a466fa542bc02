package fit

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/prove/inventory"
)

// sums finds pods that have no room together. Those of a pool are all that may
// run on no other; those of several all that may run on none but these.
func (c *cluster) sums(placed []placement) {
	var groups []group
	for _, p := range placed {
		if !p.perNode {
			groups = append(groups, group{p.pools, p.requests.times(p.count)})
		}
	}
	var seen []string
	for _, g := range append(slices.Clip(groups), group{pools: c.pools}) {
		name := named(g.pools)
		if slices.Contains(seen, name) || !allKnown(g.pools) {
			continue
		}
		seen = append(seen, name)
		var total, room share
		for _, other := range groups {
			if other.within(g.pools) {
				total = total.plus(other.share)
			}
		}
		once := total
		for _, p := range g.pools {
			total, room = total.plus(p.perNode.times(p.nodes)), room.plus(p.node.times(p.nodes))
		}
		if !total.within(room) {
			c.full(g.pools, total, room, once)
		}
	}
}

func (c *cluster) full(on []*pool, total, room, once share) {
	what := "all pods together request"
	if len(on) < len(c.pools) {
		what = "all pods that only " + named(on) + " takes request, with what runs on every node,"
	}
	c.warn(on[0], "fit-nodes", fmt.Sprintf("%s %s, and %s have %s", what, total, described(on), room), remedy(on, once))
}

// remedy is the number of nodes of the first pool that would do: each adds the
// room beside what runs on every node.
func remedy(pools []*pool, once share) string {
	for _, p := range pools[1:] {
		once = once.minus(p.node.minus(p.perNode).times(p.nodes))
	}
	first := pools[0]
	room := first.node.minus(first.perNode)
	if room.cpu <= 0 || room.memory <= 0 {
		return "choose a larger size"
	}
	enough := max((once.cpu+room.cpu-1)/room.cpu, (once.memory+room.memory-1)/room.memory)
	if enough > int64(first.Max) {
		return fmt.Sprintf("choose a larger size, or %d nodes: max is %d", enough, first.Max)
	}
	return fmt.Sprintf("set min to %d, or choose a larger size", enough)
}

// value is the place of one of the values behind the pods.
func (p pods) value(path string) inventory.Place {
	if p.plain {
		return p.at
	}
	return p.at.Values(dotted(path))
}
