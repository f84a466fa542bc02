package inventory

import (
	"cmp"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// templates are the kinds that make pods, and where their templates are.
var templates = map[groupKind]manifest.Path{
	{"", "Pod"}:             {},
	{"apps", "DaemonSet"}:   manifest.Fields("spec", "template"),
	{"apps", "Deployment"}:  manifest.Fields("spec", "template"),
	{"apps", "ReplicaSet"}:  manifest.Fields("spec", "template"),
	{"apps", "StatefulSet"}: manifest.Fields("spec", "template"),
	{"batch", "CronJob"}:    manifest.Fields("spec", "jobTemplate", "spec", "template"),
	{"batch", "Job"}:        manifest.Fields("spec", "template"),
}

// PodTemplate is what an object makes pods of, which for a pod is itself, and the
// path of it; false if it makes none.
func (o *Object) PodTemplate() (path manifest.Path, template *manifest.Node, ok bool) {
	if path, ok = templates[groupKind{o.Ref.Group, o.Ref.Kind}]; ok {
		template, _ = o.Node.At(path)
	}
	return path, template, ok
}

const rbacGroup = "rbac.authorization.k8s.io"

// orCharts leaves out the references of a column that a chart may fulfil: what
// charts make begins with the name of their release, and is not all declared.
func orCharts(c column) column {
	return func(f *field) {
		from := len(f.inv.References)
		c(f)
		kept := slices.DeleteFunc(f.inv.References[from:], func(r Reference) bool { return f.inv.Charted(r.To) })
		f.inv.References = f.inv.References[:from+len(kept)]
	}
}

// Charted tells whether an object may be one that a chart makes: whether it
// begins with the name of a release in its cluster.
func (inv *Inventory) Charted(id Identity) bool {
	if _, taken := inv.changed.objects[id]; taken && inv.Things[id] == nil {
		return false
	}
	return slices.ContainsFunc(inv.releases[id.Cluster], func(r *model.Release) bool {
		return strings.HasPrefix(id.Ref.Name, r.Name) && (id.Ref.Namespace == "" || id.Ref.Namespace == r.Namespace)
	})
}

// scaled is what an autoscaler scales.
func scaled(f *field) {
	f.refer(Reference{To: f.named(groupOf(f.node.TextAt("apiVersion")), f.node.TextAt("kind"), f.o.Ref.Namespace, f.name())})
}

// role is what a binding gives. Every cluster has some, and what is bound before
// it exists is bound when it does.
func role(f *field) {
	name, kind := f.name(), f.node.TextAt("kind")
	if kind == "Role" {
		f.refer(Reference{To: f.named(rbacGroup, kind, f.o.Ref.Namespace, name)})
		return
	}
	given := []string{"admin", "cluster-admin", "edit", "view"}
	if kind == "ClusterRole" && !slices.Contains(given, name) && !strings.HasPrefix(name, "system:") {
		f.refer(Reference{To: f.named(rbacGroup, kind, "", name)})
	}
}

// bound is a ServiceAccount that a binding gives something to; people and
// groups are not known here.
func bound(f *field) {
	if f.node.TextAt("kind") == "ServiceAccount" {
		f.refer(Reference{To: f.named("", "ServiceAccount", cmp.Or(f.node.TextAt("namespace"), f.o.Ref.Namespace), f.name())})
	}
}

// ingressBackend is a Service and its port.
func ingressBackend(f *field) {
	f.refer(Reference{
		Port: model.Port{Name: f.node.TextAt("port", "name"), Number: portNumber(f.node, "port", "number")},
		To:   f.named("", "Service", f.o.Ref.Namespace, f.name()),
	})
}

// runsAs is the account that pods run as; the chart of a release may make it.
func (k *walker) runsAs(name string) {
	to := Identity{k.o.Cluster, model.ObjectRef{Kind: "ServiceAccount", Namespace: k.namespace, Name: name}}
	if name != "" && !k.inv.Charted(to) {
		k.refer(Reference{Hard: true, To: to})
	}
}

// claimed is a claim that pods mount. Those that a StatefulSet makes end in the
// number of a pod, and are not looked up.
func (k *walker) claimed(name string) {
	if end := strings.TrimRight(name, "0123456789"); name != "" && (end == name || !strings.HasSuffix(end, "-")) {
		k.add("PersistentVolumeClaim", name, "")
	}
}
