package hubrules

import (
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/hubmetrics"
)

const (
	// resource is by what a resource is known.
	resource = "group, kind, namespace, name"
	// ofResource names one in a text.
	ofResource = "{{ $labels.kind }} {{ $labels.name }}{{ with $labels.namespace }} of {{ . }}{{ end }}"
	// ours are our composite resources, and what they are composed of.
	ours = `group=~"` + seamark.Group + `|.+[.]m[.]crossplane[.]io"`
)

// resources are the alerts on what should be there, ready and in sync.
func resources() []alert.Alert {
	return []alert.Alert{
		{
			Name:     "HubResourceMissing",
			Severity: alert.Critical,
			// Of an exporter that is away everything would be missing.
			Expr:        Expected + ` unless on (` + resource + `) ` + hubmetrics.MetricCreated + ` and on () count(up{job="` + hubmetrics.JobState + `"} == 1) > 0`,
			For:         "90m",
			Summary:     ofResource + " is not on the hub",
			Description: "The repository has it, and the hub has not had it for 90 minutes: it was deleted, or never applied.",
		},
		{
			Name:     "HubResourceNotReady",
			Severity: alert.Warning,
			// A cluster and its databases take half an hour.
			Expr:        `min by (` + resource + `) (` + hubmetrics.MetricCondition + `{group="` + seamark.Group + `", type="Ready"}) == 0`,
			For:         "1h",
			Summary:     ofResource + " is not ready",
			Description: "It has not been ready for an hour.",
		},
		{
			Name:        "HubResourceNotSynced",
			Severity:    alert.Warning,
			Expr:        `min by (` + resource + `) (` + hubmetrics.MetricCondition + `{` + ours + `, type="Synced"}) == 0`,
			For:         "30m",
			Summary:     ofResource + " is not in sync",
			Description: "For half an hour Crossplane has not been able to make it what the configuration says. What runs goes on as it was, until something changes or expires.",
		},
		{
			Name:     "CreationInterrupted",
			Severity: alert.Critical,
			// Crossplane notes that it begins, and then what became of it.
			Expr:        hubmetrics.MetricPending + ` unless (` + hubmetrics.MetricSucceeded + ` >= ` + hubmetrics.MetricPending + `) unless (` + hubmetrics.MetricFailed + ` >= ` + hubmetrics.MetricPending + `)`,
			For:         "15m",
			Summary:     "The creation of " + ofResource + " was interrupted",
			Description: "Crossplane began to create it and does not know what became of that. It does nothing more, for it could make a second one.",
		},
	}
}
