package ocean

import (
	"encoding/json"
	"path/filepath"
	"testing"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// TestRendered orders everything that is rendered from the golden configurations,
// one after the other as it is composed: nothing is refused, and whatever is
// referred to by a name is there.
func TestRendered(t *testing.T) {
	for path, in := range provetest.Goldens(t, "../../..") {
		t.Run(filepath.Base(filepath.Dir(path)), func(t *testing.T) {
			inv := inventory.Read(in)
			o := orders{cloud: New(Options{}), ids: map[string]string{}, placed: map[Kind]int{}}
			t.Cleanup(o.cloud.Close)
			for i := range inv.Objects {
				o.place(t, &inv.Objects[i])
			}
			for _, kind := range []Kind{VPC, Cluster, Database, Firewall, LogSink, Bucket} {
				if o.placed[kind] == 0 {
					t.Errorf("no %s was ordered", kind)
				}
			}
			t.Logf("ordered: %v", o.placed)
		})
	}
}

// orders are what an account was asked for.
type orders struct {
	cloud  *Cloud
	ids    map[string]string // by kind, namespace and name of the managed resource
	placed map[Kind]int
}

// place orders what a managed resource stands for.
func (o *orders) place(t *testing.T, object *inventory.Object) {
	t.Helper()
	s := shapeOf(schema.GroupVersionKind{Group: object.Ref.Group, Kind: object.Ref.Kind, Version: "v1alpha1"})
	if s.kind == "" {
		o.user(object)
		return
	}
	spec := orderOf(t, object)
	if spec["version"] == inventory.Unknown { // what runs
		spec["version"] = "latest"
	}
	for _, ref := range s.refs {
		to := string(shapeOf(ref.to).kind) + "/" + object.Ref.Namespace + "/"
		if named, ok := spec[ref.field+"Ref"].(map[string]any); ok {
			to += text(named, "name")
		}
		if spec[ref.field] = o.ids[to]; o.ids[to] == "" {
			t.Errorf("%s refers to %s, which is not there", object.Ref, to)
		}
		delete(spec, ref.field+"Ref")
	}
	o.cloud.mu.Lock()
	defer o.cloud.mu.Unlock()
	if refusal := o.cloud.check(s.kind, spec); refusal != nil {
		t.Errorf("%s is refused: %s", object.Ref, refusal)
		return
	}
	id := o.cloud.add(s.kind, spec).ID
	known := string(s.kind) + "/" + object.Ref.Namespace + "/"
	o.ids[known+object.Ref.Name], o.ids[known] = id, id // the last one is found by a selector
	o.placed[s.kind]++
}

// user makes what a Request for a user asks for, in every database of the
// environment, for which one it is in only a running Crossplane knows.
func (o *orders) user(object *inventory.Object) {
	order := databaseUser{}
	if object.Ref.Kind != "Request" || json.Unmarshal([]byte(object.Node.TextAt("spec", "forProvider", "payload", "body")), &order) != nil || order.Name == "" {
		return
	}
	o.cloud.mu.Lock()
	defer o.cloud.mu.Unlock()
	for _, r := range o.cloud.resources {
		if r.Kind == Database {
			o.cloud.add(DatabaseUser, map[string]any{"clusterId": r.ID, "name": order.Name})
		}
	}
}
