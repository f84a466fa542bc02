package languages

import (
	"cmp"
	"maps"
	"regexp"
	"slices"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// names are the keys of a map, in order.
func names[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// routing reads where routes lead, and when. Alertmanager's root route has all
// alerts.
func (a *alertReader) routing(root *manifest.Node) {
	receivers := a.named("receivers")
	times := append(a.named("time_intervals"), a.named("mute_time_intervals")...)
	a.field("route", func() {
		for _, field := range []string{"match", "match_re", "matchers", "mute_time_intervals", "active_time_intervals"} {
			if value, ok := root.Get(field); ok && value.Len() > 0 {
				a.field(field, func() {
					a.add(diag.Finding{Message: "the first route is that of all alerts, and has no conditions", Remedy: "write them in a route below it"})
				})
			}
		}
		a.route(root, receivers, times)
	})
}

// named are the names of the items of a list, of which no two are alike; nil if
// the chart's own list stays.
func (a *alertReader) named(list string) []string {
	items, ok := a.config.Get(list)
	if !ok {
		return nil
	}
	all := []string{}
	for i, item := range items.Items() {
		name := item.TextAt("name")
		if slices.Contains(all, name) {
			a.field(list, func() {
				a.below(manifest.Step{Index: i}, func() { a.add(diag.Finding{Value: name, Message: "another one in the list has the same name"}) })
			})
		}
		all = append(all, name)
	}
	return all
}

// nowhere finds a route to a receiver that is not in the list. It is told of the
// list if the route is ours, and the list the user's.
func (a *alertReader) nowhere(name string, receivers []string) {
	path := append(slices.Clone(a.path), manifest.Step{Name: "receiver", Index: -1})
	if a.at.Below(path).Overridden() {
		a.field("receiver", func() {
			a.add(diag.Finding{
				Value: name, Message: "the route leads to a receiver that is not in the list",
				Remedy: cmp.Or(diag.DidYouMean(name, receivers), "add it to receivers, or correct the name"),
			})
		})
		return
	}
	if slices.Contains(a.missing, name) {
		return
	}
	a.missing = append(a.missing, name)
	route := a.path
	a.path = manifest.Fields("receivers")
	a.add(diag.Finding{Value: name, Message: "a route of ours leads to this receiver, which is not in the list", Remedy: "add it, or give route a receiver of yours"})
	a.path = route
}

var zeroDuration = regexp.MustCompile(`^0+(?:ms|[smhdwy])?$`)

func (a *alertReader) route(n *manifest.Node, receivers, times []string) {
	if name := n.TextAt("receiver"); name != "" && receivers != nil && !slices.Contains(receivers, name) && !templated(name) {
		a.nowhere(name, receivers)
	}
	for _, field := range []string{"mute_time_intervals", "active_time_intervals"} {
		list, _ := n.Get(field)
		for i, item := range list.Items() {
			if name := item.Text(); !slices.Contains(times, name) && !templated(name) {
				a.field(field, func() {
					a.below(manifest.Step{Index: i}, func() {
						a.add(diag.Finding{Value: name, Message: "no such time interval is declared", Remedy: diag.DidYouMean(name, times)})
					})
				})
			}
		}
	}
	for _, field := range []string{"group_interval", "repeat_interval"} {
		if text := n.TextAt(field); zeroDuration.MatchString(text) {
			a.field(field, func() { a.add(diag.Finding{Value: text, Message: "Alertmanager takes no interval of zero"}) })
		}
	}
	routes, _ := n.Get("routes")
	a.field("routes", func() {
		for i, below := range routes.Items() {
			a.below(manifest.Step{Index: i}, func() { a.route(below, receivers, times) })
		}
	})
}
