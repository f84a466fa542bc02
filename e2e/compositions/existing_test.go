package compositions

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/manageddatabase"
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

// TestObservedDatabase only looks at a database: all is delivered that another
// one delivers, nothing is written, and it outlives the XR whatever its policy.
func TestObservedDatabase(t *testing.T) {
	for name, d := range map[string]database{"pg": postgresql(), "valkey": valkey(), "mysql": mysql()} {
		t.Run(name, func(t *testing.T) {
			e := env(platform.Delete)
			engine := platform.DatabaseEngine(name)
			e.Databases = map[string]platform.Database{
				d.name: {Engine: engine, Existing: &platform.ExistingDatabase{ID: databaseID, ObserveOnly: true}},
			}
			w := withCluster(t, e)
			w.Exists("database/Cluster " + d.cluster)
			before := w.External()
			xr := birth(t, w, manageddatabase.Component(e), d.name, manageddatabase.ObservedCompositionName(engine))
			looks := map[string]any{d.hub() + policies: []any{"Observe"}, d.hub() + externalName: databaseID}
			complete := but(d.complete(), func(o *life.Outcome) {
				o.Composed = join([]string{"database", "ca"}, databaseInner, []string{d.connection()})
				o.External = before
			})
			xr.Live(t, []life.Step{
				{
					Name:   "the XR is applied",
					Reason: "the provider knows the database from the first look, and may do nothing else",
					Want:   life.Outcome{Composed: []string{"database"}, Waiting: d.waiting, Values: looks},
				},
				{
					Name:   "the providers look",
					Reason: "what the cluster gets of a database of its own it gets of this one",
					Do: []life.Action{
						life.Observed("database", databaseID, d.cloud), life.Publish("database", d.keys),
						life.Answer(callCA, answerCA), life.Answer(callMetrics, answerMetrics), life.Serve("ScrapeConfig"),
					},
					Want: complete,
				},
				{
					Name:   "somebody is to be let in",
					Reason: "a wish that would be ignored is refused",
					Do:     []life.Action{life.Refused(life.Edit("spec.trustedSources", []any{}), "nothing can be wished")},
					Want:   complete,
				},
				{
					Name:   "the XR is deleted",
					Reason: "the policy Delete is of what was made from here",
					Do:     []life.Action{life.Unguard(), life.Delete()},
					Want:   life.Outcome{External: before},
				},
			})
			if calls := w.Calls(); len(calls) > 0 {
				t.Errorf("it was written: %v", calls)
			}
		})
	}
}

// TestObservedBecomesManaged: without observeOnly the database is taken over as
// it is, and back.
func TestObservedBecomesManaged(t *testing.T) {
	d, e := postgresql(), env(platform.Orphan)
	managed := e.Databases[d.name]
	managed.Existing = &platform.ExistingDatabase{ID: databaseID}
	observed := platform.Database{Engine: platform.PostgreSQL, Existing: &platform.ExistingDatabase{ID: databaseID, ObserveOnly: true}}
	e.Databases[d.name] = observed
	w := withCluster(t, e)
	w.Exists("database/Cluster " + d.cluster)
	looked := birth(t, w, manageddatabase.Component(e), d.name, manageddatabase.ObservedCompositionName(platform.PostgreSQL))
	spec := func(db platform.Database) any {
		e.Databases[d.name] = db
		for _, o := range manageddatabase.Component(e).Objects {
			if o.GetName() == d.name && o.GetObjectKind().GroupVersionKind().Kind == "ManagedDatabase" {
				return object(t, o).Object["spec"]
			}
		}
		return nil
	}
	inner := join([]string{"database", "ca"}, databaseInner, []string{d.connection()})
	delivered := []string{d.Secret(), d.Config(), d.Scrape()}
	past(t, looked, []life.Step{{Name: "the XR is applied", Want: life.Outcome{Composed: []string{"database"}, Waiting: d.waiting}}, {
		Name: "it is looked at",
		Do: []life.Action{
			life.Observed("database", databaseID, d.cloud), life.Publish("database", d.keys),
			life.Answer(callCA, answerCA), life.Answer(callMetrics, answerMetrics), life.Serve("ScrapeConfig"),
		},
		Want: life.Outcome{Composed: inner, Delivered: delivered, Ready: true},
	}})
	taken := looked.With(compositionOf(t, manageddatabase.CompositionName(platform.PostgreSQL)))
	taken.Live(t, []life.Step{
		{
			Name:   "it is to be managed",
			Reason: "the provider goes on with the database that it knows, and its firewall is put",
			Do:     []life.Action{life.Edit("spec", spec(managed))},
			Want: life.Outcome{
				Composed: join(databaseCloud, databaseInner, []string{"ca", d.connection()}), Delivered: delivered,
				Values: map[string]any{d.hub() + policies: keeps, d.hub() + externalName: databaseID},
			},
		},
		{
			Name:   "the firewall is put",
			Reason: "nothing else is made",
			Do:     []life.Action{life.Created("firewall", "firewall-id", nil), life.Ready("firewall", nil)},
			Want: but(d.complete(), func(o *life.Outcome) {
				o.External = join([]string{"database/Cluster " + d.cluster, "database/Firewall adservice-firewall"}, clusterReal)
			}),
		},
	})
	taken.With(compositionOf(t, manageddatabase.ObservedCompositionName(platform.PostgreSQL))).Live(t, []life.Step{{
		Name:   "it is only looked at again",
		Reason: "the firewall stays as it is: without one the database would be open to the internet",
		Do:     []life.Action{life.Edit("spec", spec(observed))},
		Want: life.Outcome{
			Composed: inner, Delivered: delivered, Ready: true,
			External: join([]string{"database/Cluster " + d.cluster, "database/Firewall adservice-firewall"}, clusterReal),
			Values:   map[string]any{d.hub() + policies: []any{"Observe"}},
		},
	}})
}
