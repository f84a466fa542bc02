package inventory

import (
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// walker reads the shapes by which names are written in manifests and in the
// values of charts: secretKeyRef, existingSecret, secretName, addresses …
type walker struct {
	inv       *Inventory
	o         *Object        // the object or release that is read
	top       *manifest.Node // where the reading began
	namespace string
	path      manifest.Path
	hosts     bool // whether addresses count
}

// asPodsDo reads an object that holds pods, or that names Secrets as pods do.
func asPodsDo(f *field) {
	walk := walker{inv: f.inv, o: f.o, top: f.node, namespace: f.o.Ref.Namespace, path: make(manifest.Path, 0, 16)}
	walk.node(f.node)
}

// node reads a node and all below it. What is switched off names nothing.
func (k *walker) node(n *manifest.Node) {
	switch n.Kind() {
	case manifest.KindMap:
		if n.TextAt("enabled") == "false" {
			return
		}
		// An object that is read for its shapes is the top itself.
		if k.o.At.Release != nil && n != k.top && n.TextAt("apiVersion") != "" && n.TextAt("metadata", "name") != "" {
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
		k.written(n.Text())
		if k.hosts {
			k.address(n.Text())
			k.mounted(n.Text())
		}
	}
}

// extra is a whole object among the values, which the chart installs.
func (k *walker) extra(n *manifest.Node) {
	o := *k.o
	o.At, o.Node, o.Remote, o.Loose = k.here(), n, true, true
	if n.TextAt("metadata", "namespace") == "" {
		o.Node, _ = n.With(manifest.Fields("metadata", "namespace"), manifest.String(k.namespace))
	}
	for _, field := range []string{"name", "namespace"} {
		if path := manifest.Fields("metadata", field); Template(n.TextAt("metadata", field)) {
			o.Node, _ = o.Node.With(path, manifest.String(Unknown)) // the chart makes one up
		}
	}
	k.inv.object(o)
}

// Template tells whether a text among the values of a chart is one that the
// chart fills in.
func Template(s string) bool { return strings.Contains(s, "{{") }

// field reads one field of a map by its name.
func (k *walker) field(parent *manifest.Node, name string, value *manifest.Node) {
	if value.TextAt("enabled") == "false" {
		return
	}
	switch {
	case name == "secretKeyRef", name == "configMapKeyRef", name == "secretRef", name == "configMapRef":
		k.whole(kindOfSource(name), value)
	case strings.EqualFold(name, "configMap") && value.Kind() == manifest.KindString, name == "dashboardsConfigMaps", name == "registryCaBundleConfig":
		k.configs(value)
	case name == "existingClaim" && k.hosts, name == "pvc" && k.below("packageCache", "functionCache"):
		k.claimed(value.Text())
	case name == "existingIssuer" && value.TextAt("enabled") == "true", name == "issuerRef" && k.hosts && parent.TextAt("enabled") == "true":
		k.issuer(value)
	case name == "priorityClassName":
		k.clusterWide("PriorityClass", "scheduling.k8s.io", value)
	case name == "runtimeClassName":
		k.clusterWide("RuntimeClass", "node.k8s.io", value)
	case name == "gatewayNamespace" && k.hosts, name == "namespace" && k.hosts && k.below("leaderElection", "serviceMonitor", "servicemonitor", "podMonitor", "podmonitor", "kubeletService"):
		k.clusterWide("Namespace", "", value)
	case name == "secret", name == "configMap":
		k.volume(parent, kindOfSource(name), value)
	case name == "secretName" && (k.volumeAbove() || k.issuedHere()):
	case name == "secretName", name == "existingSecret", name == "envFromSecret":
		k.named("Secret", value)
		k.whole("Secret", value)
		k.keysBeside(parent, value.Text())
	case (name == "secrets" || name == "configMaps") && k.inSpec():
		for _, item := range value.Items() {
			k.named(kindOfSource(name), item)
		}
	case name == "imagePullSecrets", name == "pullSecrets":
		for _, item := range value.Items() {
			k.named("Secret", item)
			k.whole("Secret", item)
		}
	case name == "configSecret" && parent.TextAt("useExistingSecret") == "true":
		k.named("Secret", value)
	case strings.HasSuffix(name, "Secret"), name == "username", name == "password", name == "credentials":
		k.whole("Secret", value)
	case name == "serviceAccount" && k.hosts:
		k.accountOfOthers(value)
	case name == "alertingEndpoints":
		k.endpoints(value)
	case name == "serviceAccountName" && !k.hosts:
		k.runsAs(value.Text())
	case name == "persistentVolumeClaim" && !k.hosts:
		k.claimed(value.TextAt("claimName"))
	case name == "storageClass", name == "storageClassName":
		k.clusterWide("StorageClass", "storage.k8s.io", value)
	case name == "useExistingRole":
		k.group("rbac.authorization.k8s.io", "Role", value)
	case strings.EqualFold(name, "servicemonitor"), strings.EqualFold(name, "podmonitor"):
		k.monitor(strings.ToLower(name)+"s", value)
	}
}

func (k *walker) refer(r Reference) {
	if strings.ContainsAny(r.To.Ref.Name, "{$") || strings.ContainsAny(r.Key, "{$") {
		return // a template
	}
	k.inv.refer(k.o, k.path, r)
}

// here is the place of the field that is read.
func (k *walker) here() Place { return k.o.At.Below(k.path) }
