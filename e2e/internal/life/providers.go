package life

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A defect is what no waiting mends: a mistake in a composition.
type defect struct{ error }

// runProviders lets every provider look at every managed resource once, and
// returns the defects they found.
func (w *World) runProviders() error {
	var defects []error
	for _, ref := range sorted(w.hub) {
		o := w.hub[ref]
		var err error
		switch {
		case ref.Group == groupKubernetes && ref.Kind == "Object":
			err = w.reconcileObject(o)
		case ref.Group == "http.m.crossplane.io" && ref.Kind == "Request":
			err = w.reconcileRequest(o)
		case ref.Group == "http.m.crossplane.io" && ref.Kind == "DisposableRequest":
			err = w.reconcileDisposable(o)
		case ref.Group == "kubernetes."+groupDigitalOcean && ref.Kind == "Cluster":
			w.plan(o)
		case ref.Kind == "Usage":
			w.reconcileUsage(o)
		}
		if found := (defect{}); errors.As(err, &found) {
			defects = append(defects, fmt.Errorf("%s: %w", ref, found))
		}
	}
	return errors.Join(defects...)
}

// remove deletes a hub object as its provider would: what it stands for goes
// too, unless its policies forbid that.
func (w *World) remove(ref Ref) {
	o, ok := w.hub[ref]
	if !ok {
		return
	}
	delete(w.hub, ref)
	delete(w.overlay, ref)
	delete(w.fetched, ref)
	w.removeSecrets(o)
	if !allows(o, "Delete") {
		return
	}
	switch {
	case strings.HasSuffix(ref.Group, groupDigitalOcean):
		w.destroy(externalName(o))
	case ref.Group == groupKubernetes && ref.Kind == "Object":
		delete(w.objects(o), refOf(&Object{Object: manifestOf(o)}))
	case ref.Kind == "Request" && mappingFor(o, "REMOVE") != nil:
		_, _ = w.call(o, "REMOVE") // the answer to a removal does not matter
		delete(w.responses, ref)
	}
}

// removeSecrets removes the Secrets that a managed resource owns.
func (w *World) removeSecrets(o *Object) {
	if name := text(o, "spec", "writeConnectionSecretToRef", "name"); name != "" {
		delete(w.hub, Ref{Kind: "Secret", Namespace: o.GetNamespace(), Name: name})
	}
	for _, config := range list(o, "spec", "forProvider", "secretInjectionConfigs") {
		if config["setOwnerReference"] == true {
			entry := &Object{Object: config}
			delete(w.hub, Ref{Kind: "Secret", Namespace: text(entry, "secretRef", "namespace"), Name: text(entry, "secretRef", "name")})
		}
	}
}

// composedBy are the hub objects whose controller is the XR, in a stable order.
func (w *World) composedBy(xr *Object) []Ref {
	return slices.DeleteFunc(sorted(w.hub), func(ref Ref) bool {
		owner := controller(w.hub[ref])
		return owner == nil || owner.UID != xr.GetUID()
	})
}
