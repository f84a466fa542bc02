// Package timeline records what happens to objects in clusters, in the order
// in which it happened: the clusters share one etcd, so resource versions order
// events across them exactly.
package timeline

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Event is something that happened to an object.
type Event struct {
	// Revision orders events; At is the time since the recording began.
	Revision int64
	At       time.Duration
	Cluster  string
	Object   Object
	// What is "created", "ready", "not ready" or "deleted".
	What string
	// Why is the message that came with "not ready".
	Why string
}

// Object identifies an object of a cluster.
type Object struct{ Kind, Namespace, Name string }

func (o Object) String() string {
	if o.Namespace == "" {
		return o.Kind + " " + o.Name
	}
	return o.Kind + " " + o.Namespace + "/" + o.Name
}

// Events of an object.
const (
	Created  = "created"
	Ready    = "ready"
	NotReady = "not ready"
	Deleted  = "deleted"
)

// Recorder records events of any number of clusters.
type Recorder struct {
	start time.Time
	log   *slog.Logger

	mu     sync.Mutex
	events []Event
	state  map[key]string // the last condition that was recorded
}

type key struct {
	cluster string
	gk      schema.GroupKind
	object  Object
}

// NewRecorder begins now.
func NewRecorder(log *slog.Logger) *Recorder {
	return &Recorder{start: time.Now(), log: log, state: map[key]string{}}
}

// Events are all events so far, in their order.
func (r *Recorder) Events() []Event {
	r.mu.Lock()
	defer r.mu.Unlock()
	events := slices.Clone(r.events)
	slices.SortStableFunc(events, func(a, b Event) int { return cmp.Compare(a.Revision, b.Revision) })
	return events
}

// First is the first event of its kind for an object.
func (r *Recorder) First(cluster string, o Object, what string) (Event, bool) {
	for _, e := range r.Events() {
		if e.Cluster == cluster && e.Object == o && e.What == what {
			return e, true
		}
	}
	return Event{}, false
}

// seen records an object as it is now.
func (r *Recorder) seen(cluster string, o *unstructured.Unstructured) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k := keyOf(cluster, o)
	last, known := r.state[k]
	if !known {
		r.add(cluster, o, Created, "")
	}
	state, why := condition(o)
	if state != "" && state != last {
		r.add(cluster, o, state, why)
	}
	r.state[k] = state
}

func (r *Recorder) gone(cluster string, o *unstructured.Unstructured) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.add(cluster, o, Deleted, "")
	delete(r.state, keyOf(cluster, o))
}

func (r *Recorder) add(cluster string, o *unstructured.Unstructured, what, why string) {
	revision, err := strconv.ParseInt(o.GetResourceVersion(), 10, 64)
	if err != nil {
		r.log.Error("an object without revision", "object", o.GetName(), "revision", o.GetResourceVersion())
	}
	e := Event{Revision: revision, At: time.Since(r.start), Cluster: cluster, Object: objectOf(o), What: what, Why: why}
	r.events = append(r.events, e)
	r.log.Debug("event", "cluster", cluster, "object", e.Object.String(), "what", what, "why", why)
}

func keyOf(cluster string, o *unstructured.Unstructured) key {
	return key{cluster, o.GroupVersionKind().GroupKind(), objectOf(o)}
}

func objectOf(o *unstructured.Unstructured) Object {
	return Object{Kind: o.GetKind(), Namespace: o.GetNamespace(), Name: o.GetName()}
}

// condition reads the condition Ready, for the current generation; packages
// have Healthy in its place and Deployments Available.
func condition(o *unstructured.Unstructured) (state, why string) {
	if gvk := o.GroupVersionKind(); gvk.Group == "argoproj.io" && gvk.Kind == "Application" {
		return application(o)
	}
	conditions, _, _ := unstructured.NestedSlice(o.Object, "status", "conditions")
	for _, wanted := range []string{"Ready", "Healthy", "Available"} {
		for _, c := range conditions {
			fields, _ := c.(map[string]any)
			if fields["type"] != wanted {
				continue
			}
			if fields["status"] == "True" {
				return Ready, ""
			}
			return NotReady, fmt.Sprintf("%v: %v", fields["reason"], fields["message"])
		}
	}
	return "", ""
}

// application reads the state of an Argo CD Application, which is ready when it
// is in sync and healthy, and no sync is under way or has failed.
func application(o *unstructured.Unstructured) (state, why string) {
	sync, _, _ := unstructured.NestedString(o.Object, "status", "sync", "status")
	health, _, _ := unstructured.NestedString(o.Object, "status", "health", "status")
	phase, ran, _ := unstructured.NestedString(o.Object, "status", "operationState", "phase")
	said, _, _ := unstructured.NestedString(o.Object, "status", "operationState", "message")
	switch {
	case sync == "" && health == "":
		return "", ""
	case sync == "Synced" && health == "Healthy" && (!ran || phase == "Succeeded"):
		return Ready, ""
	}
	return NotReady, strings.Join([]string{sync, health, phase, said}, ", ")
}

// Watch records the objects of a cluster until the context ends: every kind
// that wanted accepts, as soon as the cluster serves it.
func (r *Recorder) Watch(ctx context.Context, w Watched) error { return w.run(ctx, r) }
