package life

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// absorb takes over the new status of the XR. A field that the XRD does not
// declare would be dropped without a word: here it is an error.
func (x *XR) absorb(xr *Object) error {
	next := x.xr.DeepCopy()
	if s, ok := mapAt(xr, "status"); ok {
		next.Object["status"] = s
	}
	if findings := x.composite.Findings(next, x.xr); len(findings) > 0 {
		return defect{fmt.Errorf("status of %s: %s", refOf(next), strings.Join(findings, "; "))}
	}
	x.xr = next
	return nil
}

// apply writes what is desired and removes what no longer is.
func (x *XR) apply() error {
	x.refused = map[string]string{}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(x.result.Composed)) {
		errs = append(errs, x.write(name, x.result.Composed[name]))
	}
	for _, o := range x.result.Deleted {
		delete(x.refs, o.GetAnnotations()[annotationResourceName])
		x.World.remove(refOf(o))
	}
	return errors.Join(errs...)
}

// write applies one composed resource. The API server may refuse to change one
// that exists, and then all of it stays as it was; one that is refused when it
// is new, or that is accepted with a hole in it, is a mistake.
func (x *XR) write(name string, o *Object) error {
	existing := x.World.hub[refOf(o)]
	compiled, err := x.World.schemaOf(o)
	if err != nil {
		return err
	}
	if compiled != nil {
		merged := o.DeepCopy()
		merge(merged.Object, x.World.overlay[refOf(o)])
		if findings := compiled.Findings(merged, existing); len(findings) > 0 && existing == nil {
			return defect{fmt.Errorf("%s: the API server refuses it: %s", name, strings.Join(findings, "; "))}
		} else if len(findings) > 0 {
			x.refused[name] = strings.Join(findings, "; ")
			return nil
		}
	}
	if findings := Incomplete(o); len(findings) > 0 {
		return defect{fmt.Errorf("%s: %s", name, strings.Join(findings, "; "))}
	}
	x.refs[name] = refOf(o)
	return x.World.put(o)
}

// end is what Kubernetes does after the finalizer of the XR is gone.
func (x *XR) end() error {
	if len(x.result.Composed) > 0 {
		return defect{errors.New("resources are composed for an XR that is being deleted")}
	}
	for _, ref := range x.World.composedBy(x.xr) {
		x.World.remove(ref)
	}
	clear(x.refs)
	return nil
}

// fingerprint is the state that the next pass starts from.
func (x *XR) fingerprint() (string, error) {
	state := []any{stable(x.xr)}
	for _, ref := range sorted(x.World.hub) {
		state = append(state, x.World.hub[ref].Object)
	}
	for _, ref := range sorted(x.World.cluster) {
		state = append(state, x.World.cluster[ref].Object)
	}
	text, err := json.Marshal(state)
	return string(text), err
}

// stable is an XR without the times of its conditions.
func stable(xr *Object) map[string]any {
	o := xr.DeepCopy()
	conditions := list(o, "status", "conditions")
	kept := make([]any, len(conditions))
	for i, c := range conditions {
		delete(c, "lastTransitionTime")
		kept[i] = c
	}
	_ = unstructured.SetNestedSlice(o.Object, kept, "status", "conditions") // status is a map or absent
	return o.Object
}
