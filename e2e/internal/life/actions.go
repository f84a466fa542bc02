package life

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// Action is something that happens in the world between two reconciles.
type Action func(*XR) error

// Fields are fields of a status.atProvider.
type Fields map[string]any

// Keys are keys of a Secret with their values.
type Keys map[string]string

// Created lets the cloud begin to make a composed resource: it has an id and
// some fields, and is not ready. It fails when the provider could not have
// made it: credentials, a reference or a Secret is missing.
func Created(resource, id string, fields Fields) Action {
	return func(x *XR) error {
		o, err := x.composedObject(resource)
		if err != nil {
			return err
		}
		if err := x.World.provision(o, id); err != nil {
			return err
		}
		return x.report(resource, false, fields)
	}
}

// Adopt tells the provider which existing cloud resource is meant, as a human
// does after an XR was deleted by mistake and made again: with kubectl annotate.
func Adopt(resource, id string) Action {
	return func(x *XR) error {
		o, err := x.composedObject(resource)
		if err != nil {
			return err
		}
		x.World.add(o, map[string]any{"metadata": map[string]any{"annotations": map[string]any{annotationExternalName: id}}})
		return nil
	}
}

// Observed lets the provider look at a cloud resource that exists, under the ID
// that the composed resource has for it. It fails where that may do more.
func Observed(resource, id string, fields Fields) Action {
	return func(x *XR) error {
		o, err := x.composedObject(resource)
		if err != nil {
			return err
		}
		if policies := texts(o, "spec", "managementPolicies"); len(policies) != 1 || policies[0] != "Observe" {
			return fmt.Errorf("%s: may do more than look: %v", refOf(o), policies)
		}
		if _, exists := x.World.external[externalName(o)]; !exists || o.GetAnnotations()[annotationExternalName] != id {
			return fmt.Errorf("%s is not known by the ID %s", externalName(o), id)
		}
		return x.report(resource, true, fields)
	}
}

// Ready lets a composed resource become ready, with more fields.
func Ready(resource string, fields Fields) Action {
	return func(x *XR) error { return x.report(resource, true, fields) }
}

// Lose takes a field of status.atProvider away.
func Lose(resource, field string) Action {
	return func(x *XR) error {
		o, err := x.composedObject(resource)
		if err != nil {
			return err
		}
		if _, found, _ := unstructured.NestedFieldNoCopy(o.Object, "status", "atProvider", field); !found {
			return fmt.Errorf("%s has no status.atProvider.%s to lose", resource, field)
		}
		unstructured.RemoveNestedField(o.Object, "status", "atProvider", field)
		unstructured.RemoveNestedField(x.World.overlay[refOf(o)], "status", "atProvider", field)
		return nil
	}
}

// Publish fills the connection Secret of a composed resource.
func Publish(resource string, keys Keys) Action {
	return func(x *XR) error {
		o, err := x.composedObject(resource)
		if err != nil {
			return err
		}
		name := text(o, "spec", "writeConnectionSecretToRef", "name")
		if name == "" {
			return fmt.Errorf("%s publishes no connection Secret", resource)
		}
		x.World.secret(o.GetNamespace(), name, keys)
		return nil
	}
}

// Unpublish removes the connection Secret of a composed resource.
func Unpublish(resource string) Action {
	return func(x *XR) error {
		o, err := x.composedObject(resource)
		if err != nil {
			return err
		}
		return RemoveSecret(o.GetNamespace(), text(o, "spec", "writeConnectionSecretToRef", "name"))(x)
	}
}

// Delete deletes the XR, unless a Usage guards it. Kubernetes collects what it
// composed once the reconciler has let it go.
func Delete() Action {
	return func(x *XR) error {
		if err := x.World.inUse(x.xr); err != nil {
			return err
		}
		return unstructured.SetNestedField(x.xr.Object, "2026-01-02T00:00:00Z", "metadata", "deletionTimestamp")
	}
}

// Edit changes a field of the XR's spec: a commit that was merged.
func Edit(path string, v any) Action {
	return func(x *XR) error { return x.edit(strings.Split(path, "."), v) }
}

// Unset takes a field out of the XR's spec.
func Unset(path string) Action {
	return func(x *XR) error { return x.edit(strings.Split(path, "."), nil) }
}

// Refused wants an action to be refused with an error that holds the words.
func Refused(action Action, words string) Action {
	return func(x *XR) error {
		err := action(x)
		if err == nil {
			return fmt.Errorf("it was not refused, want %q", words)
		}
		if !strings.Contains(err.Error(), words) {
			return fmt.Errorf("refused with %w, want %q", err, words)
		}
		return nil
	}
}

// Unguard prunes the Usages that guard the XR, as rendering with another policy
// does.
func Unguard() Action {
	return func(x *XR) error {
		for _, ref := range sorted(x.World.hub) {
			usage := x.World.hub[ref]
			if ref.Kind != "Usage" || controller(usage) != nil {
				continue
			}
			if of := x.World.usedRef(usage, "of"); of == refOf(x.xr) {
				x.World.remove(ref)
			}
		}
		return nil
	}
}

// Unsynced lets the provider of a composed resource be refused by the cloud.
// Ready stays as it is.
func Unsynced(resource, answer string) Action {
	return func(x *XR) error {
		o, err := x.composedObject(resource)
		if err != nil {
			return err
		}
		x.World.add(o, map[string]any{"status": status(condition(o, "Ready").Status == "True", answer)})
		return nil
	}
}
