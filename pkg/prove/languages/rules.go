package languages

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// rules reads the expressions, durations and templates of a PrometheusRule.
func (c *linguist) rules(at inventory.Place, rule *monitoringv1.PrometheusRule) {
	for i, g := range rule.Spec.Groups {
		for j, r := range g.Rules {
			rule := at.At(manifest.Fields("spec", "groups").Item(i).Field("rules").Item(j))
			c.text(rule.Below(manifest.Fields("expr")), "query", readQuery, r.Expr.String())
			if r.For != nil {
				c.text(rule.Below(manifest.Fields("for")), "duration", readDuration, string(*r.For))
			}
			if r.KeepFiringFor != nil {
				c.text(rule.Below(manifest.Fields("keep_firing_for")), "duration", readDuration, string(*r.KeepFiringFor))
			}
			for _, name := range slices.Sorted(maps.Keys(r.Annotations)) {
				c.text(rule.Below(manifest.Fields("annotations", name)), "template", readTemplate, r.Annotations[name])
			}
		}
	}
}

// stack reads what the values of kube-prometheus-stack add: rules and
// dashboards.
func (c *linguist) stack(r inventory.Release) {
	for _, list := range []string{"additionalPrometheusRulesMap", "additionalPrometheusRules"} {
		n, ok := r.Values.Get(list)
		if !ok {
			continue
		}
		n.Walk(func(path manifest.Path, n *manifest.Node) bool {
			if len(path) == 0 || n.Kind() == manifest.KindMap || n.Kind() == manifest.KindList {
				return true
			}
			field := r.Place.Values(slices.Concat(manifest.Fields(list), path))
			switch name := path[len(path)-1].Name; {
			case name == "expr":
				c.text(field, "query", readQuery, n.Text())
			case name == "for", name == "keep_firing_for":
				c.text(field, "duration", readDuration, n.Text())
			case len(path) > 1 && path[len(path)-2].Name == "annotations":
				c.text(field, "template", readTemplate, n.Text())
			}
			return true
		})
	}
	if n, ok := r.Values.Get("grafana", "dashboards"); ok {
		n.Walk(func(path manifest.Path, n *manifest.Node) bool {
			if len(path) > 0 && path[len(path)-1].Name == "json" && n.Kind() == manifest.KindString {
				c.text(r.Place.Values(slices.Concat(manifest.Fields("grafana", "dashboards"), path)), "dashboard", readDashboard, n.Text())
			}
			return true
		})
	}
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
