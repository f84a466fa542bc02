package ocean

import (
	"strings"
	"testing"

	"github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// lookedAt is a database as the Composition looks at it, without a wish.
const lookedAt = `
apiVersion: database.digitalocean.m.crossplane.io/v1alpha1
kind: Cluster
metadata: {name: dev-adservice-pg}` + managedSpec + `
  writeConnectionSecretToRef: {name: adservice-do}
  forProvider: {engine: pg, region: sfo3}
`

// TestObserved looks at what somebody has made under other names, and of other
// sizes and versions: it is reported, nothing is written, and it outlives the
// hub's resources.
func TestObserved(t *testing.T) {
	w := newWorld(t, instant())
	order := func(kind Kind, spec map[string]any) string {
		t.Helper()
		id, err := w.cloud.Order(t.Context(), kind, spec)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	vpc := order(VPC, map[string]any{"name": "theirs", "region": "sfo3", "ipRange": "10.201.0.0/22"})
	database := order(Database, map[string]any{
		"name": "shop", "engine": "pg", "version": "15", "region": "sfo3", "size": "db-s-2vcpu-4gb", "nodeCount": int64(1), "privateNetworkUuid": vpc,
	})
	events, inventory := len(w.cloud.Events()), w.cloud.Inventory()
	w.look(t, vpcObject, vpc)
	w.look(t, lookedAt, database)
	w.ready(t, VPC, "dev")
	m := w.ready(t, Database, "dev-adservice-pg")
	if got := get(m, "status.atProvider.version"); got != "15" {
		t.Errorf("the version is %v", got)
	}
	if published := w.details(t, "adservice-do"); published["attribute.password"] == "" || !strings.Contains(published["attribute.private_uri"], "private-shop-") {
		t.Errorf("published are %v", published)
	}
	for range 10 {
		w.pass(t)
	}
	w.delete(t, Database, "dev-adservice-pg")
	w.delete(t, VPC, "dev")
	w.until(t, "the resources of the hub are gone", func() bool {
		return w.get(t, Database, "dev-adservice-pg") == nil && w.get(t, VPC, "dev") == nil
	})
	if diff := cmp.Diff(inventory, w.cloud.Inventory()); diff != "" {
		t.Errorf("the account, -before +after:\n%s", diff)
	}
	if more := w.cloud.Events()[events:]; len(more) > 0 {
		t.Errorf("something was written: %v", more)
	}
}

// TestObservedIsGone: what is not there is an error, and is not made.
func TestObservedIsGone(t *testing.T) {
	w := newWorld(t, instant())
	w.look(t, lookedAt, "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30")
	w.complains(t, Database, "dev-adservice-pg", "does not exist")
	if got := w.cloud.Inventory(); len(got) > 0 {
		t.Errorf("there is %v", got)
	}
}

// look applies an object under an external name, with the policy to look only.
func (w *world) look(t *testing.T, object, id string) {
	t.Helper()
	o := &unstructured.Unstructured{}
	if err := yaml.Unmarshal([]byte(strings.Replace(object, "[Observe, Create, Update, Delete]", "[Observe]", 1)), &o.Object); err != nil {
		t.Fatal(err)
	}
	meta.SetExternalName(o, id)
	text, err := yaml.Marshal(o.Object)
	if err != nil {
		t.Fatal(err)
	}
	w.apply(t, string(text))
}
