package ocean

import (
	"testing"

	kerrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// field changes what is wanted.
func field(name string, value any) func(*Managed) {
	return func(m *Managed) { m.set("spec.forProvider."+name, value) }
}

// TestLost is made again, with another id; without Create it is not.
func TestLost(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	id := externalName(w.ready(t, VPC, "dev"))
	if err := w.cloud.Lose(VPC, "dev"); err != nil {
		t.Fatal(err)
	}
	w.until(t, "it has another id", func() bool { return externalName(w.get(t, VPC, "dev")) != id })
	w.ready(t, VPC, "dev")
	w.edit(t, VPC, "dev", policies("Observe"))
	if err := w.cloud.Lose(VPC, "dev"); err != nil {
		t.Fatal(err)
	}
	w.complains(t, VPC, "dev", "observe failed: external resource does not exist")
}

// TestDrift is undone, unless the provider may not.
func TestDrift(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, databaseObject)
	w.ready(t, Database, "dev-adservice-pg")
	nodes := func() int64 {
		r, _ := w.cloud.Find(Database, "dev-adservice-pg")
		return number(r.Spec, "nodeCount")
	}
	shrink := func() {
		t.Helper()
		if err := w.cloud.Change(Database, "dev-adservice-pg", "nodeCount", int64(1)); err != nil {
			t.Fatal(err)
		}
	}
	shrink()
	w.until(t, "it has two nodes again", func() bool { return nodes() == 2 })
	w.edit(t, Database, "dev-adservice-pg", policies("Observe", "Create"))
	shrink()
	for range 20 {
		w.pass(t)
	}
	if nodes() != 1 {
		t.Error("changed without the policy Update")
	}
}

// TestImmutable is refused before anything is destroyed.
func TestImmutable(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, clusterObject)
	w.ready(t, Cluster, "dev")
	w.edit(t, VPC, "dev", field("region", "fra1"))
	w.complains(t, VPC, "dev", "Resource digitalocean_vpc.dev has lifecycle.prevent_destroy set")
	w.edit(t, VPC, "dev", field("region", "sfo3"))
	w.ready(t, VPC, "dev")
	w.edit(t, Cluster, "dev", field("version", "1.33.9-do.6"))
	w.complains(t, Cluster, "dev", "Resource digitalocean_kubernetes_cluster.dev has lifecycle.prevent_destroy set")
	w.edit(t, Cluster, "dev", field("version", "1.35.1-do.6"))
	w.until(t, "it is upgraded", func() bool {
		r, _ := w.cloud.Find(Cluster, "dev")
		return text(r.Spec, "version") == "1.35.1-do.6"
	})
}

// TestPaused is left alone, whatever it wants.
func TestPaused(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.edit(t, VPC, "dev", func(m *Managed) { m.SetAnnotations(map[string]string{"crossplane.io/paused": "true"}) })
	for range 10 {
		w.pass(t)
	}
	if w.exists("VPC dev") {
		t.Error("made although paused")
	}
	w.edit(t, VPC, "dev", func(m *Managed) { m.SetAnnotations(nil) })
	w.ready(t, VPC, "dev")
}

// TestConfigInUse is kept while something needs its credentials to be deleted.
func TestConfigInUse(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.ready(t, VPC, "dev")
	config := &unstructured.Unstructured{}
	config.SetGroupVersionKind(configs()[0])
	config.SetName("digitalocean")
	if err := w.hub.Delete(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	for range 10 {
		w.pass(t)
	}
	w.delete(t, VPC, "dev")
	w.until(t, "the network is gone, then the config", func() bool {
		err := w.hub.Get(t.Context(), client.ObjectKeyFromObject(config), config)
		return !w.exists("VPC dev") && kerrors.IsNotFound(err)
	})
}
