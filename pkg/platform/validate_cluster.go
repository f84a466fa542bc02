package platform

import (
	"fmt"
	"maps"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Slugs of DigitalOcean, as its API lists them.
const (
	clusterVersionPattern = `^1\.[0-9]+\.[0-9]+-do\.[0-9]+$`
	dropletSizePattern    = `^[a-z]+[0-9]*(_[0-9]+)?(-[a-z0-9]+)+$`
	databaseSizePattern   = `^(db-s|db-amd|db-intel|g|gd|m|so1_5)-[0-9]+vcpu-[0-9]+gb$`
)

var (
	clusterVersion = regexp.MustCompile(clusterVersionPattern)
	dropletSize    = regexp.MustCompile(dropletSizePattern)
	databaseSize   = regexp.MustCompile(databaseSizePattern)
)

const (
	// smallestDatabase is the only size that cannot have standby nodes.
	smallestDatabase = "db-s-1vcpu-1gb"
	// oldestMinor is the first Kubernetes minor version whose DOKS clusters
	// bring the Cilium Gateway API.
	oldestMinor = 33
	// nodeBits is the size of the part of the cluster subnet each node takes.
	nodeBits = 25
	// clusterSubnetBits is the prefix length that has room for three nodes.
	clusterSubnetBits = nodeBits - 2
)

var (
	deletionPolicies = []string{string(Orphan), string(Delete)}
	databaseEngines  = []string{string(PostgreSQL), string(Valkey)}
	// databaseVersions are the major versions DigitalOcean offers.
	databaseVersions = map[DatabaseEngine][]string{
		PostgreSQL: {"13", "14", "15", "16", "17", "18"},
		Valkey:     {"8"},
	}
)

func (c *checker) cluster(at path, e Environment) {
	c.clusterVersion(at.field("version"), e.Cluster.Version)
	pool, at := e.Cluster.NodePool, at.field("nodePool")
	if !dropletSize.MatchString(pool.Size) {
		c.add("config-invalid-size", at.field("size"), pool.Size, "must be a Droplet size slug", "for example "+defaultEnvironment().Cluster.NodePool.Size)
	}
	c.atLeast(at.field("min"), pool.Min, 3, "Loki writes to three replicas on three nodes and needs two of them")
	if pool.Max < pool.Min {
		c.add("config-too-small", at.field("max"), strconv.Itoa(pool.Max), fmt.Sprintf("must be at least nodePool.min (%d)", pool.Min), "")
	}
	c.nodesFit(at.field("max"), pool.Max, e.Network.ClusterSubnet)
}

func (c *checker) clusterVersion(at path, version string) {
	if !clusterVersion.MatchString(version) {
		c.add("config-invalid-version", at, version, "must be an exact DOKS version slug", "for example "+defaultEnvironment().Cluster.Version)
		return
	}
	if minor, err := strconv.Atoi(strings.Split(version, ".")[1]); err == nil && minor < oldestMinor {
		c.add("config-version-too-old", at, version, fmt.Sprintf("must be 1.%d or newer: older DOKS clusters do not bring the Cilium Gateway API", oldestMinor), "for example "+defaultEnvironment().Cluster.Version)
	}
}

// nodesFit warns when the autoscaler may ask for more nodes than the cluster
// subnet has room for; it cannot be enlarged later.
func (c *checker) nodesFit(at path, nodes int, subnet string) {
	prefix, err := netip.ParsePrefix(subnet)
	if err != nil || !prefix.Addr().Is4() || prefix.Bits() > clusterSubnetBits {
		return // the network rules speak
	}
	if room := 1 << (nodeBits - prefix.Bits()); nodes > room {
		c.warn("config-subnet-too-small", at, strconv.Itoa(nodes), fmt.Sprintf("is more than the %d nodes that fit into network.clusterSubnet %s, at a /%d for each", room, subnet, nodeBits), "")
	}
}

func (c *checker) databases(at path, databases map[string]Database) {
	for _, name := range slices.Sorted(maps.Keys(databases)) {
		c.database(at.field(name), name, databases[name])
	}
}

func (c *checker) database(at path, name string, db Database) {
	if c.label(at, name) {
		c.fits(at, name, db.derivedNames(name))
	}
	if c.oneOf("config-unknown-engine", at.field("engine"), string(db.Engine), databaseEngines) {
		c.demoDatabase(at.field("engine"), name, db.Engine)
		if known := databaseVersions[db.Engine]; !slices.Contains(known, db.Version) {
			c.add("config-unknown-version", at.field("version"), db.Version, fmt.Sprintf("must be a major version of %s that DigitalOcean offers: %s", db.Engine, either(known)), "")
		}
	}
	if !databaseSize.MatchString(db.Size) {
		c.add("config-invalid-size", at.field("size"), db.Size, "must be a database size slug", databaseSizeRemedy(db.Size))
	}
	c.databaseNodes(at.field("nodes"), db)
}

// demoDatabase checks that the demo's databases are what its services speak.
func (c *checker) demoDatabase(at path, name string, engine DatabaseEngine) {
	if want, ok := demoDatabases[name]; ok && engine != want {
		c.add("config-wrong-engine", at, string(engine), fmt.Sprintf("must be %s: the demo's %s speaks nothing else", want, name), "give another database another name")
	}
}

// databaseSizeRemedy knows the commonest slip: a Droplet's slug.
func databaseSizeRemedy(size string) string {
	if databaseSize.MatchString("db-" + size) {
		return fmt.Sprintf("did you mean %q?", "db-"+size)
	}
	return "for example " + smallestDatabase
}

func (c *checker) databaseNodes(at path, db Database) {
	switch {
	case db.Nodes < 1 || db.Nodes > 3:
		c.add("config-node-count", at, strconv.Itoa(db.Nodes), "must be 1, 2 or 3", "")
	case db.Nodes > 1 && db.Size == smallestDatabase:
		c.add("config-node-count", at, strconv.Itoa(db.Nodes), "the smallest size cannot have standby nodes", "use one node, or a size such as db-s-1vcpu-2gb")
	}
}
