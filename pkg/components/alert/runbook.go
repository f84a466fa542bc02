package alert

import (
	"slices"
	"strings"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
)

// Runbook is a page with the sections that are about alerts of the rule, and its
// head. A section is headed by the name of its alert.
func Runbook(page string, rule *monitoringv1.PrometheusRule) string {
	head, sections, _ := strings.Cut(page, "\n## ")
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
