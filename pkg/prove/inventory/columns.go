package inventory

import (
	"cmp"
	"slices"
	"strconv"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// beside is an object in the same namespace, named by the field; a key may be
// given with it.
func beside(group, kind string) column {
	return func(f *field) {
		f.refer(Reference{To: f.named(group, kind, f.o.Ref.Namespace, f.name()), Key: f.node.TextAt("key"), Hard: true})
	}
}

// keyBeside is beside with a key that the kind does not let one choose.
func keyBeside(group, kind, key string) column {
	return func(f *field) {
		f.refer(Reference{To: f.named(group, kind, f.o.Ref.Namespace, f.name()), Key: key, Hard: true})
	}
}

// posting are the types of Flux's Provider that post to an address, which is a
// key of the Secret where it is no field.
var posting = []string{"alertmanager", "discord", "generic", "generic-hmac", "googlechat", "grafana", "msteams", "rocket", "slack"}

// notifiersSecret is the Secret of Flux's Provider.
func notifiersSecret(f *field) {
	spec, _ := f.o.Node.Get("spec")
	if spec.TextAt("address") == "" && slices.Contains(posting, spec.TextAt("type")) {
		keyBeside("", "Secret", "address")(f)
		return
	}
	beside("", "Secret")(f)
}

// clusterWide is an object without a namespace, named by the field.
func clusterWide(group, kind string) column {
	return func(f *field) { f.refer(Reference{To: f.named(group, kind, "", f.name()), Hard: true}) }
}

// soft makes the references of a column ones that resolve in the course of
// things.
func soft(c column) column {
	return func(f *field) {
		from := len(f.inv.References)
		c(f)
		for i := range f.inv.References[from:] {
			f.inv.References[from+i].Hard = false
		}
	}
}

// itsKeys are the keys of a Secret or ConfigMap.
func itsKeys(f *field) {
	if keys := KeysOf(f.node); len(keys) > 0 {
		f.itself().seal(keys...)
	}
}

// KeysOf are the keys of a Secret or ConfigMap.
func KeysOf(n *manifest.Node) []string {
	var keys []string
	for _, field := range []string{"data", "stringData", "binaryData"} {
		data, _ := n.Get(field)
		for _, f := range data.Fields() {
			keys = append(keys, f.Name)
		}
	}
	return keys
}

// port is a port of a Service, or a listener of a Gateway.
func port(f *field) {
	t := f.itself()
	t.Ports = append(t.Ports, model.Port{Name: f.node.TextAt("name"), Number: portNumber(f.node, "port")})
}

// hostName is a name in the DNS that ExternalDNS gives a Service, with its
// ports.
func hostName(f *field) {
	f.made(hostRef(f.name()))
	f.inv.thing(f.o.Cluster, hostRef(f.name())).Ports = f.itself().Ports
}

// hostRef is a name in the DNS as if it were an object.
func hostRef(host string) model.ObjectRef { return model.ObjectRef{Kind: "DNS name", Name: host} }

// hostOfCluster is a name in the DNS, with the port beside it, that leads into
// the environment's cluster.
func hostOfCluster(f *field) {
	f.refer(Reference{
		To:   Identity{model.DOKS(f.o.Ref.Namespace), hostRef(f.name())},
		Port: model.Port{Number: portNumber(f.o.Node, "spec", "port")}, Hard: true,
	})
}

// gatewayListener is a Gateway, and one of its listeners if it is named.
func gatewayListener(f *field) {
	f.refer(Reference{
		Hard: true,
		Port: model.Port{Name: f.node.TextAt("sectionName"), Number: portNumber(f.node, "port")},
		To: f.named(cmp.Or(f.node.TextAt("group"), gatewayGroup), cmp.Or(f.node.TextAt("kind"), "Gateway"),
			cmp.Or(f.node.TextAt("namespace"), f.o.Ref.Namespace), f.name()),
	})
}

// backend is a Service and its port. A route is accepted before its Services
// exist, so these hold nothing back.
func backend(f *field) {
	f.refer(Reference{
		Port: model.Port{Number: portNumber(f.node, "port")},
		To: f.named(f.node.TextAt("group"), cmp.Or(f.node.TextAt("kind"), "Service"),
			cmp.Or(f.node.TextAt("namespace"), f.o.Ref.Namespace), f.name()),
	})
}

// namedSecret is a key of a Secret that is given with its namespace.
func namedSecret(f *field) {
	f.refer(Reference{Hard: true, Key: f.node.TextAt("key"), To: f.named("", "Secret", f.node.TextAt("namespace"), f.name())})
}

// portNumber is a port number in a tree of fields; 0 if there is none.
func portNumber(n *manifest.Node, path ...string) int32 {
	i, err := strconv.ParseInt(n.TextAt(path...), 10, 32)
	if err != nil {
		return 0
	}
	return int32(i)
}
