// Package languages reads the texts that are in a language of their own: PromQL
// with Prometheus' parser, Alloy's configuration with Alloy's and by a table of its
// components, LogQL by its tokens, Alertmanager's configuration and Loki's
// settings by tables of theirs, rules, dashboards, schedules; and the conditions
// that health is read from. What it cannot know, the tests in e2e/languages prove
// with the real consumers for what we write; for a user's overrides this is what
// stands before the cluster.
package languages

import (
	"regexp"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check finds texts that their readers would not understand.
func Check(inv *inventory.Inventory) diag.List {
	c := linguist{inv: inv, read: map[passage]diag.List{}, sources: grafanas(inv), uids: map[string]string{}, boards: map[boardID]shownBoard{}, dialects: dialects(inv.Releases)}
	for i := range inv.Objects {
		c.object(&inv.Objects[i])
		c.fieldPaths(&inv.Objects[i])
	}
	for _, r := range inv.Releases {
		c.release(r)
	}
	for at := range model.Components(inv.Units) {
		for _, h := range at.Component.Health {
			c.health(at, h)
		}
	}
	return c.list
}

// language reads a text. The findings have no place yet; their messages begin
// with where in the text it is, if that is known: line 3, column 7.
type language func(text string) diag.List

// passage is a text in a language, by the language's name.
type passage struct{ language, text string }

// linguist collects the findings. Environments repeat each other's texts, so
// each text is read once.
type linguist struct {
	inv      *inventory.Inventory
	dialects map[model.Target]dialect
	read     map[passage]diag.List
	// sources are the data sources of clusters.
	sources map[model.Target][]string
	// uids are those of dashboards by their text, and boards those of the clusters.
	uids   map[string]string
	boards map[boardID]shownBoard
	list   diag.List
}

// object reads the objects that hold such texts.
func (c *linguist) object(o *inventory.Object) {
	switch {
	case o.Ref.Group == "" && o.Ref.Kind == "ConfigMap":
		if o.Node.TextAt("metadata", "labels", "grafana_dashboard") != "" {
			c.dashboards(o)
		}
	case o.Ref.Group == "batch" && o.Ref.Kind == "CronJob":
		c.job(o)
	case o.Ref.Group == "monitoring.coreos.com" && o.Ref.Kind == "PrometheusRule":
		if groups, ok := o.Node.Get("spec", "groups"); ok {
			r := c.rulesOf(o)
			r.groups(groups)
		}
	case o.Ref.Group == "monitoring.coreos.com" && strings.HasSuffix(o.Ref.Kind, "Monitor"), o.Ref.Kind == "ScrapeConfig":
		o.Node.Walk(func(path manifest.Path, n *manifest.Node) bool {
			if n.Kind() == manifest.KindList && path[len(path)-1].Name == federation {
				c.federated(o.At.Below(path), c.promQL(o.Cluster), n)
			}
			return true
		})
	}
}

// release reads the values of the charts that take such texts.
func (c *linguist) release(r inventory.Release) {
	switch r.Release.Chart.Name {
	case "alloy":
		c.alloy(r)
	case "loki":
		c.loki(r)
	case "kube-prometheus-stack":
		c.alertmanager(r)
	}
	c.written(r)
}

// value reads one value of a release.
func (c *linguist) value(r inventory.Release, name string, l language, path ...string) {
	n, ok := r.Values.Get(path...)
	if ok && n.Kind() == manifest.KindString {
		c.text(r.Place.Values(manifest.Fields(path...)), name, l, n.Text())
	}
}

// health finds checks that are true of every object, or of none.
func (c *linguist) health(at model.Place, h model.HealthCheck) {
	add := func(f diag.Finding) {
		f.Code, f.Where = "language-health", at.Component.Source
		f.Subject = inventory.UnitSubject(at.Unit.ID, "health["+h.APIVersion+" "+h.Kind+"]")
		c.list.Add(f)
	}
	if len(h.Conditions) == 0 {
		add(diag.Finding{
			Message: "the check names no condition, so that every object would be healthy from the start",
			Remedy:  "name the conditions that must be True",
		})
	}
	for _, name := range h.Conditions {
		if !conditionType.MatchString(name) {
			add(diag.Finding{Value: name, Message: "not the type of a condition", Remedy: "use a CamelCase word, for example Ready"})
		}
	}
}

// conditionType is how the types of conditions are written.
var conditionType = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)

// text reads a text and tells its findings at its place. One that only a running
// Crossplane will know is not read.
func (c *linguist) text(at inventory.Place, name string, l language, text string) {
	if strings.Contains(text, inventory.Unknown) {
		return
	}
	for _, f := range c.findings(name, l, text) {
		c.list.Add(c.inv.Finding(at, f))
	}
}

func (c *linguist) findings(name string, l language, text string) diag.List {
	key := passage{name, text}
	findings, known := c.read[key]
	if !known {
		findings = l(text)
		c.read[key] = findings
	}
	return findings
}
