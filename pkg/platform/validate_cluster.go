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
	c.nodePools(at, e)
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
		c.warn("config-unknown-version", at, version, "was not offered when this program was made", fmt.Sprintf("the nearest that was is %q; doctl kubernetes options versions lists what DigitalOcean offers", "1."+strconv.Itoa(newestMinor)))
	}
}

// nodesFit warns when the autoscaler may ask for more nodes than the cluster
// subnet has room for, which cannot be enlarged later, or than a cluster can
// have.
func (c *checker) nodesFit(at manifest.Path, e Environment) {
	nodes := 0
	for _, p := range e.NodePools() {
		nodes += max(p.Max, 0)
	}
	field, what := at.Field("nodePool").Field("max"), "is more than"
	if len(e.Cluster.AdditionalNodePools) > 0 {
		field, what = at.Field("additionalNodePools"), "is what the maxima of all pools add up to, more than"
	}
	if nodes > mostNodes {
		c.add("config-node-count", field, strconv.Itoa(nodes), fmt.Sprintf("%s the %d nodes that a cluster can have", what, mostNodes), "")
		return
	}
	prefix, err := netip.ParsePrefix(e.Network.ClusterSubnet)
	if err != nil || !prefix.Addr().Is4() || prefix.Bits() > clusterSubnetBits {
		return // the network rules speak
	}
	if room := 1 << (nodeBits - prefix.Bits()); nodes > room {
		c.warn("config-subnet-too-small", field, strconv.Itoa(nodes), fmt.Sprintf("%s the %d nodes that fit into network.clusterSubnet %s, at a /%d for each", what, room, prefix, nodeBits), "")
	}
}
