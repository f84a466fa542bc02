package prove

import (
	"regexp"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// languages reads the texts that are in a language of their own, as far as this
// needs no parser of the consumer's: PromQL and LogQL in alerts and dashboards,
// the dashboards themselves, Alloy's configuration and units in Loki's limits;
// and the conditions that health is read from. What it cannot know, such as the functions of a
// query language, the tests in e2e/languages prove with the real parsers for
// what we write; for a user's overrides this is what stands before the cluster.
func languages(s Subject) diag.List {
	c := linguist{subject: s, read: map[passage][]flaw{}}
	for i := range s.Units {
		u := &s.Units[i]
		for j := range u.Components {
			c.component(u, &u.Components[j])
		}
	}
	return c.findings
}

// language is what a text is written in.
type language func(text string) []flaw

// passage is a text in a language, by the language's name.
type passage struct{ language, text string }

// flaw is what is wrong with a text.
type flaw struct {
	code string
	// at is where in the text: line 3, column 7.
	at string
	// value is the offending word.
	value, rule, remedy string
}

// linguist collects the findings. Environments repeat each other's texts, so
// each text is read once.
type linguist struct {
	subject  Subject
	read     map[passage][]flaw
	settings map[string]string // of Loki, by path
	findings diag.List
}

func (c *linguist) component(u *model.Unit, component *model.Component) {
	at := place{unit: u, component: component}
	for _, o := range component.Objects {
		at.object = o
		switch o := o.(type) {
		case *corev1.ConfigMap:
			if o.Labels["grafana_dashboard"] != "" {
				c.dashboards(at, o.Data)
			}
		case *monitoringv1.PrometheusRule:
			c.rules(at, o)
		}
	}
	at.object = nil
	for i := range component.Releases {
		at.release = &component.Releases[i]
		c.release(at)
	}
	for _, h := range component.Health {
		c.health(u, component, h)
	}
}

// release reads the values of the charts that take such texts.
func (c *linguist) release(at place) {
	switch at.release.Chart.Name {
	case "alloy":
		c.value(at, effective(at.release), "alloy", alloyFlaws, "alloy", "configMap", "content")
	case "loki":
		c.loki(at, effective(at.release))
	case "kube-prometheus-stack":
		c.stack(at, effective(at.release))
	}
}

// value reads one value of a release.
func (c *linguist) value(at place, values *manifest.Node, name string, l language, path ...string) {
	n, ok := values.Get(path...)
	if !ok || n.Kind() != manifest.KindString {
		return
	}
	c.text(at.value(path...), name, l, n.Text())
}

// value is a field of a release's values.
func (p place) value(path ...string) place {
	steps := make(manifest.Path, len(path))
	for i, name := range path {
		steps[i] = manifest.Step{Name: name, Index: -1}
	}
	return p.valueAt(steps)
}

// health finds checks that are true of every object, or of none.
func (c *linguist) health(u *model.Unit, component *model.Component, h model.HealthCheck) {
	where := diag.Where{Object: "unit " + u.ID.String(), Path: "health[" + h.APIVersion + " " + h.Kind + "]", Source: component.Source}
	if len(h.Conditions) == 0 {
		c.add(flaw{
			code: "language-health", rule: "the check names no condition, so that every object would be healthy from the start",
			remedy: "name the conditions that must be True",
		}, where)
	}
	for _, name := range h.Conditions {
		if !conditionType.MatchString(name) {
			c.add(flaw{code: "language-health", value: name, rule: "not the type of a condition", remedy: "use a CamelCase word, for example Ready"}, where)
		}
	}
}

// conditionType is how the types of conditions are written.
var conditionType = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)

// text reads a text and tells its flaws at its place.
func (c *linguist) text(at place, name string, l language, text string) {
	for _, f := range c.flaws(name, l, text) {
		c.add(f, at.where(c.subject))
	}
}

func (c *linguist) flaws(name string, l language, text string) []flaw {
	key := passage{name, text}
	flaws, known := c.read[key]
	if !known {
		flaws = l(text)
		c.read[key] = flaws
	}
	return flaws
}

func (c *linguist) add(f flaw, where diag.Where) {
	rule := f.rule
	if f.at != "" {
		rule = f.at + ": " + rule
	}
	c.findings.Add(diag.Finding{Code: f.code, Where: where, Value: f.value, Rule: rule, Remedy: f.remedy})
}
