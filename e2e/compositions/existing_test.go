package compositions

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/platform"
)

const (
	externalName = "metadata.annotations[crossplane.io/external-name]"
	upgradeInHub = "hub Request.http.m.crossplane.io dev/dev-upgrade "
)

// TestExisting takes over a VPC, a cluster and a database that exist: their
// providers know them from the first reconcile, so that nothing is made twice.
func TestExisting(t *testing.T) {
	e := env(platform.Orphan)
	e.Network.Existing = &platform.Existing{ID: vpcID}
	e.Cluster.Existing = &platform.Existing{ID: clusterID}
	database := e.Databases["adservice"]
	database.Existing = &platform.ExistingDatabase{ID: databaseID}
	e.Databases["adservice"] = database

	w := newWorld(t, e)
	for _, name := range []string{"vpc/VPC dev", "kubernetes/Cluster dev", "database/Cluster dev-adservice-pg"} {
		w.Exists(name)
	}
	cluster := newCluster(t, w, e)
	steps := clusterBecomesReady()
	steps[0].Want.External = []string{"database/Cluster dev-adservice-pg", "kubernetes/Cluster dev", "vpc/VPC dev"}
	steps[0].Want.Values = map[string]any{vpcInHub + externalName: vpcID, clusterInHub + externalName: clusterID, vpcInHub + policies: keeps}
	steps[1].Do = steps[1].Do[1:] // the cluster need not wait for the VPC's name
	for i := range steps[1:] {
		steps[i+1].Want.External = nil
	}
	cluster.Live(t, steps)

	d := postgresql()
	xr := newDatabase(t, w, e, "adservice")
	begin := d.becomesReady()
	begin[0].Want.Values = map[string]any{d.hub() + externalName: databaseID}
	xr.Live(t, begin)
	want := []string{"database/Cluster dev-adservice-pg", "database/Firewall adservice-firewall", "kubernetes/Cluster dev", "vpc/VPC dev"}
	if diff := cmp.Diff(want, w.External()); diff != "" {
		t.Errorf("in the cloud, -want +got:\n%s", diff)
	}
}

// TestExistingObserved only looks at a VPC and a cluster: nobody may change
// them, nor upgrade.
func TestExistingObserved(t *testing.T) {
	e := env(platform.Delete)
	e.Network.Existing = &platform.Existing{ID: vpcID, ObserveOnly: true}
	e.Cluster.Existing = &platform.Existing{ID: clusterID, ObserveOnly: true}
	w := newWorld(t, e)
	w.Exists("vpc/VPC dev")
	w.Exists("kubernetes/Cluster dev")
	xr := newCluster(t, w, e)
	looks := []any{"Observe"}
	first := clusterBecomesReady()[0]
	first.Want.External = nil
	first.Want.Values = map[string]any{vpcInHub + policies: looks, clusterInHub + policies: looks}
	xr.Live(t, []life.Step{
		first,
		{
			Name:   "the providers have looked",
			Reason: "everything else follows as for a cluster of one's own",
			Do: []life.Action{
				life.Ready("vpc", life.Fields{"id": vpcID}),
				life.Ready("cluster", life.Fields{"id": clusterID, "status": "running", "version": "1.34.5-do.6", "endpoint": endpoint}),
				life.Answer(callUpgrades, noUpgrades), life.Answer(callCredentials, credentials("first")),
			},
			Want: life.Outcome{
				Composed: clusterAll, Delivered: clusterDone, Ready: true,
				Values: map[string]any{vpcInHub + policies: looks, clusterInHub + policies: looks, upgradeInHub + policies: looks},
			},
		},
	})
}
