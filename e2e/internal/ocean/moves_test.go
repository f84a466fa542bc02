package ocean

import (
	"testing"
	"time"

	"github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// TestUpgrades: the newest patch of the own minor version comes first, then the
// next minor.
func TestUpgrades(t *testing.T) {
	cases := map[string]struct {
		reason, from string
		want         []string
	}{
		"patch": {"an old patch has one way", "1.34.1-do.0", []string{"1.34.5-do.6"}},
		"minor": {"the newest has the next minor", "1.34.5-do.6", []string{"1.35.1-do.6"}},
		"last":  {"and the newest of all nothing", "1.36.0-do.3", nil},
		"gone":  {"one whose minor is not offered any more has the next", "1.32.9-do.1", []string{"1.33.9-do.6"}},
	}
	c := New(Options{})
	t.Cleanup(c.Close)
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, c.upgrades(tc.from), emptyIsNil); diff != "" {
				t.Errorf("%s, -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

var emptyIsNil = cmp.Transformer("", func(s []string) []string { return append([]string{}, s...) })

// TestLower compares as the provider does.
func TestLower(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want bool
	}{
		{"1.34", "1.34.5-do.6", true}, {"1.34.5", "1.34.5-do.6", false}, {"1.34.5-do.6", "1.34.5", true}, {"1.34.5-do.6", "1.34.5-do.10", true},
		{"1.35", "1.34.5-do.6", false}, {"latest", "1.34.5-do.6", false}, {"16", "17", true}, {"8", "8", false},
	} {
		if got := lower(tc.a, tc.b); got != tc.want {
			t.Errorf("%s lower than %s: %v", tc.a, tc.b, got)
		}
	}
}

// TestWithdrawn is refused in DigitalOcean's words, until the slug is one that is
// offered.
func TestWithdrawn(t *testing.T) {
	w := newWorld(t, instant())
	w.cloud.Offer("1.34.6-do.0")
	w.apply(t, vpcObject)
	w.apply(t, clusterObject)
	w.complains(t, Cluster, "dev", "Error creating Kubernetes cluster: POST https://api.digitalocean.com/v2/kubernetes/clusters: 422 validation error: invalid version slug")
	w.edit(t, Cluster, "dev", field("version", "1.34.6-do.0"))
	w.ready(t, Cluster, "dev")
}

// TestForcedUpgrade freezes a cluster whose order does not follow: the plan
// fails, and nothing is published, not even after the token has expired.
func TestForcedUpgrade(t *testing.T) {
	o := instant()
	o.Clusters = &clusters{deleted: make(chan string, 1)}
	w := newWorld(t, o)
	w.apply(t, vpcObject)
	w.apply(t, clusterObject)
	w.ready(t, Cluster, "dev")
	if err := w.cloud.ForceUpgrade("dev", "1.35.1-do.6"); err != nil {
		t.Fatal(err)
	}
	const frozen = "Resource digitalocean_kubernetes_cluster.dev has lifecycle.prevent_destroy set"
	w.complains(t, Cluster, "dev", frozen)
	if err := w.cloud.Advance(t.Context(), kubeconfigLife); err != nil {
		t.Fatal(err)
	}
	for range 10 {
		w.pass(t)
	}
	if got := w.details(t, "dev-doks")["attribute.kube_config.0.token"]; got != "token-1" {
		t.Errorf("the token %s is published", got)
	}
	w.edit(t, Cluster, "dev", field("version", "1.35.1-do.6"))
	w.ready(t, Cluster, "dev")
	w.until(t, "the new token is published", func() bool { return w.details(t, "dev-doks")["attribute.kube_config.0.token"] == "token-2" })
	w.edit(t, Cluster, "dev", field("version", "1.35.1")) // to Terraform an update
	w.complains(t, Cluster, "dev", "422 invalid upgrade path")
}

// TestUpgrading takes its time.
func TestUpgrading(t *testing.T) {
	o := instant()
	o.Upgrading = 20 * time.Millisecond
	w := newWorld(t, o)
	w.apply(t, vpcObject)
	w.apply(t, clusterObject)
	id := externalName(w.ready(t, Cluster, "dev"))
	if err := w.cloud.ForceUpgrade("dev", "1.35.1-do.6"); err != nil {
		t.Fatal(err)
	}
	if got := w.cloud.Status(Cluster, id); got != statusUpgrading {
		t.Errorf("it is %s", got)
	}
	w.until(t, "it is upgraded", func() bool {
		r, _ := w.cloud.Find(Cluster, "dev")
		return w.cloud.Status(Cluster, id) == statusRunning && text(r.Spec, "version") == "1.35.1-do.6"
	})
}

// TestSwap: the size of the default pool may be written once it is so, and the
// name is put right.
func TestSwap(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, clusterObject)
	w.ready(t, Cluster, "dev")
	if err := w.cloud.SwapDefaultPool("dev", "dev-next", "c-4"); err != nil {
		t.Fatal(err)
	}
	w.complains(t, Cluster, "dev", "Resource digitalocean_kubernetes_cluster.dev has lifecycle.prevent_destroy set")
	w.edit(t, Cluster, "dev", field("nodePool[0].size", "c-4"))
	w.ready(t, Cluster, "dev")
	w.until(t, "the pool is renamed", func() bool {
		r, _ := w.cloud.Find(Cluster, "dev")
		pool, _ := r.Spec["nodePool"].([]any)[0].(map[string]any)
		return pool["name"] == "dev-pool" && pool["size"] == "c-4"
	})
}

// TestAdoption of a cluster that a person has made wants Terraform's tag first.
func TestAdoption(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	vpc := externalName(w.ready(t, VPC, "dev"))
	id, err := w.cloud.Order(t.Context(), Cluster, map[string]any{
		"name": "dev", "region": "sfo3", "version": "1.34.5-do.6", "vpcUuid": vpc,
		"nodePool": []any{map[string]any{"name": "dev-pool", "size": "s-2vcpu-4gb"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	w.apply(t, clusterObject)
	w.edit(t, Cluster, "dev", func(m *Managed) { meta.SetExternalName(m, id) })
	w.complains(t, Cluster, "dev", "Plugin did not respond")
	if err := w.cloud.TagDefaultPool("dev"); err != nil {
		t.Fatal(err)
	}
	w.ready(t, Cluster, "dev")
	if n := w.happened("create", "KubernetesCluster dev"); n != 1 {
		t.Errorf("made %d times", n)
	}
}

// TestRotatedAPIToken: the old one is worthless, the new one is read from the
// Secret without any restart.
func TestRotatedAPIToken(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.ready(t, VPC, "dev")
	w.cloud.RotateAPIToken("dop_v1_next")
	w.complains(t, VPC, "dev", "401 Unable to authenticate you")
	s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Namespace: "crossplane-system", Name: "digitalocean-credentials"}}
	if err := w.hub.Delete(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	w.secret(t, s.Namespace, s.Name, map[string]string{"credentials": `{"token": "dop_v1_next"}`})
	w.ready(t, VPC, "dev")
	if w.cloud.Calls()["dop_v1_next"].Total == 0 {
		t.Error("calls of the new token are not counted")
	}
}

// TestStrangersBucket answers 403 before anything is ordered, as a wrong key
// would.
func TestStrangersBucket(t *testing.T) {
	o := instant()
	o.TakenBuckets = []string{"dev-loki-logs"}
	w := newWorld(t, o)
	w.apply(t, bucketObject)
	w.complains(t, Bucket, "loki-logs", "Error reading bucket: GET https://sfo3.digitaloceanspaces.com/dev-loki-logs: 403 Forbidden")
}
