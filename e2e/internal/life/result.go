package life

import (
	"fmt"
	"regexp"

	renderv1alpha1 "github.com/crossplane/crossplane/v2/proto/render/v1alpha1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// annotationResourceName holds, on a composed resource, the name of the
// composition's entry that it was made from.
const annotationResourceName = "crossplane.io/composition-resource-name"

// Result is what a reconcile wants.
type Result struct {
	// XR is the composite resource with its new status.
	XR *Object
	// Composed are the resources to apply, by their name in the composition.
	Composed map[string]*Object
	// Deleted are the resources to remove: no longer desired.
	Deleted []*Object
	// Events are what the reconciler and the function report.
	Events []Event
}

// Event is one Kubernetes event about the XR.
type Event struct{ Type, Reason, Message string }

func newResult(out *renderv1alpha1.CompositeOutput) (Result, error) {
	xr, err := fromStruct(out.GetCompositeResource())
	if err != nil {
		return Result{}, fmt.Errorf("cannot read the composite resource: %w", err)
	}
	result := Result{XR: xr, Composed: map[string]*Object{}}
	for _, s := range out.GetComposedResources() {
		o, err := fromStruct(s)
		if err != nil {
			return Result{}, fmt.Errorf("cannot read a composed resource: %w", err)
		}
		result.Composed[o.GetAnnotations()[annotationResourceName]] = o
	}
	for _, s := range out.GetDeletedResources() {
		o, err := fromStruct(s)
		if err != nil {
			return Result{}, fmt.Errorf("cannot read a deleted resource: %w", err)
		}
		result.Deleted = append(result.Deleted, o)
	}
	for _, e := range out.GetEvents() {
		result.Events = append(result.Events, Event{Type: e.GetType(), Reason: e.GetReason(), Message: e.GetMessage()})
	}
	return result, nil
}

// Ready tells whether the XR's Ready condition is True.
func (r Result) Ready() bool { return condition(r.XR, "Ready").Status == "True" }

// Warnings are the messages of all warning events.
func (r Result) Warnings() []string {
	var messages []string
	for _, e := range r.Events {
		if e.Type == "Warning" {
			messages = append(messages, e.Message)
		}
	}
	return messages
}

// withheld finds the field that a resource waits for in the function's words.
var withheld = regexp.MustCompile(`not adding new composed resource "([^"]+)".*?: ([^:]+): no such field`)

// Withheld are the resources that wait for a field of the XR: name to field.
func (r Result) Withheld() map[string]string {
	waiting := map[string]string{}
	for _, message := range r.Warnings() {
		if m := withheld.FindStringSubmatch(message); m != nil {
			waiting[m[1]] = m[2]
		}
	}
	return waiting
}

// Condition is one condition of an object's status.
type Condition struct{ Type, Status, Reason, Message string }

func (c Condition) String() string {
	if c.Status == "" {
		return c.Type + " unknown"
	}
	return fmt.Sprintf("%s=%s %s %s", c.Type, c.Status, c.Reason, c.Message)
}

func condition(o *Object, kind string) Condition {
	conditions, _, _ := unstructured.NestedSlice(o.Object, "status", "conditions")
	for _, entry := range conditions {
		fields, _ := entry.(map[string]any)
		if fields["type"] == kind {
			text := func(key string) string { s, _ := fields[key].(string); return s }
			return Condition{Type: kind, Status: text("status"), Reason: text("reason"), Message: text("message")}
		}
	}
	return Condition{Type: kind}
}
