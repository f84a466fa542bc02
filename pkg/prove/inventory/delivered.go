package inventory

import (
	"cmp"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/manifest/fieldpath"
	"seamark.dev/seamark/pkg/model"
)

// delivered reads an Object of provider-kubernetes: the object that it puts into
// the environment's cluster, or only looks at there. Through a provider
// configuration that all environments share, it is the hub.
func delivered(f *field) {
	o, inv := f.o, f.inv
	remote := *o
	remote.At = o.At.Below(manifest.Fields("spec", "forProvider", "manifest"))
	remote.Cluster, remote.Remote = model.DOKS(o.Ref.Namespace), true
	if o.Node.TextAt("spec", "providerConfigRef", "kind") == managed.ClusterProviderConfig {
		remote.Cluster = model.Hub()
	}
	remote.Node, _ = o.Node.Get("spec", "forProvider", "manifest")
	references, _ := o.Node.Get("spec", "references")
	for i, r := range references.Items() {
		path := manifest.Fields("spec", "references").Item(i).Field("patchesFrom")
		from, ok := r.Get("patchesFrom")
		if ok {
			inv.refer(o, path, Reference{Hard: true, Key: keyOf(from), To: target(o.Cluster, from)})
		}
		value := manifest.String(Unknown)
		to := cmp.Or(r.TextAt("toFieldPath"), from.TextAt("fieldPath"))
		if to == "data" {
			value = inv.wholeData(o, path, target(o.Cluster, from))
		}
		remote.Node = set(remote.Node, to, value)
	}
	details, _ := o.Node.Get("spec", "connectionDetails")
	for i, d := range details.Items() {
		inv.refer(o, manifest.Fields("spec", "connectionDetails").Item(i),
			Reference{Hard: true, Key: keyOf(d), To: target(remote.Cluster, d)})
	}
	if observes(o.Node) {
		inv.refer(&remote, manifest.Fields("metadata", "name"), Reference{To: Identity{remote.Cluster, refOf(remote.Node)}, Hard: true})
		return
	}
	inv.object(remote)
}

// wholeData is what a copy of all keys of a Secret holds: those of the Secret,
// as far as they are known, each of which is thereby read.
func (inv *Inventory) wholeData(o *Object, path manifest.Path, secret Identity) *manifest.Node {
	t := inv.Things[secret]
	if t == nil || !t.Sealed {
		return manifest.String(Unknown)
	}
	fields := make([]manifest.Field, 0, len(t.Keys))
	seen := map[string]bool{}
	for _, key := range t.Keys {
		inv.refer(o, path, Reference{Hard: true, Key: key, KeyOnly: true, To: secret})
		if !seen[key] {
			seen[key] = true
			fields = append(fields, manifest.Field{Name: key, Value: manifest.String(Unknown)})
		}
	}
	return manifest.Map(fields...)
}

// target is an object that is named by apiVersion, kind, namespace and name.
func target(cluster model.Target, n *manifest.Node) Identity {
	return Identity{cluster, model.ObjectRef{
		Group: groupOf(n.TextAt("apiVersion")), Kind: n.TextAt("kind"),
		Namespace: n.TextAt("namespace"), Name: n.TextAt("name"),
	}}
}

// keyOf is the key of a Secret or ConfigMap that is named by a field path:
// data[ca.crt]; empty for other fields.
func keyOf(n *manifest.Node) string {
	path, err := fieldpath.Parse(n.TextAt("fieldPath"))
	if err != nil || len(path) != 2 || path[0].Name != "data" {
		return ""
	}
	return path[1].Name
}

// observes tells whether a managed resource only looks.
func observes(n *manifest.Node) bool {
	policies, _ := n.Get("spec", "managementPolicies")
	return policies.Len() == 1 && policies.TextAt("0") == "Observe"
}
