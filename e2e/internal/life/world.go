package life

import (
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/crossplane/crossplane-runtime/v2/pkg/fieldpath"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"seamark.dev/seamark/e2e/internal/schema"
	"seamark.dev/seamark/pkg/model"
)

// Ref identifies an object in one cluster.
type Ref = model.ObjectRef

// World is everything around Crossplane. Several lives can share one: what the
// first composes, the second finds.
type World struct {
	// schemas are the kinds of the hub and of the DOKS cluster; nil when they
	// are not at hand, and then nothing is validated.
	schemas *schema.Set
	// hub and cluster are the objects in the two clusters.
	hub, cluster map[Ref]*Object
	// overlay is what providers and the cloud add to a hub object: status,
	// external name, resolved references. It survives what Crossplane applies.
	overlay map[Ref]map[string]any
	// served are the kinds that somebody installed in the DOKS cluster.
	served map[string]bool
	// answers are the bodies that the HTTP API answers with: "GET URL".
	answers map[string]string
	// api answers what is not among the answers; nil for nobody.
	api http.Handler
	// refused are the calls that are answered with an error.
	refused map[string]bool
	// fetched are the DisposableRequests that are not due.
	fetched map[Ref]bool
	// responses are the last answers that provider-http got, by Request.
	responses map[Ref]map[string]any
	// external are the cloud resources that exist, each with the one that it
	// is a part of and goes with; empty for most.
	external map[string]string
	// calls are the writing calls that the HTTP API answered, in order.
	calls []string
}

// NewWorld is a hub with the given objects, a cloud with nothing in it and a
// DOKS cluster that is not there yet.
func NewWorld(schemas *schema.Set, hub ...*Object) *World {
	w := &World{
		schemas:   schemas,
		hub:       map[Ref]*Object{},
		cluster:   map[Ref]*Object{},
		overlay:   map[Ref]map[string]any{},
		served:    map[string]bool{},
		answers:   map[string]string{},
		refused:   map[string]bool{},
		fetched:   map[Ref]bool{},
		responses: map[Ref]map[string]any{},
		external:  map[string]string{},
	}
	for _, o := range hub {
		w.hub[refOf(o)] = o.DeepCopy()
	}
	return w
}

// Add puts an object on the hub.
func (w *World) Add(o *Object) { w.hub[refOf(o)] = o.DeepCopy() }

// Secret writes keys of a Secret that a human makes on the hub.
func (w *World) Secret(namespace, name string, keys Keys) { w.secret(namespace, name, keys) }

// Ask lets an API answer the calls that no answer is known of.
func (w *World) Ask(api http.Handler) { w.api = api }

// Exists puts a cloud resource into the account, as External names it: somebody
// else has made it.
func (w *World) Exists(name string) { w.external[name] = "" }

// External are the cloud resources that exist, sorted.
func (w *World) External() []string { return slices.Sorted(maps.Keys(w.external)) }

// Calls are the writing calls that the HTTP API answered, in order. One that is
// repeated at every poll is there once.
func (w *World) Calls() []string { return slices.Clone(w.calls) }

// InCluster tells whether an object, as XR.Delivered names it, is in the DOKS
// cluster.
func (w *World) InCluster(ref string) bool {
	for r := range w.cluster {
		if r.String() == ref {
			return true
		}
	}
	return false
}

// put is a write that the API server accepted: what Crossplane wants, with what
// others own on top, and the defaults.
func (w *World) put(desired *Object) error {
	ref := refOf(desired)
	o := desired.DeepCopy()
	o.SetUID(uid(ref))
	merge(o.Object, w.overlay[ref])
	compiled, err := w.schemaOf(o)
	if err != nil {
		return err
	}
	if compiled != nil {
		compiled.Default(o)
	}
	w.hub[ref] = o
	return nil
}

// Kinds counts the objects on the hub by kind; of the Ref only Group and Kind
// are given.
func (w *World) Kinds() map[Ref]int {
	kinds := map[Ref]int{}
	for ref := range w.hub {
		kinds[Ref{Group: ref.Group, Kind: ref.Kind}]++
	}
	return kinds
}

// add puts provider-owned fields into a hub object.
func (w *World) add(o *Object, fields map[string]any) {
	ref := refOf(o)
	if w.overlay[ref] == nil {
		w.overlay[ref] = map[string]any{}
	}
	merge(w.overlay[ref], fields)
	merge(o.Object, fields)
	w.hub[ref] = o
}

// schemaOf is the schema of an object's kind, nil without schemas and for the
// kinds that are built into Kubernetes.
func (w *World) schemaOf(o *Object) (*schema.Schema, error) {
	if w.schemas == nil {
		return nil, nil
	}
	return w.schemas.Get(o.GroupVersionKind())
}

// secret writes keys of a Secret on the hub; the others stay.
func (w *World) secret(namespace, name string, keys Keys) {
	ref := Ref{Kind: "Secret", Namespace: namespace, Name: name}
	o, ok := w.hub[ref]
	if !ok {
		o = &Object{Object: map[string]any{"apiVersion": "v1", "kind": "Secret"}}
		o.SetNamespace(namespace)
		o.SetName(name)
	}
	for key, value := range keys {
		encoded := base64.StdEncoding.EncodeToString([]byte(value))
		_ = unstructured.SetNestedField(o.Object, encoded, "data", key) // data is a map of ours
	}
	w.hub[ref] = o
}

// value reads a path of an object; the data of Secrets is decoded.
func value(o *Object, path string) (any, error) {
	found, err := fieldpath.Pave(o.Object).GetValue(path)
	if err != nil || o.GetKind() != "Secret" || !strings.HasPrefix(path, "data") {
		return found, err
	}
	if text, ok := found.(string); ok {
		return decode(text)
	}
	all, _ := found.(map[string]any)
	decoded := make(map[string]any, len(all))
	for key, encoded := range all {
		if decoded[key], err = decode(fmt.Sprint(encoded)); err != nil {
			return nil, fmt.Errorf("key %s: %w", key, err)
		}
	}
	return decoded, nil
}

func decode(encoded string) (string, error) {
	data, err := base64.StdEncoding.DecodeString(encoded)
	return string(data), err
}
