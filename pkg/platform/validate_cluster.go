package platform

import (
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// Slugs of DigitalOcean, as its API lists them.
const (
	clusterVersionPattern = `^(latest|1\.[0-9]{1,2}(\.[0-9]{1,2}-do\.[0-9]{1,2})?)$`
	dropletSizePattern    = `^[a-z]+[0-9]*(_[0-9]+)?(-[a-z0-9]+)+$`
)

var (
	clusterVersion = regexp.MustCompile(clusterVersionPattern)
	dropletSize    = regexp.MustCompile(dropletSizePattern)
)

const (
	// oldestMinor is the first Kubernetes minor version whose DOKS clusters
	// bring the Cilium Gateway API.
	oldestMinor = 33
	// newestMinor is the newest that DigitalOcean was known to offer in
	// November 2026. A newer one is a warning, no error.
	newestMinor = 36
	// latestVersion is the newest version that DigitalOcean offers.
	latestVersion = "latest"
	// nodeBits is the size of the part of the cluster subnet each node takes.
	nodeBits = 25
	// clusterSubnetBits is the prefix length that has room for three nodes.
	clusterSubnetBits = nodeBits - 2
)

var deletionPolicies = []string{string(Orphan), string(Delete)}

func (c *checker) cluster(at manifest.Path, e Environment) {
	c.clusterVersion(at.Field("version"), e.Cluster.Version)
	c.maintenance(at.Field("maintenance"), e.Cluster.Maintenance, "any")
	pool, at := e.Cluster.NodePool, at.Field("nodePool")
	if !dropletSize.MatchString(pool.Size) {
		c.add("config-invalid-size", at.Field("size"), pool.Size, "must be a Droplet size slug", "for example "+defaultEnvironment().Cluster.NodePool.Size)
	} else {
		c.knownSize(at.Field("size"), pool.Size, dropletSizes, "doctl kubernetes options sizes")
	}
	c.atLeast(at.Field("min"), pool.Min, 3, "Loki writes to three replicas on three nodes and needs two of them")
	if pool.Max < pool.Min {
		c.add("config-too-small", at.Field("max"), strconv.Itoa(pool.Max), fmt.Sprintf("must be at least nodePool.min (%d)", pool.Min), "")
	}
	c.nodesFit(at.Field("max"), pool.Max, e.Network.ClusterSubnet)
}

// clusterVersion knows no newest version: that moves.
func (c *checker) clusterVersion(at manifest.Path, version string) {
	remedy := fmt.Sprintf("for example %q; doctl kubernetes options versions lists what DigitalOcean offers", "1."+strconv.Itoa(oldestMinor+1))
	switch {
	case version == latestVersion:
		return
	case !clusterVersion.MatchString(version):
		c.add("config-invalid-version", at, version, "must be a minor version of Kubernetes or latest", remedy)
		return
	}
	minor, err := strconv.Atoi(strings.Split(version, ".")[1])
	switch {
	case err == nil && minor < oldestMinor:
		c.add("config-version-too-old", at, version, fmt.Sprintf("must be 1.%d or newer: older DOKS clusters do not bring the Cilium Gateway API", oldestMinor), remedy)
	case err == nil && minor > newestMinor:
		c.warn("config-unknown-version", at, version, fmt.Sprintf("was not offered when this program was made, the newest was 1.%d", newestMinor), "doctl kubernetes options versions lists what DigitalOcean offers")
	}
}

// nodesFit warns when the autoscaler may ask for more nodes than the cluster
// subnet has room for; it cannot be enlarged later.
func (c *checker) nodesFit(at manifest.Path, nodes int, subnet string) {
	prefix, err := netip.ParsePrefix(subnet)
	if err != nil || !prefix.Addr().Is4() || prefix.Bits() > clusterSubnetBits {
		return // the network rules speak
	}
	if room := 1 << (nodeBits - prefix.Bits()); nodes > room {
		c.warn("config-subnet-too-small", at, strconv.Itoa(nodes), fmt.Sprintf("is more than the %d nodes that fit into network.clusterSubnet %s, at a /%d for each", room, subnet, nodeBits), "")
	}
}
