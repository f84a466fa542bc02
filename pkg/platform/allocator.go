package platform

import (
	"encoding/binary"
	"net/netip"
	"slices"
)

// allocator finds free address ranges to suggest, each only once, so that all
// suggestions of a run can be followed together.
type allocator struct {
	taken []netip.Prefix
	last  map[netip.Prefix]netip.Prefix // the last one tried, by wanted range
}

func newAllocator(blocks []block) *allocator {
	a := &allocator{taken: slices.Clone(reservedRanges), last: map[netip.Prefix]netip.Prefix{}}
	for _, b := range blocks {
		a.taken = append(a.taken, b.prefix)
	}
	return a
}

// remedy suggests a range of the same size near the block's.
func (a *allocator) remedy(b block) string {
	candidate, ok := a.last[b.prefix]
	if !ok {
		candidate = b.prefix
	}
	for range 4096 { // far more than anyone's environments; then we say nothing
		if candidate, ok = next(candidate); !ok {
			return ""
		}
		if !slices.ContainsFunc(a.taken, candidate.Overlaps) {
			a.last[b.prefix] = candidate
			a.taken = append(a.taken, candidate)
			return "for example " + candidate.String()
		}
	}
	return ""
}

// next is the range of the same size after p; false at the end of the private
// range p lies in.
func next(p netip.Prefix) (netip.Prefix, bool) {
	first := p.Addr().As4()
	number := uint64(binary.BigEndian.Uint32(first[:])) + 1<<(32-p.Bits())
	if number > 1<<32-1 {
		return netip.Prefix{}, false
	}
	binary.BigEndian.PutUint32(first[:], uint32(number))
	following := netip.PrefixFrom(netip.AddrFrom4(first), p.Bits())
	for _, r := range privateRanges {
		if r.Contains(p.Addr()) {
			return following, r.Contains(following.Addr())
		}
	}
	return netip.Prefix{}, false
}
