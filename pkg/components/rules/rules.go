// Package rules is the alerts that are the platform's own: databases, logs, the
// Gateway, certificates, and what the demo and the cluster run out of. What
// goes wrong in any cluster, kube-prometheus-stack watches.
//
// testdata is a folder that "promtool test rules" can run as it is: the rules
// as Prometheus reads them, and for each alert when it fires and when not.
package rules

import (
	"sync"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/certmanager"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Name is the PrometheusRule, in the cluster-services namespace.
const Name = "platform"

// Runbooks is the page, in the rendered repository, that says for each alert
// what it means and what to do. Each alert has a section of its name.
const Runbooks = "docs/runbooks/alerts.md"

// watch is what the alerts of all environments share.
type watch struct {
	engines databases.Table
	// theirs are what rows of others have a part in.
	theirs []theirs
	// gitops is the engine that delivers, whose commands the runbook has.
	gitops declare.Watch
	// pages are the runbook for each engine that delivers, among each set of
	// components, which environments share.
	pages *sync.Map
}

func newWatch(engines databases.Table) *watch {
	return &watch{engines: engines, theirs: partsOf(engines), pages: &sync.Map{}}
}

// component is the alerts of an environment, on its databases and the components
// that are there.
func (w *watch) component(env platform.Environment, present declare.Present) model.Component {
	present = present.Without(w.unused(env)...)
	rule := prometheusRule(w.engines, env, present)
	return model.Component{
		Name: "rules", Objects: []model.Object{rule},
		Notes:   model.Notes{Runbook: alert.Runbook(w.page(present), rule)},
		Brought: w.brought(env, rule),
	}
}

// unused are the exporters of the engines that the environment has no database of:
// of those nothing is said.
func (w *watch) unused(env platform.Environment) []string {
	var names []string
	for _, e := range w.engines {
		if len(databases.Table{e}.Of(env)) == 0 {
			names = append(names, e.Facts.Exporter)
		}
	}
	return names
}

func prometheusRule(engines databases.Table, env platform.Environment, present declare.Present) *monitoringv1.PrometheusRule {
	var groups []monitoringv1.RuleGroup
	if present.Has(visitors...) {
		groups = append(groups, recordingGroup("gateway-recordings", gatewayRecordings()))
	}
	for _, t := range tables(engines, env, present) {
		if alerts := alert.Among(t.alerts, present); len(alerts) > 0 {
			groups = append(groups, group(t.name, alerts))
		}
	}
	return &monitoringv1.PrometheusRule{
		TypeMeta: kinds.PrometheusRule,
		ObjectMeta: metav1.ObjectMeta{
			Name:      Name,
			Namespace: dokscluster.NamespaceClusterServices,
		},
		Spec: monitoringv1.PrometheusRuleSpec{Groups: groups},
	}
}

// table is the alerts of one group.
type table struct {
	name   string
	alerts []alert.Alert
}

func tables(engines databases.Table, env platform.Environment, present declare.Present) []table {
	return []table{
		{"databases", databaseAlerts(engines, env, present)},
		{"logs", logs(engines, env, present)},
		{"gateway", alert.Watching(gatewayAlerts(), visitors...)},
		{"certificates", alert.Watching(certificates(present), certmanager.ReleaseName)},
		{"workloads", workloads(env)},
	}
}

func group(name string, alerts []alert.Alert) monitoringv1.RuleGroup {
	g := monitoringv1.RuleGroup{Name: "platform-" + name}
	for _, a := range alerts {
		g.Rules = append(g.Rules, a.Rule(Runbooks))
	}
	return g
}

func recordingGroup(name string, recordings []recording) monitoringv1.RuleGroup {
	g := monitoringv1.RuleGroup{Name: "platform-" + name}
	for _, r := range recordings {
		g.Rules = append(g.Rules, r.rule())
	}
	return g
}
