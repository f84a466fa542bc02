package ocean

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// owner is who may do everything in the account.
func owner() Caller { return Caller{Token: account, SpacesID: "DO00ROOT", SpacesSecret: "root"} }

// order makes a resource and waits until it is made.
func order(t *testing.T, c *Cloud, kind Kind, spec map[string]any) string {
	t.Helper()
	id, err := c.create(t.Context(), owner(), kind, spec)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.wait(t.Context(), owner(), kind, id); err != nil {
		t.Fatal(err)
	}
	return id
}

// furnished is an account with a network and a database in it.
func furnished(t *testing.T) (c *Cloud, vpc, database string) {
	t.Helper()
	c = New(instant())
	t.Cleanup(c.Close)
	vpc = order(t, c, VPC, map[string]any{"name": "dev", "region": "sfo3", "ipRange": "10.201.0.0/22"})
	database = order(t, c, Database, map[string]any{
		"name": "dev-db", "region": "sfo3", "engine": "pg", "version": "17", "size": "s", "nodeCount": int64(1), "privateNetworkUuid": vpc,
	})
	order(t, c, Bucket, map[string]any{"name": "dev-logs", "region": "sfo3"})
	return c, vpc, database
}

func TestRefusedOrders(t *testing.T) {
	c, vpc, database := furnished(t)
	c.options.TakenBuckets = []string{"taken"}
	cluster := map[string]any{"name": "dev", "region": "sfo3", "version": "1.34.5-do.6", "vpcUuid": vpc, "nodePool": []any{map[string]any{}}}
	with := func(spec map[string]any, field string, value any) map[string]any {
		changed := map[string]any{field: value}
		for f, v := range spec {
			if f != field {
				changed[f] = v
			}
		}
		return changed
	}
	sink := map[string]any{"clusterId": database, "name": "loki-db", "server": "logs.example.com", "port": int64(6514)}
	cases := map[string]struct {
		reason string
		kind   Kind
		spec   map[string]any
		status int
		want   string
	}{
		"a second network":     {"names of networks are unique in an account", VPC, map[string]any{"name": "dev", "region": "sfo3"}, 422, "name must be unique"},
		"an overlapping range": {"networks of an account do not overlap", VPC, map[string]any{"name": "b", "region": "sfo3", "ipRange": "10.201.2.0/24"}, 422, "overlaps"},
		"nowhere":              {"a region must exist", VPC, map[string]any{"name": "b", "region": "xxx1"}, 422, "not available"},
		"no such network":      {"a cluster's network must exist", Cluster, with(cluster, "vpcUuid", "none"), 422, "invalid VPC UUID"},
		"far network":          {"a network ends at its region", Cluster, with(cluster, "region", "fra1"), 422, "another region"},
		"unknown version":      {"a minor version must be offered", Cluster, with(cluster, "version", "1.30"), 422, "invalid version slug"},
		"withdrawn version":    {"the patch before is not offered any more", Cluster, with(cluster, "version", "1.34.5-do.5"), 422, "validation error: invalid version slug"},
		"pool of no cluster":   {"a pool belongs to a cluster", NodePool, map[string]any{"clusterId": "none"}, 404, "cluster not found"},
		"a second database":    {"names of databases are unique", Database, map[string]any{"name": "dev-db", "region": "sfo3"}, 422, "not available"},
		"no such engine":       {"an engine must exist", Database, map[string]any{"name": "x", "region": "sfo3", "engine": "redis"}, 422, "invalid cluster engine"},
		"no such database":     {"a firewall belongs to a database", Firewall, map[string]any{"clusterId": "none"}, 404, "cluster not found"},
		"long name":            {"a sink's name has 24 characters at most", LogSink, with(sink, "name", strings.Repeat("x", 25)), 422, "sink_name"},
		"sink to nowhere":      {"a sink has a server", LogSink, with(sink, "server", ""), 422, "server and port"},
		"own bucket":           {"a bucket's name is unique", Bucket, map[string]any{"name": "dev-logs", "region": "sfo3"}, 409, "BucketAlreadyOwnedByYou"},
		"foreign bucket":       {"also among all accounts, whose owners are not told", Bucket, map[string]any{"name": "taken", "region": "sfo3"}, 403, "Forbidden"},
		"unusable bucket":      {"a bucket's name is a DNS label", Bucket, map[string]any{"name": "Dev_Logs", "region": "sfo3"}, 400, "InvalidBucketName"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := c.create(t.Context(), owner(), tc.kind, tc.spec)
			if statusOf(err) != tc.status || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("%s: got %v, want %d %s", tc.reason, err, tc.status, tc.want)
			}
		})
	}
}

func TestRefusedCallers(t *testing.T) {
	c, vpc, _ := furnished(t)
	if _, err := c.read(t.Context(), Caller{Token: "other"}, VPC, vpc, nil); statusOf(err) != 401 {
		t.Errorf("a wrong token: %v", err)
	}
	spec := map[string]any{"name": "dev-logs", "region": "sfo3"}
	if _, err := c.read(t.Context(), Caller{Token: account}, Bucket, "dev-logs", spec); statusOf(err) != 403 {
		t.Errorf("no Spaces key: %v", err)
	}
}

func TestRefusedChanges(t *testing.T) {
	c, vpc, database := furnished(t)
	if err := c.update(t.Context(), owner(), VPC, vpc, map[string]any{"name": "dev", "region": "fra1"}); statusOf(err) != 422 {
		t.Errorf("a network moves: %v", err)
	}
	if err := c.update(t.Context(), owner(), Database, database, map[string]any{"name": "dev-db", "version": "16"}); statusOf(err) != 422 {
		t.Errorf("a database is downgraded: %v", err)
	}
	if err := c.update(t.Context(), owner(), Database, database, map[string]any{"name": "dev-db", "nodeCount": 3.0}); err != nil {
		t.Errorf("a database grows: %v", err)
	}
	r, _ := c.Find(Database, "dev-db")
	if n := len(r.Facts["metricsEndpoints"].([]any)); n != 3 {
		t.Errorf("three nodes have %d metrics endpoints", n)
	}
}

func TestDeletionOrder(t *testing.T) {
	o := instant()
	o.Leaving = 20 * time.Millisecond
	c := New(o)
	t.Cleanup(c.Close)
	vpc := order(t, c, VPC, map[string]any{"name": "dev", "region": "sfo3"})
	cluster := order(t, c, Cluster, map[string]any{
		"name": "dev", "region": "sfo3", "version": "1.34.5-do.6", "vpcUuid": vpc, "nodePool": []any{map[string]any{}},
	})
	if err := c.Attach("dev", LoadBalancer, "gateway"); err != nil {
		t.Fatal(err)
	}
	refused := func(why string) {
		t.Helper()
		err := c.remove(t.Context(), owner(), VPC, vpc, nil)
		if statusOf(err) != 403 || !strings.Contains(err.Error(), why) {
			t.Fatalf("the network is deleted while it has %s: %v", why, err)
		}
	}
	refused("KubernetesCluster dev")
	if err := c.remove(t.Context(), owner(), Cluster, cluster, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := c.read(t.Context(), owner(), Cluster, cluster, nil); statusOf(err) != 404 {
		t.Errorf("a deleted cluster is still told of: %v", err)
	}
	refused("KubernetesCluster dev") // it leaves the network later
	c.making.Wait()
	refused("LoadBalancer gateway") // nobody asked for it to go too
	c.Detach(LoadBalancer, "gateway")
	if err := c.remove(t.Context(), owner(), VPC, vpc, nil); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]string{}, c.Inventory()); diff != "" {
		t.Errorf("left over, -want +got:\n%s", diff)
	}
}
