package prove

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// walker reads the shapes by which names are written in manifests and in the
// values of charts: secretKeyRef, existingSecret, secretName, addresses …
type walker struct {
	w         *world
	o         applied // the object or release that is read
	namespace string
	path      manifest.Path
	hosts     bool // whether addresses count
}

// effective are the values of a release with the user's overrides.
func effective(r *model.Release) *manifest.Node {
	values, err := r.MergedValues()
	if err != nil {
		return nil // shows when it is encoded
	}
	return values
}

// release reads a release: that it exists, where, and what its values name.
func (w *world) release(at place) {
	r := at.release
	o := applied{at: at, unit: at.unit.ID, cluster: r.Cluster}
	w.made(&o, releaseRef(r.Namespace, r.Name))
	w.refer(o, "namespace", reference{hard: true, to: identity{r.Cluster, model.ObjectRef{Kind: "Namespace", Name: r.Namespace}}})
	o.at.path = "values"
	walk := walker{w: w, o: o, namespace: r.Namespace, path: make(manifest.Path, 0, 16), hosts: true}
	values := effective(r)
	w.releases = append(w.releases, valued{at, values})
	walk.node(values)
}

// shapes reads an object that holds pods, or that names Secrets as pods do.
func (w *world) shapes(o applied) {
	walk := walker{w: w, o: o, namespace: o.ref.Namespace, path: make(manifest.Path, 0, 16)}
	walk.node(o.node)
}

// node reads a node and all below it. What is switched off names nothing.
func (k *walker) node(n *manifest.Node) {
	switch n.Kind() {
	case manifest.KindMap:
		if text(n, "enabled") == "false" {
			return
		}
		// An object that is read for its shapes is the top itself.
		if k.o.at.release != nil && n != k.o.node && text(n, "apiVersion") != "" && text(n, "metadata", "name") != "" {
			k.extra(n)
			return
		}
		for _, f := range n.Fields() {
			k.path = append(k.path, manifest.Step{Name: f.Name, Index: -1})
			k.field(n, f.Name, f.Value)
			k.node(f.Value)
			k.path = k.path[:len(k.path)-1]
		}
	case manifest.KindList:
		for i, item := range n.Items() {
			k.path = append(k.path, manifest.Step{Index: i})
			k.node(item)
			k.path = k.path[:len(k.path)-1]
		}
	case manifest.KindString:
		if k.hosts {
			k.address(n.Text())
			k.mounted(n.Text())
		}
	}
}

// extra is a whole object among the values, which the chart installs.
func (k *walker) extra(n *manifest.Node) {
	o := k.o
	o.at, o.node, o.remote, o.loose = k.here(), n, true, true
	if text(n, "metadata", "namespace") == "" {
		o.node = set(n, fieldPath("metadata.namespace"), manifest.String(k.namespace))
	}
	k.w.object(o)
}

// field reads one field of a map by its name.
func (k *walker) field(parent *manifest.Node, name string, value *manifest.Node) {
	if text(value, "enabled") == "false" {
		return
	}
	switch {
	case name == "secretKeyRef", name == "configMapKeyRef", name == "secretRef", name == "configMapRef":
		k.whole(kindOf(name), value)
	case name == "secret", name == "configMap":
		k.volume(parent, kindOf(name), value)
	case name == "secretName" && (k.volumeAbove() || k.issuedHere()):
	case name == "secretName", name == "existingSecret", name == "envFromSecret":
		k.named("Secret", value)
		k.whole("Secret", value)
		k.keysBeside(parent, value.Text())
	case (name == "secrets" || name == "configMaps") && k.inSpec():
		for _, item := range value.Items() {
			k.named(kindOf(name), item)
		}
	case name == "imagePullSecrets", name == "pullSecrets":
		for _, item := range value.Items() {
			k.named("Secret", item)
			k.whole("Secret", item)
		}
	case strings.HasSuffix(name, "Secret"), name == "username", name == "password", name == "credentials":
		k.whole("Secret", value)
	case name == "storageClass", name == "storageClassName":
		k.clusterWide("StorageClass", "storage.k8s.io", value)
	case name == "useExistingRole":
		k.group("rbac.authorization.k8s.io", "Role", value)
	case strings.EqualFold(name, "servicemonitor"), strings.EqualFold(name, "podmonitor"):
		k.monitor(strings.ToLower(name)+"s", value)
	}
}

func (k *walker) refer(r reference) {
	if strings.ContainsAny(r.to.ref.Name+r.key, "{$"+unknown) {
		return // a template, or known only later
	}
	r.from, r.unit, r.xr = k.here(), k.o.unit, k.o.xr
	r.hard = r.hard && !k.o.loose
	k.w.refs = append(k.w.refs, r)
}

// here is the place of the field that is read.
func (k *walker) here() place {
	at := k.o.at.below(k.path.String())
	if at.release != nil {
		at.values = slices.Concat(k.o.at.values, k.path)
	}
	return at
}
