package compositions

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/components/logsink"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/prove/rates"
)

// TestEnvironment brings all XRs of an environment into one namespace, where
// nothing of one may get in the way of another.
func TestEnvironment(t *testing.T) {
	e := env(platform.Orphan)
	w := newWorld(t, e)
	var xrs []*life.XR
	grow := func(xr *life.XR, steps []life.Step) {
		t.Helper()
		past(t, xr, steps)
		xrs = append(xrs, xr)
	}
	grow(newCluster(t, w, e), clusterBecomesReady())
	grow(newDatabase(t, w, e, "adservice"), postgresql().becomesReady())
	grow(newSink(t, w, e), sinkBecomesReady(t))
	cartservice := newDatabase(t, w, e, "cartservice")
	xrs = append(xrs, cartservice)
	second(t, cartservice, valkey())
	grow(newStore(t, w, e), storeBecomesReady())
	sink := birth(t, w, logsink.Component(e), "cartservice", "logsinks.seamark.dev")
	xrs = append(xrs, sink)
	second(t, sink, database{})

	for _, xr := range xrs {
		if err := xr.Settle(t.Context()); err != nil {
			t.Error(err)
		}
	}
	assertEnvironment(t, w, xrs)
	assertCalls(t, w)
}

// assertCalls holds the calls that are calculated for an environment against
// what lives: each managed resource asks DigitalOcean once at each poll.
func assertCalls(t *testing.T, w *life.World) {
	t.Helper()
	const pollsPerHour = 12
	lived := 0
	for kind, n := range w.Kinds() {
		if _, counted := rates.Provider(kind.Group, kind.Kind); counted {
			lived += n
		}
	}
	calculated := rates.Calls(inventory.Read(provetest.Environments(t, 1)))["digitalocean"]
	if calculated != lived*pollsPerHour {
		t.Errorf("%d calls an hour are calculated, and %d resources that are polled live", calculated, lived)
	}
}

// second is the life of an XR in a world where one of its kind lived before,
// so that the API answers already: only the cloud's part is left to do.
func second(t *testing.T, xr *life.XR, d database) {
	t.Helper()
	cloud := []life.Action{life.Created("sink", "sink-2", nil), life.Ready("sink", life.Fields{"logsinkId": "sink-2"})}
	if d.name != "" {
		cloud = []life.Action{
			life.Created("database", databaseID, nil), life.Ready("database", d.cloud), life.Publish("database", d.keys),
			life.Created("firewall", "firewall-2", nil), life.Ready("firewall", nil),
		}
	}
	if err := xr.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, action := range cloud {
		if err := action(xr); err != nil {
			t.Fatal(err)
		}
	}
	if err := xr.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func assertEnvironment(t *testing.T, w *life.World, xrs []*life.XR) {
	t.Helper()
	var delivered []string
	for _, xr := range xrs {
		if !xr.Ready() {
			t.Errorf("%s is not ready", xr.Name())
		}
		delivered = append(delivered, xr.Delivered()...)
	}
	slices.Sort(delivered)
	wanted := join(clusterDone, []string{spacesKey})
	for _, d := range []database{postgresql(), valkey()} {
		wanted = append(wanted, d.Secret(), d.Config(), d.Scrape())
	}
	slices.Sort(wanted)
	if diff := cmp.Diff(wanted, delivered); diff != "" {
		t.Errorf("delivered, -want +got:\n%s", diff)
	}
	external := []string{
		"database/Cluster dev-adservice-pg", "database/Cluster dev-cartservice-valkey",
		"database/Firewall adservice-firewall", "database/Firewall cartservice-firewall",
		"database/LogSinkRsyslog loki-adservice", "database/LogSinkRsyslog loki-cartservice",
		"kubernetes/Cluster dev", "spaces/Bucket dev-loki-logs", "vpc/VPC dev",
	}
	if diff := cmp.Diff(external, w.External()); diff != "" {
		t.Errorf("in the cloud, -want +got:\n%s", diff)
	}
}
