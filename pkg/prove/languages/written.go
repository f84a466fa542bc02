package languages

import (
	"slices"

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
			return len(path) == 0 || n.TextAt("apiVersion") == "" || n.TextAt("metadata", "name") == ""
		case manifest.KindList:
			if len(path) == 0 {
				return false // no values that a chart takes
			}
			if read := ruleList(path[len(path)-1].Name, n); read != nil {
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

// ruleList tells how a list of some name is read: one of groups of rules, one of
// rules, and nil if it is of something else, such as the rules of an Ingress.
func ruleList(name string, n *manifest.Node) func(*ruleReader, *manifest.Node) {
	for _, item := range n.Items() {
		rules, grouped := item.Get("rules")
		_, asks := item.Get("expr")
		switch {
		case name == "groups" && grouped && rules.Kind() == manifest.KindList:
			return (*ruleReader).groups
		case name == "rules" && (asks || item.TextAt("alert")+item.TextAt("record") != ""):
			return (*ruleReader).rules
		}
	}
	return nil
}
