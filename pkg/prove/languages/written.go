package languages

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// written reads the rules, dashboards and schedules among the values of any
// chart, by their shape. Whole objects are read as such.
func (c *linguist) written(release inventory.Release) {
	d := c.promQL(release.Release.Cluster)
	release.Values.Walk(func(path manifest.Path, n *manifest.Node) bool {
		switch n.Kind() {
		case manifest.KindMap:
			if _, own := n.Get("model"); own {
				c.asked(release.Place.Values(path), d, n)
			}
			return len(path) == 0 || n.TextAt("apiVersion") == "" || n.TextAt("metadata", "name") == ""
		case manifest.KindList:
			if len(path) == 0 {
				return false // no values that a chart takes
			}
			if path[len(path)-1].Name == federation {
				c.federated(release.Place.Values(path), d, n)
				return false
			}
			if read := ruleList(path, n); read != nil {
				r := c.rulesAt(release.Place.Values(path), d)
				read(&r, n)
				return false
			}
		case manifest.KindString:
			if name := path[len(path)-1].Name; name == "schedule" || name == "timeZone" {
				c.times(release.Place.Values(path), name, n)
			}
		}
		return true
	})
	if boards, ok := release.Values.Get("grafana", "dashboards"); ok {
		boards.Walk(func(path manifest.Path, n *manifest.Node) bool {
			if len(path) > 0 && path[len(path)-1].Name == "json" && n.Kind() == manifest.KindString {
				c.text(release.Place.Values(slices.Concat(manifest.Fields("grafana", "dashboards"), path)), d.named("dashboard"), d.dashboard, n.Text())
			}
			return true
		})
	}
}

// ruleList tells how a list is read: one of groups of rules, one of rules, and nil
// if it is of something else, such as the rules of an Ingress, or groups of
// Grafana's own rules. What kube-prometheus-stack takes as rules is so, though
// there is none in it yet.
func ruleList(path manifest.Path, n *manifest.Node) func(*ruleReader, *manifest.Node) {
	switch name := path[len(path)-1].Name; {
	case name == "rules" && hasRules(n):
		return (*ruleReader).rules
	case name == "groups" && (strings.HasPrefix(path[0].Name, additionalRules) || slices.ContainsFunc(lists(n), hasRules)):
		return (*ruleReader).groups
	}
	return nil
}

// lists are the lists of rules of groups.
func lists(groups *manifest.Node) []*manifest.Node {
	var all []*manifest.Node
	for _, group := range groups.Items() {
		if rules, ok := group.Get("rules"); ok && rules.Kind() == manifest.KindList {
			all = append(all, rules)
		}
	}
	return all
}

// hasRules tells whether a list has rules of Prometheus'.
func hasRules(list *manifest.Node) bool {
	for _, rule := range list.Items() {
		_, asks := rule.Get("expr")
		if asks || rule.TextAt("alert")+rule.TextAt("record") != "" {
			return true
		}
	}
	return false
}

// asked reads a query of Grafana's own alerts: {datasourceUid: …, model: {expr: …}}.
func (c *linguist) asked(at inventory.Place, d dialect, n *manifest.Node) {
	expr, ok := n.Get("model", "expr")
	source := n.TextAt("datasourceUid")
	if !ok || source == "" || templated(expr.Text()) {
		return
	}
	kind := datasource("")
	for _, known := range []string{"prometheus", "loki"} {
		if strings.Contains(source, known) {
			kind = datasource(known)
		}
	}
	c.text(at.Below(manifest.Fields("model", "expr")), d.named("alert "+string(kind)), func(text string) diag.List { return d.query(kind, text) }, expr.Text())
}
