package life

import (
	"fmt"
	"strings"
)

// groupDigitalOcean ends the API groups of the DigitalOcean provider.
const groupDigitalOcean = "digitalocean.m.crossplane.io"

// annotationExternalName holds the id of the cloud resource.
const annotationExternalName = "crossplane.io/external-name"

// target is what a reference of the provider points at: kind, and the first
// part of the API group, empty for the group of the referring kind.
type target struct{ service, kind string }

// targets are the fields of the provider that can refer to another resource.
var targets = map[string]target{
	"vpcUuid":            {service: "vpc", kind: "VPC"},
	"privateNetworkUuid": {service: "vpc", kind: "VPC"},
	"clusterId":          {kind: "Cluster"},
}

// externalName is a cloud resource in words. One without a name of its own is
// told by the XR and the resource's name in the composition.
func externalName(o *Object) string {
	name := text(o, "spec", "forProvider", "name")
	switch {
	case name == "" && o.GetGenerateName() != "":
		name = o.GetGenerateName() + o.GetAnnotations()[annotationResourceName]
	case name == "":
		name = o.GetName()
	}
	service, _, _ := strings.Cut(o.GroupVersionKind().Group, ".")
	return service + "/" + o.GetKind() + " " + name
}

// provision is a first reconcile by the DigitalOcean provider: it needs its
// credentials, every reference and every Secret, then the cloud resource exists.
func (w *World) provision(o *Object, id string) error {
	config := Ref{Group: groupDigitalOcean, Kind: text(o, "spec", "providerConfigRef", "kind"), Name: text(o, "spec", "providerConfigRef", "name")}
	if w.hub[config] == nil {
		return fmt.Errorf("%s: %s not found", refOf(o), config)
	}
	resolved, err := w.references(o)
	if err != nil {
		return fmt.Errorf("%s: %w", refOf(o), err)
	}
	if err := w.secretRefs(o); err != nil {
		return fmt.Errorf("%s: %w", refOf(o), err)
	}
	if !allows(o, "Create") {
		return fmt.Errorf("%s: may not create", refOf(o))
	}
	if _, exists := w.external[externalName(o)]; exists && o.GetAnnotations()[annotationExternalName] != id {
		return fmt.Errorf("%s exists already, and the provider does not know that it is this one", externalName(o))
	}
	w.external[externalName(o)] = w.partOf(o)
	w.add(o, map[string]any{
		"metadata": map[string]any{"annotations": map[string]any{annotationExternalName: id}},
		"spec":     map[string]any{"forProvider": resolved},
	})
	return nil
}

// references are the fields that the provider fills from other resources.
func (w *World) references(o *Object) (map[string]any, error) {
	resolved := map[string]any{}
	for field, target := range targets {
		found, err := w.referenced(o, field, target)
		if err != nil {
			return nil, err
		}
		if found == nil {
			continue
		}
		id := found.GetAnnotations()[annotationExternalName]
		if id == "" {
			return nil, fmt.Errorf("%s: %s has no id yet", field, refOf(found))
		}
		resolved[field] = id
	}
	return resolved, nil
}

// referenced is the resource that a field refers to by name or by selector;
// nil if it does neither.
func (w *World) referenced(o *Object, field string, to target) (*Object, error) {
	group := o.GroupVersionKind().Group
	if to.service != "" {
		group = to.service + "." + groupDigitalOcean
	}
	if name := text(o, "spec", "forProvider", field+"Ref", "name"); name != "" {
		ref := Ref{Group: group, Kind: to.kind, Namespace: o.GetNamespace(), Name: name}
		if w.hub[ref] == nil {
			return nil, fmt.Errorf("%sRef: %s not found", field, ref)
		}
		return w.hub[ref], nil
	}
	if _, ok := mapAt(o, "spec", "forProvider", field+"Selector"); !ok {
		return nil, nil
	}
	if sibling := w.sibling(o, group, to.kind); sibling != nil {
		return sibling, nil
	}
	return nil, fmt.Errorf("%sSelector: no %s of the same XR", field, to.kind)
}

// secretRefs are satisfied when every Secret that forProvider names has the
// key: without it the provider would send an empty value.
func (w *World) secretRefs(o *Object) error {
	parameters, _ := mapAt(o, "spec", "forProvider")
	for field, entry := range parameters {
		ref, ok := entry.(map[string]any)
		if !ok || !strings.HasSuffix(field, "SecretRef") {
			continue
		}
		secret := Ref{Kind: "Secret", Namespace: o.GetNamespace(), Name: fmt.Sprint(ref["name"])}
		found, ok := w.hub[secret]
		if !ok {
			return fmt.Errorf("%s: %s not found", field, secret)
		}
		if text(found, "data", fmt.Sprint(ref["key"])) == "" {
			return fmt.Errorf("%s: %s has no key %v", field, secret, ref["key"])
		}
	}
	return nil
}

// partOf is the cloud resource that the object's belongs to and is deleted
// with: what is set up at a database cluster goes with that.
func (w *World) partOf(o *Object) string {
	whole, err := w.referenced(o, "clusterId", targets["clusterId"])
	if err != nil || whole == nil {
		return ""
	}
	return externalName(whole)
}

// destroy removes a cloud resource with all its parts.
func (w *World) destroy(name string) {
	delete(w.external, name)
	for part, whole := range w.external {
		if whole == name {
			delete(w.external, part)
		}
	}
}

// plan is what Terraform plans for a cluster at every poll. A version or a size
// of the default pool that is not what runs is a replacement, which it must not
// make, or an upgrade that has no such name: nothing is done, and Synced says so.
func (w *World) plan(o *Object) {
	runs, wanted := text(o, "status", "atProvider", "version"), text(o, "spec", "forProvider", "version")
	if runs == "" {
		return
	}
	message := ""
	if runs != wanted {
		message = "cannot plan: " + runs + " runs, not " + wanted
	}
	if size, wanted := poolSize(o, "status", "atProvider"), poolSize(o, "spec", "forProvider"); size != "" && size != wanted {
		message = "cannot plan: nodes of " + size + " run, not of " + wanted
	}
	w.add(o, map[string]any{"status": status(condition(o, "Ready").Status == "True", message)})
}

// poolSize is the size of a cluster's default node pool; empty if it has none.
func poolSize(o *Object, fields ...string) string {
	for _, pool := range list(o, append(fields, "nodePool")...) {
		return text(&Object{Object: pool}, "size")
	}
	return ""
}
