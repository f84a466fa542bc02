// Package alert is what an alert of ours is: a row of a table, of which the
// package rules makes a rule of Prometheus.
package alert

import (
	"slices"
	"strings"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"k8s.io/apimachinery/pkg/util/intstr"

	"seamark.dev/seamark/pkg/declare"
)

// Severity says how soon somebody must look: now, or today.
type Severity string

// The severities.
const (
	Critical Severity = "critical"
	Warning  Severity = "warning"
)

// Alert is one alert as a table row.
type Alert struct {
	Name     string
	Severity Severity
	// Expr is true while something is wrong; after For it is reported.
	Expr string
	For  monitoringv1.Duration
	// Summary and Description are templates over the labels of the result. They
	// may have asides, see declare.Present.Text.
	Summary, Description string
	// Watches are the components without which there is nothing to alert on. It
	// is left out without one of them.
	Watches []string
}

// Watching are alerts that watch these components, each beside its own.
func Watching(alerts []Alert, names ...string) []Alert {
	for i := range alerts {
		alerts[i].Watches = slices.Concat(alerts[i].Watches, names)
	}
	return alerts
}

// Among are the alerts that have something to watch.
func Among(alerts []Alert, present declare.Present) []Alert {
	var kept []Alert
	for _, a := range alerts {
		if present.Has(a.Watches...) {
			a.Summary, a.Description = present.Text(a.Summary), present.Text(a.Description)
			kept = append(kept, a)
		}
	}
	return kept
}

// Rule is the alert as Prometheus reads it. Its runbook is a section of its name
// on a page: a path and no URL, for where that is published is not known.
func (a Alert) Rule(page string) monitoringv1.Rule {
	return monitoringv1.Rule{
		Alert:  a.Name,
		Expr:   intstr.FromString(a.Expr),
		For:    &a.For,
		Labels: map[string]string{"severity": string(a.Severity)},
		Annotations: map[string]string{
			"summary":     a.Summary,
			"description": a.Description,
			"runbook":     page + "#" + strings.ToLower(a.Name),
		},
	}
}
