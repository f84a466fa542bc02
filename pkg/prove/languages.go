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
	c := linguist{subject: s, read: map[passage]diag.List{}}
	for i := range s.Units {
		u := &s.Units[i]
		for j := range u.Components {
			c.component(u, &u.Components[j])
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
	subject  Subject
	read     map[passage]diag.List
	settings map[string]string // of Loki, by path
	list     diag.List
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
		c.value(at, effective(at.release), "alloy", readAlloy, "alloy", "configMap", "content")
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
	add := func(f diag.Finding) {
		f.Code, f.Where = "language-health", component.Source
		f.Subject = unitSubject(u.ID, "health["+h.APIVersion+" "+h.Kind+"]")
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

// text reads a text and tells its findings at its place.
func (c *linguist) text(at place, name string, l language, text string) {
	for _, f := range c.findings(name, l, text) {
		c.list.Add(c.subject.finding(at, f))
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
