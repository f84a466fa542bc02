package controlplane

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"seamark.dev/seamark/e2e/internal/timeline"
	"seamark.dev/seamark/pkg/platform"
)

// order wants that nothing of a Kustomization was applied before those that it
// depends on were ready. Revisions of the etcd that all clusters share tell.
func order(t *testing.T, w *world, _ platform.Platform) {
	all, err := list(w.ctx, w.client, kustomizations)
	must(t, err)
	events := index(w.recorder.Events())
	compared := 0
	for _, k := range all {
		cluster := hubName
		if _, remote, _ := unstructured.NestedMap(k.Object, "spec", "kubeConfig"); remote {
			cluster = k.GetNamespace()
		}
		for _, before := range dependencies(k) {
			ready, ok := events[occasion{hubName, before, timeline.Ready}]
			if !ok {
				t.Errorf("%s was never seen ready", before)
				continue
			}
			for _, o := range applied(k) {
				created, seen := events[occasion{cluster, o, timeline.Created}]
				if !seen {
					continue // made before the recording could watch its kind, or by somebody else
				}
				compared++
				if created.Revision < ready.Revision {
					t.Errorf("%s was applied %s before %s was ready", o, ready.At-created.At, before)
				}
			}
		}
	}
	if compared < 50 {
		t.Errorf("only %d objects were compared: the recording or the inventories are not read right", compared)
	}
	t.Logf("%d objects were applied after what they wait for", compared)
}

type occasion struct {
	cluster string
	object  timeline.Object
	what    string
}

// index are the first events of each kind.
func index(events []timeline.Event) map[occasion]timeline.Event {
	first := map[occasion]timeline.Event{}
	for _, e := range events {
		o := occasion{e.Cluster, e.Object, e.What}
		if _, known := first[o]; !known {
			first[o] = e
		}
	}
	return first
}

// dependencies are the Kustomizations that one waits for.
func dependencies(k unstructured.Unstructured) []timeline.Object {
	refs, _, _ := unstructured.NestedSlice(k.Object, "spec", "dependsOn")
	var all []timeline.Object
	for _, ref := range refs {
		fields, _ := ref.(map[string]any)
		name, _ := fields["name"].(string)
		namespace, _ := fields["namespace"].(string)
		if namespace == "" {
			namespace = k.GetNamespace()
		}
		all = append(all, timeline.Object{Kind: k.GetKind(), Namespace: namespace, Name: name})
	}
	return all
}

// applied are the objects in the inventory of a Kustomization, whose entries
// are written NAMESPACE_NAME_GROUP_KIND.
func applied(k unstructured.Unstructured) []timeline.Object {
	entries, _, _ := unstructured.NestedSlice(k.Object, "status", "inventory", "entries")
	var all []timeline.Object
	for _, entry := range entries {
		fields, _ := entry.(map[string]any)
		id, _ := fields["id"].(string)
		if parts := strings.Split(id, "_"); len(parts) == 4 {
			all = append(all, timeline.Object{Kind: parts[3], Namespace: parts[0], Name: parts[1]})
		}
	}
	return all
}
