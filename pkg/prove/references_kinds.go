package prove

import (
	"strings"

	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// crdKind is the kind under which a component provides a kind of objects; the
// name is PLURAL.GROUP.
const crdKind = "CustomResourceDefinition"

// kindIn is a kind of objects, by its plural, in one of the clusters.
type kindIn struct {
	cluster       model.Target
	group, plural string
}

// source is what brings a kind into a cluster: a release of the component, or
// an object that defines it.
type source struct {
	unit      model.UnitID
	component *model.Component
}

// wantedKind is a kind that a release brings objects of.
type wantedKind struct {
	from place
	kind kindIn
}

func (w *world) brings(cluster model.Target, crd string, s source) {
	plural, group, _ := strings.Cut(crd, ".")
	kind := kindIn{cluster, group, plural}
	w.kinds[kind] = append(w.kinds[kind], s)
}

// wantCRD notes that every release of a component needs a kind.
func (w *world) wantCRD(u *model.Unit, c *model.Component, n model.Need) {
	plural, group, _ := strings.Cut(n.Ref.Name, ".")
	for i := range c.Releases {
		from := place{unit: u, component: c, release: &c.Releases[i], path: n.Path}
		w.wanted = append(w.wanted, wantedKind{from, kindIn{n.Cluster, group, plural}})
	}
}

// sources are what brings the kind of an object.
func (w *world) sources(cluster model.Target, ref model.ObjectRef) []source {
	name := strings.ToLower(ref.Kind)
	for _, plural := range []string{name + "s", name + "es", strings.TrimSuffix(name, "y") + "ies", "*"} {
		if s := w.kinds[kindIn{cluster, ref.Group, plural}]; len(s) > 0 {
			return s
		}
	}
	return nil
}

// builtIn tells whether every cluster of that sort knows the kinds of a group
// before anything of ours is applied: those of Kubernetes; of Flux on the hub;
// of Cilium and the Gateway API on DOKS, where DigitalOcean installs them.
func builtIn(cluster model.Target, group string) bool {
	switch {
	case !strings.Contains(group, "."), strings.HasSuffix(group, ".k8s.io") && group != gatewayGroup:
		return true
	case cluster.IsHub():
		return strings.HasSuffix(group, ".toolkit.fluxcd.io")
	default:
		return group == gatewayGroup || group == "cilium.io"
	}
}

// given are the things that are in the clusters before anything of ours is.
func (w *world) given() {
	cluster := func(t model.Target, kind, group string, names ...string) {
		for _, name := range names {
			w.thing(t, model.ObjectRef{Group: group, Kind: kind, Name: name})
		}
	}
	namespaces := []string{"default", "kube-node-lease", "kube-public", "kube-system"}
	cluster(model.Hub(), "Namespace", "", append(namespaces, engineNamespace(w.subject.Platform))...)
	for environment := range w.environments {
		// The delivery makes the environment's namespace before its units.
		cluster(model.Hub(), "Namespace", "", environment)
		doks := model.DOKS(environment)
		cluster(doks, "Namespace", "", namespaces...)
		cluster(doks, "GatewayClass", gatewayGroup, "cilium")
		// What DOKS's CSI driver installs.
		cluster(doks, "StorageClass", "storage.k8s.io",
			"do-block-storage", "do-block-storage-retain", "do-block-storage-xfs", "do-block-storage-xfs-retain")
	}
}

// engineNamespace is where the engine is installed.
func engineNamespace(p platform.Platform) string {
	if p.Spec.Delivery.Engine == platform.ArgoCD {
		return argocd.Namespace
	}
	return flux.Namespace
}

// refOf is the identity of an object in a tree of fields.
func refOf(n *manifest.Node) model.ObjectRef {
	group, _, versioned := strings.Cut(text(n, "apiVersion"), "/")
	if !versioned {
		group = ""
	}
	return model.ObjectRef{
		Group: group, Kind: text(n, "kind"),
		Namespace: text(n, "metadata", "namespace"), Name: text(n, "metadata", "name"),
	}
}

// text is a string in a tree of fields; empty if there is none.
func text(n *manifest.Node, path ...string) string {
	value, ok := n.Get(path...)
	if !ok || value.Kind() == manifest.KindMap || value.Kind() == manifest.KindList {
		return ""
	}
	return value.Text()
}
