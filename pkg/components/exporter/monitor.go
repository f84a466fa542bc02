package exporter

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// ScrapeTimeout is how long Prometheus waits for the metrics.
const ScrapeTimeout = "10s"

// Monitor is what charts take for a ServiceMonitor. Some call the scrape timeout
// by another name than the others, and ignore theirs.
type Monitor struct {
	Enabled       bool                         `json:"enabled"`
	Interval      string                       `json:"interval"`
	Timeout       string                       `json:"timeout,omitempty"`
	ScrapeTimeout string                       `json:"scrapeTimeout,omitempty"`
	Relabelings   []monitoringv1.RelabelConfig `json:"relabelings"`
}

// MonitorOf names the database in every series. The scrape timeout is for the
// chart's own package to set.
func MonitorOf(database string) Monitor {
	return Monitor{
		Enabled:  true,
		Interval: "30s",
		Relabelings: []monitoringv1.RelabelConfig{
			{TargetLabel: manageddatabase.LabelDatabaseCluster, Replacement: new(database)},
		},
	}
}
