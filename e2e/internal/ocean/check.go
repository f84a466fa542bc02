package ocean

import (
	"net/http"
	"net/netip"
	"regexp"
	"slices"
	"strings"
)

const (
	regions         = "ams3 atl1 blr1 fra1 lon1 nyc1 nyc2 nyc3 sfo2 sfo3 sgp1 syd1 tor1"
	engines         = "kafka mongodb mysql opensearch pg valkey"
	longestSinkName = 24
)

var bucketName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$`)

// check is why an order is refused; nil if it is not. The caller holds the lock.
func (c *Cloud) check(kind Kind, spec map[string]any) *Error {
	if kind == VPC || kind == Cluster || kind == Database || kind == Bucket {
		if !slices.Contains(strings.Fields(regions), text(spec, "region")) {
			return unprocessable("Region %q is not available", text(spec, "region"))
		}
		if text(spec, "name") == "" {
			return unprocessable("name is required")
		}
	}
	switch kind {
	case VPC:
		return c.checkVPC(spec)
	case Cluster:
		return c.checkCluster(spec)
	case Database:
		return c.checkDatabase(spec)
	case NodePool:
		return c.checkPool(spec)
	case Firewall:
		return c.checkPart(Database, spec)
	case DatabaseSettings:
		return c.checkPart(Database, spec)
	case LogicalDatabase:
		return c.checkLogical(spec)
	case ConnectionPool:
		return c.checkConnectionPool(spec)
	case LogSink:
		return c.checkSink(spec)
	case Bucket:
		return c.checkBucket(text(spec, "name"))
	default:
		return nil
	}
}

func (c *Cloud) checkVPC(spec map[string]any) *Error {
	if c.named(VPC, text(spec, "name")) != nil {
		return unprocessable("name must be unique")
	}
	if text(spec, "ipRange") == "" {
		return nil
	}
	ordered, err := netip.ParsePrefix(text(spec, "ipRange"))
	if err != nil || ordered.Bits() < 16 || ordered.Bits() > 28 {
		return unprocessable("ip_range is not a range between /16 and /28")
	}
	for _, r := range c.resources {
		if other, err := netip.ParsePrefix(text(r.Spec, "ipRange")); r.Kind == VPC && err == nil && other.Overlaps(ordered) {
			return unprocessable("This range/size overlaps with another VPC network in your account")
		}
	}
	return nil
}

// checkNetwork wants a network that exists in the region.
func (c *Cloud) checkNetwork(kind Kind, spec map[string]any) *Error {
	id := text(spec, kind.network())
	if id == "" {
		return nil
	}
	switch vpc := c.known(VPC, id); {
	case vpc == nil:
		return unprocessable("invalid VPC UUID %s", id)
	case text(vpc.Spec, "region") != text(spec, "region"):
		return unprocessable("VPC %s is in another region", id)
	default:
		return nil
	}
}

func (c *Cloud) checkCluster(spec map[string]any) *Error {
	pools, _ := spec["nodePool"].([]any)
	switch {
	case c.resolve(text(spec, "version")) == "":
		return unprocessable("validation error: invalid version slug")
	case len(pools) == 0:
		return unprocessable("node_pools is required")
	default:
		return c.checkNetwork(Cluster, spec)
	}
}

func (c *Cloud) checkDatabase(spec map[string]any) *Error {
	switch {
	case c.named(Database, text(spec, "name")) != nil:
		return unprocessable("database cluster name is not available")
	case !slices.Contains(strings.Fields(engines), text(spec, "engine")):
		return unprocessable("invalid cluster engine %q", text(spec, "engine"))
	case text(spec, "size") == "" || number(spec, "nodeCount") < 1:
		return unprocessable("invalid cluster size")
	default:
		return c.checkNetwork(Database, spec)
	}
}

// checkPool wants a cluster with no other pool of the name.
func (c *Cloud) checkPool(spec map[string]any) *Error {
	if refusal := c.checkPart(Cluster, spec); refusal != nil {
		return refusal
	}
	switch {
	case text(spec, "name") == "" || text(spec, "size") == "":
		return unprocessable("name and size are required")
	case c.named(NodePool, c.nameOf(NodePool, spec)) != nil:
		return unprocessable("a node pool with this name already exists")
	case number(spec, "maxNodes") < max(1, number(spec, "minNodes")):
		return unprocessable("max_nodes must not be less than min_nodes")
	default:
		return nil
	}
}

// checkPart wants the database or the cluster that the order belongs to.
func (c *Cloud) checkPart(whole Kind, spec map[string]any) *Error {
	if c.known(whole, text(spec, "clusterId")) == nil {
		return refuse(http.StatusNotFound, "cluster not found")
	}
	return nil
}

func (c *Cloud) checkSink(spec map[string]any) *Error {
	if refusal := c.checkPart(Database, spec); refusal != nil {
		return refusal
	}
	switch name := text(spec, "name"); {
	case name == "" || len(name) > longestSinkName:
		return unprocessable("sink_name must have 1 to %d characters", longestSinkName)
	case c.named(LogSink, c.nameOf(LogSink, spec)) != nil:
		return unprocessable("a logsink with this name already exists")
	case text(spec, "server") == "" || number(spec, "port") < 1:
		return unprocessable("server and port are required")
	default:
		return nil
	}
}

func (c *Cloud) checkBucket(name string) *Error {
	switch {
	case !bucketName.MatchString(name):
		return refuse(http.StatusBadRequest, "InvalidBucketName")
	case c.named(Bucket, name) != nil:
		return refuse(http.StatusConflict, "BucketAlreadyOwnedByYou")
	default:
		return nil
	}
}
