package prove

import (
	"strings"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// refer notes a reference of an object, unless the name is not known before
// Crossplane runs.
func (w *world) refer(o applied, path string, r reference) {
	name := r.to.ref.Namespace + "/" + r.to.ref.Name
	if strings.Contains(name, unknown) || strings.Contains(r.key, unknown) {
		return
	}
	r.from, r.unit, r.xr = o.at.below(path), o.unit, o.xr
	r.hard = r.hard && !o.loose
	w.refs = append(w.refs, r)
}

// object reads an object: that it exists, what comes from it, and what it
// points at.
func (w *world) object(o applied) {
	o.ref = refOf(o.node)
	w.made(&o, o.ref)
	if !strings.Contains(o.ref.Name, unknown) {
		t := w.thing(o.cluster, o.ref)
		t.applied = append(t.applied, o.at)
	}
	w.objects = append(w.objects, o)
	if ns := o.ref.Namespace; ns != "" {
		w.refer(o, "metadata.namespace", reference{
			to: identity{o.cluster, model.ObjectRef{Kind: "Namespace", Name: ns}}, hard: true,
		})
	}
	if _, xr := w.definitions[groupKind{o.ref.Group, o.ref.Kind}]; xr {
		w.links(o)
		w.composite(o)
		return
	}
	switch group := o.ref.Group; {
	case group == "":
		w.core(o)
	case group == "cert-manager.io":
		w.certManager(o)
	case group == gatewayGroup:
		w.gatewayAPI(o)
	case strings.HasSuffix(group, ".m.crossplane.io"):
		w.managed(o)
	case strings.HasSuffix(group, ".crossplane.io"):
		w.crossplane(o)
	case o.ref.Kind == "NetworkPolicy":
		w.networkPolicy(o)
	case group == "monitoring.coreos.com":
		w.monitor(o)
		w.shapes(o)
	case group == "apps", group == "batch":
		w.shapes(o)
	}
}

// links are the names by which XRs of the platform find each other.
func (w *world) links(o applied) {
	if o.ref.Group != seamark.Group {
		return
	}
	beside := func(path, group, kind string) {
		if name := text(o.node, strings.Split(path, ".")...); name != "" {
			w.refer(o, path, reference{hard: true, to: identity{o.cluster, model.ObjectRef{
				Group: group, Kind: kind, Namespace: o.ref.Namespace, Name: name,
			}}})
		}
	}
	beside("spec.clusterName", seamark.Group, seamark.KindDOKSCluster.Kind)
	beside("spec.databaseCluster", "database.digitalocean.m.crossplane.io", "Cluster")
	if server := text(o.node, "spec", "server"); server != "" && o.ref.Kind == seamark.KindLogSink.Kind {
		w.refer(o, "spec.server", reference{
			to: identity{model.DOKS(o.ref.Namespace), hostRef(server)}, port: model.Port{Number: portNumber(o.node, "spec", "port")}, hard: true,
		})
	}
}

// core reads the kinds of the core group.
func (w *world) core(o applied) {
	switch o.ref.Kind {
	case "Secret", "ConfigMap":
		w.made(&o, o.ref, keysOf(o.node)...)
	case "Service":
		ports, _ := o.node.Get("spec", "ports")
		t := w.thing(o.cluster, o.ref)
		for _, p := range ports.Items() {
			t.ports = append(t.ports, model.Port{Name: text(p, "name"), Number: portNumber(p, "port")})
		}
		if host := text(o.node, "metadata", "annotations", hostAnnotation); host != "" {
			w.made(&o, hostRef(host))
			w.thing(o.cluster, hostRef(host)).ports = t.ports
		}
		w.selector(o, "spec.selector", o.ref.Namespace)
	case "Pod":
		w.shapes(o)
	}
}

// keysOf are the keys of a Secret or ConfigMap.
func keysOf(n *manifest.Node) []string {
	var keys []string
	for _, field := range []string{"data", "stringData", "binaryData"} {
		data, _ := n.Get(field)
		for _, f := range data.Fields() {
			keys = append(keys, f.Name)
		}
	}
	return keys
}

// hostRef is a name in the DNS as if it were an object.
func hostRef(host string) model.ObjectRef {
	return model.ObjectRef{Kind: "DNS name", Name: host}
}

// hostAnnotation names a Service or Gateway in the DNS, by ExternalDNS.
const hostAnnotation = "external-dns.alpha.kubernetes.io/hostname"
