package compositions

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/platform"
)

const (
	policies = "spec.managementPolicies"
	vpcInHub = "hub VPC.vpc.digitalocean.m.crossplane.io dev/dev "
)

var (
	keeps   = []any{"Observe", "Create", "Update"}
	deletes = []any{"Observe", "Create", "Update", "Delete"}
)

// TestDeletion deletes every XR, by mistake and on purpose.
func TestDeletion(t *testing.T) {
	tests := map[string]struct {
		reason string
		policy platform.DeletionPolicy
		world  func(*testing.T, platform.Environment) *life.World
		birth  func(*testing.T, *life.World, platform.Environment) *life.XR
		steps  func(*testing.T) []life.Step
		// values are the policies before the deletion.
		values map[string]any
		// kept are the cloud resources that remain; calls what was called.
		kept  []string
		calls int
	}{
		"DOKSCluster, Orphan": {
			reason: "a cluster with everything in it survives its XR",
			policy: platform.Orphan, world: newWorld, birth: newCluster,
			steps: func(*testing.T) []life.Step { return clusterBecomesReady() },
			values: map[string]any{
				vpcInHub + policies: keeps, clusterInHub + policies: keeps,
				clusterInHub + "spec.forProvider.destroyAllAssociatedResources": true,
			},
			kept: clusterReal,
		},
		"DOKSCluster, Delete": {
			reason: "the deliberate way destroys VPC and cluster",
			policy: platform.Delete, world: newWorld, birth: newCluster,
			steps: func(*testing.T) []life.Step { return clusterBecomesReady() },
			values: map[string]any{
				vpcInHub + policies: deletes, clusterInHub + policies: deletes,
				clusterInHub + "spec.forProvider.destroyAllAssociatedResources": true,
			},
			kept: []string{},
		},
		"ManagedDatabase, Orphan": {
			reason: "a database survives its XR, and its firewall with it: without that it would be open to the internet",
			policy: platform.Orphan, world: withCluster, birth: newPostgreSQL,
			steps:  func(*testing.T) []life.Step { return postgresql().becomesReady() },
			values: map[string]any{postgresql().hub() + policies: keeps},
			kept:   join(clusterReal, []string{"database/Cluster dev-adservice-pg", "database/Firewall adservice-firewall"}),
		},
		"ManagedDatabase, Delete": {
			reason: "the deliberate way destroys the database, which takes its firewall along",
			policy: platform.Delete, world: withCluster, birth: newPostgreSQL,
			steps:  func(*testing.T) []life.Step { return postgresql().becomesReady() },
			values: map[string]any{postgresql().hub() + policies: deletes},
			kept:   clusterReal,
		},
		"ObjectStore, Orphan": {
			reason: "the bucket survives its XR, and the key that the cluster writes its logs with",
			policy: platform.Orphan, world: withCluster, birth: newStore,
			steps:  func(*testing.T) []life.Step { return storeBecomesReady() },
			values: map[string]any{bucketInHub + policies: keeps, bucketInHub + "spec.forProvider.forceDestroy": true},
			kept:   join(clusterReal, []string{"spaces/Bucket dev-loki-logs"}),
			calls:  1,
		},
		"ObjectStore, Delete": {
			reason: "the deliberate way destroys the bucket and revokes the key",
			policy: platform.Delete, world: withCluster, birth: newStore,
			steps: func(*testing.T) []life.Step {
				steps := storeBecomesReady()
				last := &steps[len(steps)-1]
				last.Do = append(last.Do, life.Answer("DELETE https://api.digitalocean.com/v2/spaces/keys/DO00KEY", "{}"))
				return steps
			},
			values: map[string]any{bucketInHub + policies: deletes, bucketInHub + "spec.forProvider.forceDestroy": true},
			kept:   clusterReal,
			calls:  2,
		},
		"NodePool, Orphan": {
			reason: "the nodes survive their XR",
			policy: platform.Orphan, world: withCluster, birth: newPoolOf, steps: poolBecomesReady,
			values: map[string]any{poolInHub + policies: keeps},
			kept:   poolReal,
		},
		"NodePool, Delete": {
			reason: "the deliberate way deletes the nodes, and the cluster stays",
			policy: platform.Delete, world: withCluster, birth: newPoolOf, steps: poolBecomesReady,
			values: map[string]any{poolInHub + policies: deletes},
			kept:   clusterReal,
		},
		"LogSink, Orphan": {
			reason: "a sink holds no data: it goes, and the database that it belonged to stays",
			policy: platform.Orphan, world: withDatabase, birth: newSink, steps: sinkBecomesReady,
			kept: join(clusterReal, []string{"database/Cluster dev-adservice-pg", "database/Firewall adservice-firewall"}),
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			e := env(test.policy)
			w := test.world(t, e)
			xr := test.birth(t, w, e)
			past(t, xr, test.steps(t))
			for expression, want := range test.values {
				if got, err := xr.Value(expression); err != nil || !cmp.Equal(got, want) {
					t.Errorf("%s is %v (%v), want %v", expression, got, err, want)
				}
			}
			delivered := xr.Delivered()
			xr.Live(t, []life.Step{{Name: "the XR is deleted", Reason: test.reason, Do: []life.Action{life.Unguard(), life.Delete()}, Want: life.Outcome{External: test.kept}}})
			if got := len(w.Calls()); got != test.calls {
				t.Errorf("%d writing calls, want %d: %v", got, test.calls, w.Calls())
			}
			for _, ref := range delivered {
				if !w.InCluster(ref) {
					t.Errorf("%s was taken from the cluster, where releases still use it", ref)
				}
			}
		})
	}
}

// newPoolOf is the additional node pool of an environment with that policy.
func newPoolOf(t *testing.T, w *life.World, e platform.Environment) *life.XR {
	t.Helper()
	return newPool(t, w, withPool(e.DeletionPolicy))
}

// newPostgreSQL is the PostgreSQL database.
func newPostgreSQL(t *testing.T, w *life.World, e platform.Environment) *life.XR {
	t.Helper()
	return newDatabase(t, w, e, "adservice")
}

// TestGuard tries to delete what holds data while its guard is there.
func TestGuard(t *testing.T) {
	e := env(platform.Orphan)
	for name, xr := range map[string]*life.XR{
		"DOKSCluster":     newCluster(t, newWorld(t, e), e),
		"ManagedDatabase": newPostgreSQL(t, newWorld(t, e), e),
		"ObjectStore":     newStore(t, newWorld(t, e), e),
	} {
		t.Run(name, func(t *testing.T) {
			if err := life.Refused(life.Delete(), "It holds data.")(xr); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestChangeOfPolicy goes the documented way from Orphan to Delete.
func TestChangeOfPolicy(t *testing.T) {
	e := env(platform.Orphan)
	w := withCluster(t, e)
	xr := newPostgreSQL(t, w, e)
	past(t, xr, postgresql().becomesReady())
	policy := postgresql().hub() + policies
	complete := postgresql().complete()
	xr.Live(t, []life.Step{
		{
			Name:   "as it was made",
			Reason: "the provider has no permission to delete",
			Want:   but(complete, func(o *life.Outcome) { o.Values = map[string]any{policy: keeps} }),
		},
		{
			Name:   "deletionPolicy becomes Delete",
			Reason: "the change reaches the database before the XR is deleted",
			Do:     []life.Action{life.Edit("spec.deletionPolicy", "Delete"), life.Unguard()},
			Want: but(complete, func(o *life.Outcome) {
				o.Values = map[string]any{policy: deletes}
			}),
		},
		{
			Name:   "the XR is deleted",
			Reason: "only now the database goes",
			Do:     []life.Action{life.Delete()},
			Want:   life.Outcome{External: clusterReal},
		},
	})
}

// TestDestroyedAtOnce deletes a cluster whose policy has just become Delete.
// Nothing but the policy may have to reach the provider for that: what it must
// have applied before a deletion is there since the cluster was made.
func TestDestroyedAtOnce(t *testing.T) {
	e := env(platform.Orphan)
	xr := newCluster(t, newWorld(t, e), e)
	steps := clusterBecomesReady()
	past(t, xr, steps)
	ready := steps[len(steps)-1].Want
	const parameters = clusterInHub + "spec.forProvider"
	before, err := xr.Value(parameters)
	if err != nil {
		t.Fatal(err)
	}
	past(t, xr, []life.Step{{Name: "deletionPolicy becomes Delete", Do: []life.Action{life.Edit("spec.deletionPolicy", "Delete"), life.Unguard()}, Want: ready}})
	after, err := xr.Value(parameters)
	if diff := cmp.Diff(before, after); diff != "" || err != nil {
		t.Errorf("the provider has to apply this before it may delete the cluster (-before +after): %v\n%s", err, diff)
	}
	xr.Live(t, []life.Step{{
		Name:   "the XR is deleted",
		Reason: "everything goes, without having waited for the provider",
		Do:     []life.Action{life.Delete()},
		Want:   life.Outcome{External: []string{}},
	}})
}

// TestRecovery makes an XR again that was deleted by mistake.
func TestRecovery(t *testing.T) {
	e := env(platform.Orphan)
	w := withCluster(t, e)
	d := postgresql()
	first := newPostgreSQL(t, w, e)
	past(t, first, append(d.becomesReady(), life.Step{Name: "the XR is deleted", Do: []life.Action{life.Unguard(), life.Delete()}}))

	beginning := life.Outcome{Composed: databaseCloud, Waiting: d.waiting}
	newPostgreSQL(t, w, e).Live(t, []life.Step{
		{
			Name:   "the XR is made again",
			Reason: "the provider does not know that the database exists: it would make a second one, or fail",
			Want:   beginning,
		},
		{
			Name:   "a human tells it",
			Reason: "Crossplane leaves the annotation alone, so that the database is found and all is as before",
			Do: []life.Action{
				life.Refused(life.Created("database", databaseID, nil), "exists already"),
				life.Adopt("database", databaseID), life.Adopt("firewall", "firewall-id"),
				life.Created("database", databaseID, nil), life.Ready("database", d.cloud),
				life.Created("firewall", "firewall-id", nil), life.Ready("firewall", nil),
				life.Publish("database", d.keys),
			},
			Want: d.complete(),
		},
	})
}
