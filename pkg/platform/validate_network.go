package platform

import (
	"fmt"
	"net/netip"
	"slices"

	"seamark.dev/seamark/pkg/manifest"
)

// reservedRanges are the ranges DigitalOcean keeps for itself in all regions:
// 10.229.0.0/16 by its release notes, the others as third parties quote its VPC
// documentation (not read at the source). The first two are also the default
// networks of DOKS. 10.10.0.0/16 is kept in nyc1 only, not one of our regions.
var reservedRanges = []netip.Prefix{
	netip.MustParsePrefix("10.244.0.0/16"),
	netip.MustParsePrefix("10.245.0.0/16"),
	netip.MustParsePrefix("10.246.0.0/24"),
	netip.MustParsePrefix("10.229.0.0/16"),
}

// privateRanges are those of RFC 1918.
var privateRanges = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"),
	netip.MustParsePrefix("172.16.0.0/12"),
	netip.MustParsePrefix("192.168.0.0/16"),
}

// networkField is one range of an environment and the prefix lengths it may
// have. The VPC's are DigitalOcean's. For the other two DigitalOcean publishes
// none, so the limit is what the architecture needs: 128 addresses for each of
// three nodes, and a Service address for everything in the cluster (DOKS' own
// example is a /24).
type networkField struct {
	name              string
	get               func(Network) string
	largest, smallest int // prefix lengths: /16, /28
}

var networkFields = []networkField{
	{"vpcCIDR", func(n Network) string { return n.VPCCIDR }, 16, 28},
	{"clusterSubnet", func(n Network) string { return n.ClusterSubnet }, 8, clusterSubnetBits},
	{"serviceSubnet", func(n Network) string { return n.ServiceSubnet }, 8, 24},
}

// block is a well-formed range and whose it is.
type block struct {
	prefix      netip.Prefix
	environment int
	field       int
	at          manifest.Path
}

func (b block) isVPC() bool { return b.field == 0 }

// networks checks the address ranges of all environments, first each by
// itself, then against each other.
func (c *checker) networks(at manifest.Path, environments []Environment) {
	var blocks []block
	for i, e := range environments {
		for f, field := range networkFields {
			b := block{environment: i, field: f, at: at.Item(i).Field("network").Field(field.name)}
			if prefix, ok := c.prefix(b.at, field, field.get(e.Network)); ok {
				b.prefix = prefix
				blocks = append(blocks, b)
			}
		}
	}
	free := newAllocator(blocks)
	c.reserved(blocks, free)
	c.overlaps(blocks, free)
}

// prefix checks one range by itself.
func (c *checker) prefix(at manifest.Path, field networkField, value string) (netip.Prefix, bool) {
	prefix, err := netip.ParsePrefix(value)
	if err != nil || !prefix.Addr().Is4() {
		c.add("config-invalid-cidr", at, value, "must be an IPv4 range in CIDR notation", "for example "+field.get(defaultEnvironment().Network))
		return netip.Prefix{}, false
	}
	masked := prefix.Masked()
	bits := prefix.Bits()
	switch {
	case masked != prefix:
		c.add("config-invalid-cidr", at, value, "must start at the first address of its range", "write "+masked.String())
	case !slices.ContainsFunc(privateRanges, func(r netip.Prefix) bool { return r.Bits() <= bits && r.Contains(prefix.Addr()) }):
		c.add("config-public-cidr", at, value, "must lie within a private range of RFC 1918", "use a part of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16")
	case bits < field.largest || bits > field.smallest:
		c.add("config-cidr-size", at, value, fmt.Sprintf("must be between /%d and /%d", field.largest, field.smallest), "")
	default:
		return prefix, true
	}
	return netip.Prefix{}, false
}
