package life

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// composedObject is a composed resource that exists, by its name.
func (x *XR) composedObject(resource string) (*Object, error) {
	ref, ok := x.refs[resource]
	if !ok {
		return nil, fmt.Errorf("%s does not exist", resource)
	}
	o, ok := x.World.hub[ref]
	if !ok {
		return nil, fmt.Errorf("%s (%s) is not on the hub", resource, ref)
	}
	return o, nil
}

// report adds fields to a composed resource's status.
func (x *XR) report(resource string, ready bool, fields Fields) error {
	o, err := x.composedObject(resource)
	if err != nil {
		return err
	}
	if _, created := x.World.external[externalName(o)]; !created {
		return fmt.Errorf("%s has not been created", resource)
	}
	s := status(ready, "")
	if len(fields) > 0 {
		s["atProvider"] = map[string]any(fields)
	}
	x.World.add(o, map[string]any{"status": s})
	return nil
}

// edit changes the XR as the API server would let one: it refuses what the XRD
// forbids to change.
func (x *XR) edit(path []string, v any) error {
	next := x.xr.DeepCopy()
	if v == nil {
		unstructured.RemoveNestedField(next.Object, path...)
	} else if err := unstructured.SetNestedField(next.Object, v, path...); err != nil {
		return err
	}
	if findings := x.composite.Findings(next, x.xr); len(findings) > 0 {
		return fmt.Errorf("%s is refused: %s", refOf(next), strings.Join(findings, "; "))
	}
	x.xr = next
	return nil
}

// Value reads what a path expression names:
//
//	XR status.endpoint
//	hub Secret dev/dev-kubeconfig data[value]
//	composed firewall spec.forProvider.rule
//	Secret demo/adservice-database data
//
// The last form is an object in the DOKS cluster. Data of Secrets is decoded.
func (x *XR) Value(expression string) (any, error) {
	if path, ok := strings.CutPrefix(expression, "XR "); ok {
		return value(x.xr, path)
	}
	if rest, ok := strings.CutPrefix(expression, "composed "); ok {
		resource, path, _ := strings.Cut(rest, " ")
		o, err := x.composedObject(resource)
		if err != nil {
			return nil, err
		}
		return value(o, path)
	}
	objects := x.World.cluster
	if rest, ok := strings.CutPrefix(expression, "hub "); ok {
		objects, expression = x.World.hub, rest
	}
	for ref, o := range objects {
		if path, ok := strings.CutPrefix(expression, ref.String()+" "); ok {
			return value(o, path)
		}
	}
	return nil, fmt.Errorf("no object for %q", expression)
}

// Delivered are the objects in the DOKS cluster that the XR has written.
func (x *XR) Delivered() []string {
	var delivered []string
	for _, ref := range x.World.composedBy(x.xr) {
		o := x.World.hub[ref]
		if ref.Kind != "Object" || !allows(o, "Create") {
			continue
		}
		if manifest := refOf(&Object{Object: manifestOf(o)}); x.World.cluster[manifest] != nil {
			delivered = append(delivered, manifest.String())
		}
	}
	return delivered
}

// Ready tells whether the XR was ready after the last pass.
func (x *XR) Ready() bool { return x.result.Ready() }

// Name is the XR in words.
func (x *XR) Name() string { return refOf(x.xr).String() }
