package objects

import (
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// selection is where a kind selects by labels, and what: pods, or Services.
type selection struct {
	at       manifest.Path
	what     string
	selected func(c *checker, selector *manifest.Node, namespaces []string) (ports map[string]bool, found bool)
}

// selections are the kinds that select by labels, as GROUP/KIND.
var selections = map[string]selection{
	"/Service":                             {manifest.Fields("spec", "selector"), "pod", (*checker).portsOfPods},
	"networking.k8s.io/NetworkPolicy":      {manifest.Fields("spec", "podSelector", "matchLabels"), "pod", (*checker).portsOfPods},
	"policy/PodDisruptionBudget":           {manifest.Fields("spec", "selector", "matchLabels"), "pod", (*checker).portsOfPods},
	"monitoring.coreos.com/PodMonitor":     {manifest.Fields("spec", "selector", "matchLabels"), "pod", (*checker).portsOfPods},
	"monitoring.coreos.com/ServiceMonitor": {manifest.Fields("spec", "selector", "matchLabels"), "Service", (*checker).portsOfServices},
}

const selectsNothing diag.Code = "objects-selects-nothing"

// selects finds selectors that select nothing, and ports that nothing selected
// has. What charts make is known by their names alone: what looks like one of
// theirs is left alone.
func (c *checker) selects(o *inventory.Object) {
	s, selects := selections[o.Ref.Group+"/"+o.Ref.Kind]
	namespaces, known := c.namespaces(o)
	selector, _ := o.Node.At(s.at)
	if !selects || !known || selector.Len() == 0 || c.theirs(selector, namespaces) {
		return
	}
	ports, found := s.selected(c, selector, namespaces)
	if !found {
		c.useless(o, s.at, selectsNothing, labelled(selector), "no "+s.what+" of this platform has these labels in "+strings.Join(namespaces, " or "),
			"correct them; leave it if something else makes the "+s.what)
		return
	}
	for _, field := range portFields(o) {
		if port := field.node.Text(); named(port) && !ports[port] {
			c.useless(o, field.path, "objects-wrong-port", port, "no "+s.what+" that it selects has a port of this name", suggest(port, ports))
		}
	}
}

// namespaces are those in which an object selects; false if it is any.
func (c *checker) namespaces(o *inventory.Object) (names []string, known bool) {
	selector, ok := o.Node.Get("spec", "namespaceSelector")
	if !ok || selector.Len() == 0 {
		return []string{o.Ref.Namespace}, true
	}
	list, _ := selector.Get("matchNames")
	for _, name := range list.Items() {
		names = append(names, name.Text())
	}
	return names, len(names) > 0 && selector.TextAt("any") != "true"
}

// theirs tells whether a selector looks like one of what a chart makes, or the
// cluster itself: whether one of its labels is called after a release there, or
// after a part of its chart.
func (c *checker) theirs(selector *manifest.Node, namespaces []string) bool {
	if slices.Contains(namespaces, "kube-system") {
		return true
	}
	for _, r := range c.releases {
		if !slices.Contains(namespaces, r.Release.Namespace) {
			continue
		}
		for _, f := range selector.Fields() {
			if text := f.Value.Text(); inventory.Template(text) || f.Name == "app.kubernetes.io/instance" || partOf(r, text) {
				return true
			}
		}
	}
	return false
}

// partOf tells whether a name is one of what a release makes.
func partOf(r inventory.Release, name string) bool {
	if strings.HasPrefix(name, r.Release.Name) || strings.HasPrefix(name, r.Release.Chart.Name) {
		return true
	}
	contract, ok := charts.ContractOf(r.Release.Chart)
	if ok && contract.Knows(name) {
		return true
	}
	_, ok = r.Values.Get(name)
	return ok
}

func (c *checker) portsOfPods(selector *manifest.Node, namespaces []string) (ports map[string]bool, found bool) {
	ports = map[string]bool{}
	for _, p := range c.pods {
		if !slices.Contains(namespaces, p.object.Ref.Namespace) || !matches(p.labels, selector) {
			continue
		}
		found = true
		containers, _ := p.node.Get("spec", "containers")
		for _, container := range containers.Items() {
			maps.Copy(ports, portNames(container))
		}
	}
	return ports, found
}

func (c *checker) portsOfServices(selector *manifest.Node, namespaces []string) (ports map[string]bool, found bool) {
	ports = map[string]bool{}
	for _, s := range c.services {
		metadata, _ := s.Node.Get("metadata")
		if !slices.Contains(namespaces, s.Ref.Namespace) || !matches(texts(metadata, "labels"), selector) {
			continue
		}
		found = true
		spec, _ := s.Node.Get("spec")
		maps.Copy(ports, portNames(spec))
	}
	return ports, found
}

// matches tells whether labels have all of a selector.
func matches(labels map[string]string, selector *manifest.Node) bool {
	return !slices.ContainsFunc(selector.Fields(), func(f manifest.Field) bool {
		have, ok := labels[f.Name]
		return !ok || have != f.Value.Text() && !inventory.Template(have)
	})
}

// labelled are labels in one line.
func labelled(selector *manifest.Node) string {
	var all []string
	for _, f := range selector.Fields() {
		all = append(all, f.Name+"="+f.Value.Text())
	}
	return strings.Join(all, ",")
}

// field is a field of an object.
type field struct {
	path manifest.Path
	node *manifest.Node
}

// portFields are the fields of an object that name ports of what it selects.
func portFields(o *inventory.Object) []field {
	var all []field
	for _, at := range []struct{ list, name string }{
		{"ports", "targetPort"}, {"endpoints", "port"}, {"endpoints", "targetPort"}, {"podMetricsEndpoints", "port"},
	} {
		list, _ := o.Node.Get("spec", at.list)
		for i, item := range list.Items() {
			if n, ok := item.Get(at.name); ok {
				all = append(all, field{manifest.Fields("spec", at.list).Item(i).Field(at.name), n})
			}
		}
	}
	return all
}

// suggest names the nearest, or all that there are.
func suggest(written string, known map[string]bool) string {
	names := slices.Sorted(maps.Keys(known))
	names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	if near := diag.DidYouMean(written, names); near != "" {
		return near
	}
	if len(names) == 0 {
		return "there is none; add it"
	}
	return "there are " + strings.Join(names, ", ")
}
