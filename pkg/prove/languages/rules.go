package languages

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// groups reads groups of rules, in an object or among the values of a chart.
func (c *linguist) groups(at inventory.Place, d dialect, groups *manifest.Node) {
	for i, g := range groups.Items() {
		if rules, ok := g.Get("rules"); ok {
			c.rules(at.Below(manifest.Path{{Index: i}, {Name: "rules", Index: -1}}), d, rules)
		}
	}
}

// rules reads the expressions, durations and templates of rules.
func (c *linguist) rules(at inventory.Place, d dialect, rules *manifest.Node) {
	for i, r := range rules.Items() {
		for _, f := range r.Fields() {
			at := at.Below(manifest.Path{{Index: i}, {Name: f.Name, Index: -1}})
			switch f.Name {
			case "expr":
				c.rule(at, d.named("query"), d.read, f.Value)
			case "for", "keep_firing_for":
				c.rule(at, "duration", readDuration, f.Value)
			case "annotations":
				for _, a := range f.Value.Fields() {
					c.rule(at.Below(manifest.Fields(a.Name)), "template", readTemplate, a.Value)
				}
			}
		}
	}
}

// rule reads a text of a rule, unless the chart fills something in.
func (c *linguist) rule(at inventory.Place, name string, l language, value *manifest.Node) {
	if !fills(at) || !strings.Contains(value.Text(), "{{") {
		c.text(at, name, l, value.Text())
	}
}

// fills tells whether a chart may take a value for a template of its own.
// kube-prometheus-stack passes rules on as they are.
func fills(at inventory.Place) bool {
	return at.Release != nil && (len(at.Path) < 2 || !strings.HasPrefix(at.Path[1].Name, "additionalPrometheusRules"))
}

// written reads the rules and dashboards among the values of any chart, by their
// shape. Whole objects are read as such.
func (c *linguist) written(r inventory.Release) {
	d := c.promQL(r.Release.Cluster)
	r.Values.Walk(func(path manifest.Path, n *manifest.Node) bool {
		switch n.Kind() {
		case manifest.KindMap:
			return len(path) == 0 || n.TextAt("apiVersion") == "" || n.TextAt("metadata", "name") == ""
		case manifest.KindList:
			if len(path) == 0 {
				return false // no values that a chart takes
			}
			switch name := path[len(path)-1].Name; {
			case name == "groups" && len(path) > 1:
				c.groups(r.Place.Values(path), d, n)
			case name == "rules" && isRules(n) && !slices.ContainsFunc(path, func(s manifest.Step) bool { return s.Name == "groups" }):
				c.rules(r.Place.Values(path), d, n)
			}
		}
		return true
	})
	if boards, ok := r.Values.Get("grafana", "dashboards"); ok {
		boards.Walk(func(path manifest.Path, n *manifest.Node) bool {
			if len(path) > 0 && path[len(path)-1].Name == "json" && n.Kind() == manifest.KindString {
				c.text(r.Place.Values(slices.Concat(manifest.Fields("grafana", "dashboards"), path)), d.named("dashboard"), d.dashboard, n.Text())
			}
			return true
		})
	}
}

// isRules tells whether a list is one of rules of Prometheus', and not one of an
// Ingress or a role.
func isRules(n *manifest.Node) bool {
	for _, r := range n.Items() {
		if r.TextAt("alert")+r.TextAt("record") != "" {
			return true
		}
	}
	return false
}

var prometheusDuration = regexp.MustCompile(`^(?:0|(?:[0-9]+y)?(?:[0-9]+w)?(?:[0-9]+d)?(?:[0-9]+h)?(?:[0-9]+m)?(?:[0-9]+s)?(?:[0-9]+ms)?)$`)

// readDuration reads a duration as Prometheus does: units from large to small,
// each at most once.
func readDuration(text string) diag.List {
	if text != "" && prometheusDuration.MatchString(text) {
		return nil
	}
	return diag.List{{Code: "language-duration", Value: text, Message: "not a duration as Prometheus reads them, such as 5m or 1h30m"}}
}

// defined are the definitions of those of Prometheus' variables that a template
// uses.
func defined(text string) string {
	var all strings.Builder
	for _, name := range []string{"$labels", "$value", "$externalLabels", "$externalURL"} {
		if strings.Contains(text, name) {
			all.WriteString("{{" + name + ":=0}}")
		}
	}
	return all.String()
}

// readTemplate reads a template of an annotation. Functions are Prometheus' own
// and not known here.
func readTemplate(text string) diag.List {
	if !strings.Contains(text, "{{") {
		return nil
	}
	tree := parse.New("")
	tree.Mode = parse.SkipFuncCheck
	if _, err := tree.Parse(defined(text)+text, "", "", map[string]*parse.Tree{}); err != nil {
		return diag.List{{Code: "language-template", Message: "not a template: " + plain(err)}}
	}
	return nil
}

var templateHead = regexp.MustCompile(`^template: :([0-9]+): `)

// plain is a parser's error without the name that the text does not have.
func plain(err error) string {
	text := err.Error()
	m := templateHead.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	line, _ := strconv.Atoi(m[1])
	return fmt.Sprintf("line %d: %s", line, text[len(m[0]):])
}
