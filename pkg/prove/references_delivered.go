package prove

import (
	"fmt"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// kubernetesObject reads an Object of provider-kubernetes: the object that it
// puts into the environment's cluster, or only looks at there. Through a
// provider configuration that all environments share, it is the hub.
func (w *world) kubernetesObject(o applied) {
	remote := o
	remote.at = o.at.below("spec.forProvider.manifest")
	remote.cluster, remote.remote = model.DOKS(o.ref.Namespace), true
	if text(o.node, "spec", "providerConfigRef", "kind") == managed.ClusterProviderConfig {
		remote.cluster = model.Hub()
	}
	remote.node, _ = o.node.Get("spec", "forProvider", "manifest")
	references, _ := o.node.Get("spec", "references")
	for i, r := range references.Items() {
		from := fmt.Sprintf("spec.references[%d].patchesFrom", i)
		w.patchesFrom(o, from, r)
		if to := text(r, "toFieldPath"); to == "data" {
			remote.node = set(remote.node, fieldPath(to), w.wholeData(o, from, r))
		} else {
			remote.node = set(remote.node, fieldPath(to), manifest.String(unknown))
		}
	}
	details, _ := o.node.Get("spec", "connectionDetails")
	for i, d := range details.Items() {
		group, key := remoteKey(d)
		w.refer(o, fmt.Sprintf("spec.connectionDetails[%d]", i), reference{hard: true, key: key, to: identity{
			remote.cluster, model.ObjectRef{Group: group, Kind: text(d, "kind"), Namespace: text(d, "namespace"), Name: text(d, "name")},
		}})
	}
	if observes(o.node) {
		w.refer(remote, "metadata.name", reference{to: identity{remote.cluster, refOf(remote.node)}, hard: true})
		return
	}
	w.object(remote)
}

// wholeData is what a copy of all keys of a Secret holds: those of the Secret,
// as far as they are known, each of which is thereby read.
func (w *world) wholeData(o applied, path string, n *manifest.Node) *manifest.Node {
	from, _ := n.Get("patchesFrom")
	secret := identity{o.cluster, model.ObjectRef{
		Group: refOf(from).Group, Kind: text(from, "kind"), Namespace: text(from, "namespace"), Name: text(from, "name"),
	}}
	t := w.things[secret]
	if t == nil || !t.sealed {
		return manifest.String(unknown)
	}
	data := manifest.Map()
	for _, key := range t.keys {
		w.refer(o, path, reference{hard: true, key: key, keyOnly: true, to: secret})
		data = set(data, manifest.Path{{Name: key, Index: -1}}, manifest.String(unknown))
	}
	return data
}

// patchesFrom is a field of an object on the hub.
func (w *world) patchesFrom(o applied, path string, n *manifest.Node) {
	from, ok := n.Get("patchesFrom")
	if !ok {
		return
	}
	group, key := remoteKey(from)
	w.refer(o, path, reference{hard: true, key: key, to: identity{o.cluster, model.ObjectRef{
		Group: group, Kind: text(from, "kind"), Namespace: text(from, "namespace"), Name: text(from, "name"),
	}}})
}

// remoteKey is the group of the object that is named, and the key if its
// field is one of a Secret or ConfigMap: data[ca.crt].
func remoteKey(n *manifest.Node) (group, key string) {
	group = refOf(n).Group
	path := fieldPath(text(n, "fieldPath"))
	if len(path) == 2 && path[0].Name == "data" {
		key = path[1].Name
	}
	return group, key
}

// observes tells whether a managed resource only looks.
func observes(n *manifest.Node) bool {
	policies, _ := n.Get("spec", "managementPolicies")
	return policies.Len() == 1 && text(policies, "0") == "Observe"
}
