// Package hubrules is the alerts on the hub itself: what DigitalOcean refuses,
// what Crossplane and the GitOps engine do not bring about, and what should be
// there and is not.
//
// testdata is a folder that "promtool test rules" can run as it is.
package hubrules

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/docs/runbooks"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/hubmetrics"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Runbooks is the page with a section for each alert.
const Runbooks = "docs/runbooks/hub.md"

// Component is the alerts, and a list of what the units bring to the hub:
// nothing for a hub that nobody watches.
func Component(databases databases.Table, p platform.Platform, units []model.Unit, engine declare.Watch) model.Component {
	if !p.Spec.Hub.Watched() {
		return model.Component{}
	}
	hub := rule(p, "hub", groups(engine)...)
	c := model.Component{
		Name: "hub-rules", Objects: []model.Object{hub},
		Notes: model.Notes{HubRunbook: alert.Runbook(declare.Delivered(units).Text(engine.Text(string(runbooks.Hub))), hub)},
	}
	for _, e := range expected(hubmetrics.Watched(databases, engine), units, engine.Own) {
		c.Objects = append(c.Objects, rule(p, e.name, e.group()))
	}
	return c
}

func rule(p platform.Platform, name string, groups ...monitoringv1.RuleGroup) *monitoringv1.PrometheusRule {
	return &monitoringv1.PrometheusRule{
		TypeMeta: kinds.PrometheusRule,
		ObjectMeta: metav1.ObjectMeta{
			Name: name, Namespace: hubmetrics.Namespace, Labels: hubmetrics.Selected(p),
		},
		Spec: monitoringv1.PrometheusRuleSpec{Groups: groups},
	}
}

func groups(engine declare.Watch) []monitoringv1.RuleGroup {
	tables := []struct {
		name   string
		alerts []alert.Alert
	}{
		{"hub-resources", resources()},
		{"hub-cloud", cloud()},
		{"hub-clusters", clusters()},
		{"hub-crossplane", crossplane(engine.Targets)},
		{"hub-engine", ofEngine(engine)},
	}
	var all []monitoringv1.RuleGroup
	for _, t := range tables {
		g := monitoringv1.RuleGroup{Name: t.name}
		for _, a := range t.alerts {
			g.Rules = append(g.Rules, a.Rule(Runbooks))
		}
		if len(g.Rules) > 0 {
			all = append(all, g)
		}
	}
	return all
}
