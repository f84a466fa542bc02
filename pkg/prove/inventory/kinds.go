package inventory

import (
	"strings"

	"seamark.dev/seamark/pkg/model"
)

// crdKind is the kind under which a component provides or needs a kind of
// objects; the name is PLURAL.GROUP.
const crdKind = "CustomResourceDefinition"

type groupKind struct{ group, kind string }

// kindIn is a kind of objects, by its plural, in one of the clusters.
type kindIn struct {
	cluster       model.Target
	group, plural string
}

func kindOf(cluster model.Target, crd string) kindIn {
	plural, group, _ := strings.Cut(crd, ".")
	return kindIn{cluster, group, plural}
}

// Source is what brings a kind into a cluster: a release of the component, or
// an object that defines it.
type Source struct {
	Unit      model.UnitID
	Component *model.Component
}

// Wanted is a kind that a release brings objects of.
type Wanted struct {
	From Place
	kind kindIn
}

// Cluster is where the kind is wanted.
func (w Wanted) Cluster() model.Target { return w.kind.cluster }

// CRD is the kind: servicemonitors.monitoring.coreos.com.
func (w Wanted) CRD() string { return w.kind.plural + "." + w.kind.group }

func (inv *Inventory) brings(cluster model.Target, crd string, s Source) {
	kind := kindOf(cluster, crd)
	inv.kinds[kind] = append(inv.kinds[kind], s)
}

// SourcesOfWanted are what brings a kind that a release wants.
func (inv *Inventory) SourcesOfWanted(w Wanted) []Source { return inv.kinds[w.kind] }

// Sources are what brings the kind of an object into a cluster.
func (inv *Inventory) Sources(cluster model.Target, ref model.ObjectRef) []Source {
	for _, kind := range kindsNamed(cluster, ref) {
		if s := inv.kinds[kind]; len(s) > 0 {
			return s
		}
	}
	return nil
}

// kindsNamed are what the kind of an object may be by its plural.
func kindsNamed(cluster model.Target, ref model.ObjectRef) [5]kindIn {
	name := strings.ToLower(ref.Kind)
	var kinds [5]kindIn
	for i, plural := range []string{name + "s", name + "es", strings.TrimSuffix(name, "y") + "ies", name, "*"} {
		kinds[i] = kindIn{cluster, ref.Group, plural}
	}
	return kinds
}

// IsXR tells whether a kind is one of composite resources.
func (inv *Inventory) IsXR(ref model.ObjectRef) bool {
	_, xr := inv.definitions[groupKind{ref.Group, ref.Kind}]
	return xr
}

// Namespaced tells whether a kind is known to live in namespaces. Of kinds of
// third parties nothing is known.
func (inv *Inventory) Namespaced(ref model.ObjectRef) bool {
	if inv.IsXR(ref) {
		return true
	}
	switch ref.Group {
	case "":
		return ref.Kind != "Namespace" && ref.Kind != "Node" && ref.Kind != "PersistentVolume"
	case "apps", "batch", "monitoring.coreos.com", "policy", "autoscaling":
		return true
	case "networking.k8s.io":
		return ref.Kind == "NetworkPolicy" || ref.Kind == "Ingress"
	case certManagerGroup:
		return ref.Kind != "ClusterIssuer"
	case gatewayGroup:
		return ref.Kind != "GatewayClass"
	default:
		return strings.HasSuffix(ref.Group, ".m.crossplane.io") && ref.Kind != "ClusterProviderConfig"
	}
}

// BuiltIn tells whether every cluster of that sort knows the kinds of a group
// before anything of ours is applied: those of Kubernetes; of Flux on the hub;
// of Cilium and the Gateway API on DOKS, where DigitalOcean installs them; and
// those of the Prometheus operator on a hub that is said to have it.
func (inv *Inventory) BuiltIn(cluster model.Target, group string) bool {
	hub := inv.Platform.Spec.Hub
	switch {
	case !strings.Contains(group, "."), strings.HasSuffix(group, ".k8s.io") && group != gatewayGroup:
		return true
	case cluster.IsHub():
		return strings.HasSuffix(group, ".toolkit.fluxcd.io") || group == monitoringGroup && hub.Watched() && !hub.WatchesItself()
	default:
		return group == gatewayGroup || group == "cilium.io"
	}
}

// given are the things that are in the clusters before anything of ours is.
func (inv *Inventory) given() {
	cluster := func(t model.Target, kind, group string, names ...string) {
		for _, name := range names {
			inv.thing(t, model.ObjectRef{Group: group, Kind: kind, Name: name})
		}
	}
	namespaces := []string{"default", "kube-node-lease", "kube-public", "kube-system"}
	cluster(model.Hub(), "Namespace", "", namespaces...)
	priorities := []string{"system-cluster-critical", "system-node-critical"}
	cluster(model.Hub(), "PriorityClass", "scheduling.k8s.io", priorities...)
	if inv.Engine != nil {
		cluster(model.Hub(), "Namespace", "", inv.Engine.Namespace())
	}
	// The hub's classes are known to whoever names one.
	if class := inv.Platform.Spec.Hub.Monitoring.StorageClass; class != "" {
		cluster(model.Hub(), "StorageClass", "storage.k8s.io", class)
	}
	for _, environment := range model.Environments(inv.Units) {
		if environment == "" {
			continue
		}
		// The delivery makes the environment's namespace before its units.
		cluster(model.Hub(), "Namespace", "", environment)
		doks := model.DOKS(environment)
		cluster(doks, "Namespace", "", namespaces...)
		cluster(doks, "PriorityClass", "scheduling.k8s.io", priorities...)
		cluster(doks, "GatewayClass", gatewayGroup, "cilium")
		// What DOKS's CSI driver installs.
		cluster(doks, "StorageClass", "storage.k8s.io",
			"do-block-storage", "do-block-storage-retain", "do-block-storage-xfs", "do-block-storage-xfs-retain")
	}
}
