package life

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/yaml"
)

// Parse reads an object from YAML.
func Parse(text []byte) (*Object, error) {
	encoded, err := yaml.YAMLToJSON(text)
	if err != nil {
		return nil, err
	}
	o := &Object{}
	return o, o.UnmarshalJSON(encoded)
}

// From turns a typed object into the form it is stored in.
func From(typed any) (*Object, error) {
	text, err := yaml.Marshal(typed)
	if err != nil {
		return nil, fmt.Errorf("cannot encode %T: %w", typed, err)
	}
	return Parse(text)
}

func refOf(o *Object) Ref {
	gvk := o.GroupVersionKind()
	return Ref{Group: gvk.Group, Kind: gvk.Kind, Namespace: o.GetNamespace(), Name: o.GetName()}
}

// uid is the same in every run.
func uid(ref Ref) types.UID {
	return types.UID(uuid.NewSHA1(uuid.Nil, []byte(ref.String())).String())
}

// merge writes the fields of from into to. Lists are replaced as a whole.
func merge(to, from map[string]any) {
	for key, v := range from {
		inner, ok := v.(map[string]any)
		existing, isMap := to[key].(map[string]any)
		if ok && isMap {
			merge(existing, inner)
			continue
		}
		to[key] = runtime.DeepCopyJSONValue(v)
	}
}

// sorted are the keys of a map of objects in a stable order.
func sorted(objects map[Ref]*Object) []Ref {
	return slices.SortedFunc(maps.Keys(objects), func(a, b Ref) int { return strings.Compare(a.String(), b.String()) })
}

// text reads a string field; empty when there is none.
func text(o *Object, fields ...string) string {
	s, _, _ := unstructured.NestedString(o.Object, fields...)
	return s
}

// texts reads a list of strings.
func texts(o *Object, fields ...string) []string {
	s, _, _ := unstructured.NestedStringSlice(o.Object, fields...)
	return s
}

// list reads a list of maps; empty when there is none.
func list(o *Object, fields ...string) []map[string]any {
	entries, _, _ := unstructured.NestedSlice(o.Object, fields...)
	var found []map[string]any
	for _, entry := range entries {
		if m, ok := entry.(map[string]any); ok {
			found = append(found, m)
		}
	}
	return found
}

// allows tells whether a managed resource's policies allow an action.
func allows(o *Object, action string) bool {
	policies := texts(o, "spec", "managementPolicies")
	return len(policies) == 0 || slices.Contains(policies, "*") || slices.Contains(policies, action)
}

// status is a status with the two conditions that every managed resource has.
// An empty message means that the last reconcile went well.
func status(ready bool, message string) map[string]any {
	readyStatus, readyReason := "False", "Creating"
	if ready {
		readyStatus, readyReason = "True", "Available"
	}
	syncedStatus, syncedReason := "True", "ReconcileSuccess"
	if message != "" {
		syncedStatus, syncedReason = "False", "ReconcileError"
	}
	entry := func(kind, status, reason, message string) map[string]any {
		return map[string]any{
			"type": kind, "status": status, "reason": reason, "message": message,
			"lastTransitionTime": "2026-01-01T00:00:00Z",
		}
	}
	return map[string]any{"conditions": []any{
		entry("Ready", readyStatus, readyReason, ""),
		entry("Synced", syncedStatus, syncedReason, message),
	}}
}

// controller is the XR that composed an object; nil for other objects.
func controller(o *Object) *metav1.OwnerReference { return metav1.GetControllerOf(o) }

// manifestOf is the manifest of an Object; nil for other kinds.
func manifestOf(o *Object) map[string]any {
	manifest, _ := mapAt(o, "spec", "forProvider", "manifest")
	return manifest
}

// mapAt reads a map, and tells whether there is one.
func mapAt(o *Object, fields ...string) (map[string]any, bool) {
	m, ok, err := unstructured.NestedMap(o.Object, fields...)
	return m, ok && err == nil
}
