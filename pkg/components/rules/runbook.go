package rules

import (
	"slices"
	"strings"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"seamark.dev/seamark/docs/runbooks"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
)

// place is where the page has the sections of the engines of databases.
const place = "<!--databases-->"

// page is what there is to do about all alerts there may be, with those of the
// engines.
func page(engines databases.Table) string {
	var sections []string
	for _, e := range engines {
		sections = append(sections, strings.TrimSpace(e.Runbook))
	}
	return strings.Replace(string(runbooks.Alerts), place, strings.Join(sections, "\n\n"), 1)
}

// runbook is what there is to do about the alerts of a rule, of components that
// are there.
func runbook(engines databases.Table, rule *monitoringv1.PrometheusRule, present declare.Present) string {
	head, sections, _ := strings.Cut(present.Text(page(engines)), "\n## ")
	kept := []string{strings.TrimSpace(head)}
	for section := range strings.SplitSeq(sections, "\n## ") {
		name, _, _ := strings.Cut(section, "\n")
		if alerts(rule, name) {
			kept = append(kept, "## "+strings.TrimSpace(section))
		}
	}
	return strings.Join(kept, "\n\n") + "\n"
}

// alerts tells whether the rule has an alert of this name.
func alerts(rule *monitoringv1.PrometheusRule, name string) bool {
	return slices.ContainsFunc(rule.Spec.Groups, func(g monitoringv1.RuleGroup) bool {
		return slices.ContainsFunc(g.Rules, func(r monitoringv1.Rule) bool { return r.Alert == name })
	})
}
