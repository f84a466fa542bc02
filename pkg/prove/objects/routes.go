package objects

import (
	"cmp"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// route finds parents that do not take a route, and Services that it may not
// reach.
func (c *checker) route(o *inventory.Object) {
	parents, _ := o.Node.Get("spec", "parentRefs")
	for i, parent := range parents.Items() {
		c.parent(o, parent, manifest.Fields("spec", "parentRefs").Item(i))
	}
	rules, _ := o.Node.Get("spec", "rules")
	for i, rule := range rules.Items() {
		backends, _ := rule.Get("backendRefs")
		for j, backend := range backends.Items() {
			namespace := backend.TextAt("namespace")
			if namespace == "" || namespace == o.Ref.Namespace || inventory.Template(namespace) || c.granted(o, namespace) {
				continue
			}
			path := manifest.Fields("spec", "rules").Item(i).Field("backendRefs").Item(j).Field("namespace")
			c.useless(o, path, "objects-not-granted", namespace, "a route reaches into another namespace only with a ReferenceGrant there",
				"make a ReferenceGrant in "+namespace+" for "+o.Ref.Kind+" of "+o.Ref.Namespace+", or put the route there")
		}
	}
}

// granted tells whether a namespace lets the kind of an object in.
func (c *checker) granted(o *inventory.Object, namespace string) bool {
	return slices.ContainsFunc(c.objects, func(grant *inventory.Object) bool {
		if grant.Ref.Kind != "ReferenceGrant" || grant.Ref.Namespace != namespace {
			return false
		}
		from, _ := grant.Node.Get("spec", "from")
		for _, one := range from.Items() {
			if one.TextAt("namespace") == o.Ref.Namespace && one.TextAt("kind") == o.Ref.Kind {
				return true
			}
		}
		return false
	})
}

// parent finds a Gateway that does not take a route: from its namespace, or by
// any of its names.
func (c *checker) parent(o *inventory.Object, parent *manifest.Node, at manifest.Path) {
	gateway := c.gateway(o, parent)
	if gateway == nil {
		return // links tells of it
	}
	listeners, _ := gateway.Node.Get("spec", "listeners")
	hosts, _ := o.Node.Get("spec", "hostnames")
	var near []string
	admitted := false
	for _, l := range listeners.Items() {
		if section := parent.TextAt("sectionName"); section != "" && section != l.TextAt("name") {
			continue
		}
		if cmp.Or(l.TextAt("allowedRoutes", "namespaces", "from"), "Same") == "Same" && gateway.Ref.Namespace != o.Ref.Namespace {
			continue
		}
		admitted = true
		name := l.TextAt("hostname")
		near = append(near, name)
		if name == "" || hosts.Len() == 0 || anyMatches(hosts, name) {
			return
		}
	}
	switch {
	case !admitted && gateway.Ref.Namespace != o.Ref.Namespace:
		c.useless(o, at, "objects-not-admitted", gateway.Ref.Name, "the Gateway takes routes of its own namespace only, which is "+gateway.Ref.Namespace, "put the route there")
	case admitted:
		c.useless(o, manifest.Fields("spec", "hostnames"), "objects-not-admitted", "", "no listener of the Gateway takes any of these names",
			"its names are "+strings.Join(slices.Compact(slices.Sorted(slices.Values(near))), ", "))
	}
}

// gateway is the parent of a route; nil if it is not known.
func (c *checker) gateway(o *inventory.Object, parent *manifest.Node) *inventory.Object {
	namespace := cmp.Or(parent.TextAt("namespace"), o.Ref.Namespace)
	for _, g := range c.objects {
		if g.Ref.Group == gatewayGroup && g.Ref.Kind == "Gateway" && g.Ref.Name == parent.TextAt("name") && g.Ref.Namespace == namespace {
			return g
		}
	}
	return nil
}

// anyMatches tells whether a listener takes one of some names.
func anyMatches(hosts *manifest.Node, listener string) bool {
	for _, host := range hosts.Items() {
		if covers(listener, host.Text()) || covers(host.Text(), listener) || inventory.Template(host.Text()) {
			return true
		}
	}
	return false
}

// covers tells whether a name, which may begin with an asterisk, covers another.
func covers(name, other string) bool {
	below, wild := strings.CutPrefix(name, "*.")
	return name == other || wild && strings.HasSuffix(other, "."+below)
}
