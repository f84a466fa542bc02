package inventory

import (
	"cmp"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// kindOfSource is the kind that a field like secretKeyRef or configMap is about.
func kindOfSource(field string) string {
	if strings.HasPrefix(field, "configMap") {
		return "ConfigMap"
	}
	return "Secret"
}

// whole is {name, key}.
func (k *walker) whole(kind string, n *manifest.Node) {
	if name := n.TextAt("name"); name != "" && n.TextAt("optional") != "true" && n.TextAt("create") != "true" {
		k.add(kind, name, n.TextAt("key"))
	}
}

// volume is a source of a volume, {secretName or name, items}, or {name, key}.
// A ConfigMap that the chart creates itself is not looked up.
func (k *walker) volume(parent *manifest.Node, kind string, n *manifest.Node) {
	name := cmp.Or(n.TextAt("secretName"), n.TextAt("name"))
	if name == "" || n.TextAt("optional") == "true" || n.TextAt("create") == "true" {
		return
	}
	items, _ := n.Get("items")
	if items.Len() == 0 {
		k.add(kind, name, n.TextAt("key"))
	}
	for _, item := range items.Items() {
		k.add(kind, name, item.TextAt("key"))
	}
}

// inSpec tells whether the field is one of a kind of the Prometheus operator,
// which charts take as prometheusSpec, alertmanagerSpec …
func (k *walker) inSpec() bool {
	return len(k.path) > 1 && strings.HasSuffix(k.path[len(k.path)-2].Name, "Spec")
}

// mounted reads a file of a Secret that the Prometheus operator mounts:
// /etc/alertmanager/secrets/NAME/KEY.
func (k *walker) mounted(file string) {
	for _, program := range []string{"alertmanager", "prometheus"} {
		rest, found := strings.CutPrefix(file, "/etc/"+program+"/secrets/")
		name, key, _ := strings.Cut(rest, "/")
		if found && name != "" {
			k.add("Secret", name, key)
		}
	}
}

// volumeAbove tells whether the field above is a volume's source, which volume
// has read.
func (k *walker) volumeAbove() bool {
	return len(k.path) > 1 && k.path[len(k.path)-2].Name == "secret"
}

// issuedHere tells whether the field is part of an Ingress, for which
// cert-manager makes the Secret.
func (k *walker) issuedHere() bool {
	return slices.ContainsFunc(k.path, func(s manifest.Step) bool { return strings.EqualFold(s.Name, "ingress") })
}

// keysBeside reads the fields beside the name of a Secret that hold its keys:
// existingSecret, userKey, passwordKey. They are told where the key stands.
func (k *walker) keysBeside(parent *manifest.Node, secret string) {
	last := len(k.path) - 1
	name := k.path[last]
	for _, f := range parent.Fields() {
		if secret != "" && strings.HasSuffix(f.Name, "Key") && f.Value.Kind() == manifest.KindString && f.Value.Text() != "" {
			k.path[last].Name = f.Name
			k.addKey("Secret", secret, f.Value.Text())
		}
	}
	k.path[last] = name
}

// named is a name alone.
func (k *walker) named(kind string, n *manifest.Node) {
	if n.Kind() == manifest.KindString && n.Text() != "" {
		k.add(kind, n.Text(), "")
	}
}

func (k *walker) add(kind, name, key string) {
	k.refer(Reference{Key: key, Hard: true, To: Identity{k.o.Cluster, model.ObjectRef{
		Kind: kind, Namespace: k.namespace, Name: name,
	}}})
}

// addKey is a key of a Secret that is told to be missing elsewhere.
func (k *walker) addKey(kind, name, key string) {
	k.refer(Reference{Key: key, Hard: true, KeyOnly: true, To: Identity{k.o.Cluster, model.ObjectRef{
		Kind: kind, Namespace: k.namespace, Name: name,
	}}})
}

func (k *walker) group(group, kind string, n *manifest.Node) {
	if n.Kind() == manifest.KindString && n.Text() != "" {
		k.refer(Reference{Hard: true, To: Identity{k.o.Cluster, model.ObjectRef{
			Group: group, Kind: kind, Namespace: k.namespace, Name: n.Text(),
		}}})
	}
}

func (k *walker) clusterWide(kind, group string, n *manifest.Node) {
	if name := n.Text(); n.Kind() == manifest.KindString && name != "" && name != "-" { // "-" is Helm's word for none
		k.refer(Reference{Hard: true, To: Identity{k.o.Cluster, model.ObjectRef{Group: group, Kind: kind, Name: name}}})
	}
}

// below tells whether the field above is called one of these.
func (k *walker) below(names ...string) bool {
	return len(k.path) > 1 && slices.Contains(names, k.path[len(k.path)-2].Name)
}

// configs are ConfigMaps: one by its name, one with a key, or one for each field.
func (k *walker) configs(n *manifest.Node) {
	k.named("ConfigMap", n)
	k.whole("ConfigMap", n)
	for _, f := range n.Fields() {
		if f.Name != "name" && f.Name != "key" {
			k.named("ConfigMap", f.Value)
		}
	}
}

// issuer is one that a chart has its certificate from.
func (k *walker) issuer(n *manifest.Node) {
	to := model.ObjectRef{Group: certManagerGroup, Kind: cmp.Or(n.TextAt("kind"), "Issuer"), Namespace: k.namespace, Name: n.TextAt("name")}
	if to.Kind == "ClusterIssuer" {
		to.Namespace = ""
	}
	if to.Name != "" {
		k.refer(Reference{Hard: true, To: Identity{k.o.Cluster, to}})
	}
}

// accountOfOthers is an account that a chart is told to use and not to create.
func (k *walker) accountOfOthers(n *manifest.Node) {
	if name := n.TextAt("name"); name != "" && name != "default" && n.TextAt("create") == "false" {
		k.path = append(k.path, manifest.Step{Name: "name", Index: -1})
		k.add("ServiceAccount", name, "")
		k.path = k.path[:len(k.path)-1]
	}
}

// endpoints are Services that Prometheus sends alerts to.
func (k *walker) endpoints(n *manifest.Node) {
	for i, item := range n.Items() {
		at := *k
		at.path = append(slices.Clip(k.path), manifest.Step{Index: i})
		at.refer(Reference{
			Port: model.Port{Name: item.TextAt("port"), Number: portNumber(item, "port")},
			To: Identity{k.o.Cluster, model.ObjectRef{
				Kind: "Service", Namespace: cmp.Or(item.TextAt("namespace"), k.namespace), Name: item.TextAt("name"),
			}},
		})
	}
}

// monitor notes that the release brings a monitor, whose kind must exist.
func (k *walker) monitor(plural string, n *manifest.Node) {
	if k.o.At.Release != nil && n.TextAt("enabled") == "true" {
		k.inv.Wanted = append(k.inv.Wanted, Wanted{k.here(), kindIn{k.o.Cluster, monitoringGroup, plural}})
	}
}
