package objects

import (
	"cmp"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

const (
	gatewayGroup           = "gateway.networking.k8s.io"
	outsideZone  diag.Code = "objects-outside-zone"
)

// hosts finds names that nobody can reach: outside of the environment's zone, or
// on a route that no listener takes.
func (c *checker) hosts(o *inventory.Object) {
	for _, host := range hostFields(o) {
		if c.public(o) {
			c.inZone(o, host)
		}
	}
	if o.Ref.Group == gatewayGroup && strings.HasSuffix(o.Ref.Kind, "Route") {
		c.route(o)
	}
}

// hostFields are the fields of an object that are names in the DNS.
func hostFields(o *inventory.Object) []field {
	var all []field
	list := func(path manifest.Path) {
		n, _ := o.Node.At(path)
		for i, item := range n.Items() {
			all = append(all, field{path.Item(i), item})
		}
	}
	each := func(path manifest.Path, name string) {
		n, _ := o.Node.At(path)
		for i, item := range n.Items() {
			if host, ok := item.Get(name); ok {
				all = append(all, field{path.Item(i).Field(name), host})
			}
		}
	}
	switch o.Ref.Group + "/" + o.Ref.Kind {
	case gatewayGroup + "/HTTPRoute", gatewayGroup + "/GRPCRoute":
		list(manifest.Fields("spec", "hostnames"))
	case gatewayGroup + "/Gateway":
		each(manifest.Fields("spec", "listeners"), "hostname")
	case "networking.k8s.io/Ingress":
		each(manifest.Fields("spec", "rules"), "host")
	case "cert-manager.io/Certificate":
		list(manifest.Fields("spec", "dnsNames"))
	case "/Service":
		path := manifest.Fields("metadata", "annotations", "external-dns.alpha.kubernetes.io/hostname")
		if n, ok := o.Node.At(path); ok {
			all = append(all, field{path, n})
		}
	}
	return all
}

// public tells whether the names of an object are ones in the public DNS. Of
// certificates, that depends on who issues them.
func (c *checker) public(o *inventory.Object) bool {
	if o.Ref.Group != "cert-manager.io" {
		return true
	}
	name, kind := o.Node.TextAt("spec", "issuerRef", "name"), cmp.Or(o.Node.TextAt("spec", "issuerRef", "kind"), "Issuer")
	return slices.ContainsFunc(c.objects, func(issuer *inventory.Object) bool {
		_, acme := issuer.Node.Get("spec", "acme")
		return acme && issuer.Ref.Kind == kind && issuer.Ref.Name == name
	})
}

// inZone finds names for which no record is made.
func (c *checker) inZone(o *inventory.Object, host field) {
	for name := range strings.SplitSeq(host.node.Text(), ",") {
		name = strings.TrimSuffix(strings.TrimSpace(name), ".")
		if c.zone == "" || name == "" || name == c.zone || strings.HasSuffix(name, "."+c.zone) || inventory.Template(name) {
			continue
		}
		c.useless(o, host.path, outsideZone, name, "outside of "+c.zone+", the zone of this environment: it gets neither a record nor a certificate",
			"use a name in the zone")
	}
}
