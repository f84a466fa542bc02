// Package alert is what an alert of ours is: a row of a table, of which the
// package rules makes a rule of Prometheus.
package alert

import monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

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
	// Summary and Description are templates over the labels of the result.
	Summary, Description string
}
