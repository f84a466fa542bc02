package ocean

import (
	"testing"
	"time"

	"github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
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

// TestRestartWhileMakingCluster makes a second one: names of clusters are not
// unique, and the id of the first is lost.
func TestRestartWhileMakingCluster(t *testing.T) {
	o := instant()
	o.Making[Cluster] = 50 * time.Millisecond
	w := newWorld(t, o)
	w.apply(t, vpcObject)
	w.ready(t, VPC, "dev")
	w.apply(t, clusterObject)
	w.until(t, "it is being made", func() bool { return w.exists("KubernetesCluster dev") })
	first, _ := w.cloud.Find(Cluster, "dev")
	w.start(t)
	if id := externalName(w.ready(t, Cluster, "dev")); id == first.ID {
		t.Error("the first one was found again")
	}
	if n := w.happened("create", "KubernetesCluster dev"); n != 2 {
		t.Errorf("made %d times", n)
	}
}

// TestLookFails while something is made: without retries the id is lost, as in a
// restart; with them nothing happens.
func TestLookFails(t *testing.T) {
	cases := map[string]struct {
		reason  string
		retries string
		kind    Kind
		rule    Rule
		lost    bool
	}{
		"too many":           {"a second cluster is ordered", "0", Cluster, Rule{Status: 429, Times: 1}, true},
		"too many, retried":  {"nobody notices", "4", Cluster, Rule{Status: 429, Times: 4}, false},
		"dropped":            {"the provider crashes", "0", Database, Rule{Drop: true, Times: 1}, true},
		"dropped, retried":   {"nobody notices", "4", Database, Rule{Drop: true, Times: 4}, false},
		"not theirs to have": {"what is refused is not tried again", "4", Cluster, Rule{Status: 403, Times: 1}, true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			o := instant()
			o.Making, o.Looking = map[Kind]time.Duration{Database: 30 * time.Millisecond, Cluster: 30 * time.Millisecond}, time.Millisecond
			w := newWorld(t, o)
			s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Namespace: "crossplane-system", Name: "digitalocean-credentials"}}
			if err := w.hub.Delete(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			w.secret(t, s.Namespace, s.Name, map[string]string{"credentials": `{"token": "` + account + `", "http_retry_max": "` + tc.retries + `"}`})
			w.apply(t, vpcObject)
			w.ready(t, VPC, "dev")
			tc.rule.Method, tc.rule.Path = "GET", "/v2/kubernetes/clusters/*"
			object, resource := clusterObject, "dev"
			if tc.kind == Database {
				tc.rule.Path, object, resource = "/v2/databases/*", databaseObject, "dev-adservice-pg"
			}
			w.cloud.Fail(tc.rule)
			w.apply(t, object)
			switch {
			case !tc.lost:
				w.ready(t, tc.kind, resource)
				if n := w.happened("create", string(tc.kind)+" "+resource); n != 1 {
					t.Errorf("%s: made %d times", tc.reason, n)
				}
			case tc.kind == Cluster:
				w.until(t, tc.reason, func() bool { return w.happened("create", "KubernetesCluster dev") == 2 })
			default:
				w.complains(t, tc.kind, resource, "database cluster name is not available")
			}
		})
	}
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
