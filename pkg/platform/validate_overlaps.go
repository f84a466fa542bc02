package platform

import (
	"cmp"
	"fmt"
	"slices"
)

// reserved reports ranges that DigitalOcean keeps for itself.
func (c *checker) reserved(blocks []block, free *allocator) {
	for _, b := range blocks {
		for _, r := range reservedRanges {
			if b.prefix.Overlaps(r) {
				c.add("config-reserved-cidr", b.at, b.prefix.String(), fmt.Sprintf("must not overlap %s, which DigitalOcean reserves", r), free.remedy(b))
			}
		}
	}
}

// overlaps compares the ranges with each other. Within an environment and
// between VPCs an overlap cannot work: DigitalOcean wants VPC ranges unique
// within an account. Elsewhere between environments it works as long as
// nobody peers the VPCs, so it is a warning.
func (c *checker) overlaps(blocks []block, free *allocator) {
	sortBlocks(blocks)
	sweep(blocks, func(a, b block) bool { return a.environment == b.environment }, func(a, b block) {
		c.add("config-overlapping-cidrs", b.at, b.prefix.String(), fmt.Sprintf("must not overlap %s (%s)", a.at, a.prefix), free.remedy(b))
	})
	sweep(blocks, func(a, b block) bool { return a.environment != b.environment && a.isVPC() && b.isVPC() }, func(a, b block) {
		c.add("config-overlapping-cidrs", b.at, b.prefix.String(), fmt.Sprintf("must not overlap %s (%s): VPC ranges are unique within a DigitalOcean account", a.at, a.prefix), free.remedy(b))
	})
	sweep(blocks, func(a, b block) bool { return a.environment != b.environment && !(a.isVPC() && b.isVPC()) }, func(a, b block) {
		c.warn("config-shared-cidr", b.at, b.prefix.String(), fmt.Sprintf("overlaps %s (%s), so the VPCs can never be peered", a.at, a.prefix), free.remedy(b))
	})
}

func sortBlocks(blocks []block) {
	slices.SortFunc(blocks, func(a, b block) int {
		return cmp.Or(
			a.prefix.Addr().Compare(b.prefix.Addr()),
			cmp.Compare(a.prefix.Bits(), b.prefix.Bits()),
			cmp.Compare(a.environment, b.environment),
			cmp.Compare(a.field, b.field),
		)
	})
}

// sweep reports every sorted block that overlaps an earlier one for which
// conflict holds, once; the pair is reported in the order of the document. Two
// CIDR blocks overlap only if one contains the other, so a stack of the blocks
// that contain the current one is all the state it needs.
func sweep(sorted []block, conflict func(a, b block) bool, report func(first, second block)) {
	var open []block
	for _, b := range sorted {
		for len(open) > 0 && !open[len(open)-1].prefix.Overlaps(b.prefix) {
			open = open[:len(open)-1]
		}
		for _, a := range slices.Backward(open) {
			if !conflict(a, b) {
				continue
			}
			if cmp.Or(cmp.Compare(a.environment, b.environment), cmp.Compare(a.field, b.field)) > 0 {
				a, b = b, a
			}
			report(a, b)
			break
		}
		open = append(open, b)
	}
}
