package ocean

import (
	"testing"
	"time"

	"github.com/crossplane/crossplane-runtime/v2/pkg/meta"
)

// TestRestart finds everything again by what is written on the hub.
func TestRestart(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, databaseObject)
	w.ready(t, Database, "dev-adservice-pg")
	w.start(t)
	w.edit(t, Database, "dev-adservice-pg", field("nodeCount", 3))
	w.until(t, "the new provider works", func() bool {
		r, _ := w.cloud.Find(Database, "dev-adservice-pg")
		return number(r.Spec, "nodeCount") == 3
	})
	if n := w.happened("create", "Database dev-adservice-pg"); n != 1 {
		t.Errorf("made %d times", n)
	}
}

// TestRestartWhileMaking loses the id, as the real provider does: the cloud
// refuses the second order, until a human says which database is meant.
func TestRestartWhileMaking(t *testing.T) {
	o := instant()
	o.Making[Database] = 50 * time.Millisecond
	w := newWorld(t, o)
	w.apply(t, vpcObject)
	w.apply(t, databaseObject)
	w.until(t, "it is being made", func() bool { return w.exists("Database dev-adservice-pg") })
	w.start(t)
	w.complains(t, Database, "dev-adservice-pg", "database cluster name is not available")
	r, _ := w.cloud.Find(Database, "dev-adservice-pg")
	w.edit(t, Database, "dev-adservice-pg", func(m *Managed) { meta.SetExternalName(m, r.ID) })
	w.ready(t, Database, "dev-adservice-pg")
}

// TestBucketWithObjects is not deleted unless that is forced.
func TestBucketWithObjects(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, bucketObject)
	bucket := w.ready(t, Bucket, "loki-logs")
	if got := get(bucket, "status.atProvider.id"); got != "dev-loki-logs" {
		t.Errorf("the bucket is %v, not what the external name says", got)
	}
	if err := w.cloud.Store("dev-loki-logs", 3); err != nil {
		t.Fatal(err)
	}
	w.delete(t, Bucket, "loki-logs")
	w.complains(t, Bucket, "loki-logs", "BucketNotEmpty")
	w.edit(t, Bucket, "loki-logs", field("forceDestroy", true))
	if err := w.cloud.Change(Bucket, "dev-loki-logs", "forceDestroy", true); err != nil {
		t.Fatal(err)
	}
	w.until(t, "the bucket is gone", func() bool { return w.get(t, Bucket, "loki-logs") == nil })
}

// TestMaking shows nothing of a resource before it is made: no id, no address,
// no credentials, since Terraform waits for all of them.
func TestMaking(t *testing.T) {
	o := instant()
	o.Making[Database] = time.Hour
	w := newWorld(t, o)
	w.apply(t, vpcObject)
	w.apply(t, databaseObject)
	w.until(t, "it is being made", func() bool { return w.exists("Database dev-adservice-pg") })
	for range 10 {
		w.pass(t)
	}
	m := w.get(t, Database, "dev-adservice-pg")
	if got := m.GetCondition("Ready"); got.Status != "False" || got.Reason != "Creating" {
		t.Errorf("Ready is %s, %s", got.Status, got.Reason)
	}
	if got := m.GetCondition("AsyncOperation"); got.Reason != "Ongoing" {
		t.Errorf("AsyncOperation is %s", got.Reason)
	}
	if meta.GetExternalName(m) != "" || get(m, "status.atProvider") != nil {
		t.Errorf("it is told of as %q", meta.GetExternalName(m))
	}
	if got := w.details(t, "adservice-do"); len(got) != 0 {
		t.Errorf("published already: %v", got)
	}
}
