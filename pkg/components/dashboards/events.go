package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/alloy"
	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/loki"
)

// ofEvents selects the events of the namespaces that the reader chose. Alloy
// writes each as JSON, with kind, name, reason, type and msg.
const ofEvents = `{job="kubernetes-events", environment=~"$environment", namespace=~"$namespace"} | json`

// events is what Kubernetes says of its objects: why a pod does not start, what
// was evicted, what the autoscaler did.
func events() board.Board {
	return board.Board{
		Name:        "events",
		Title:       "Kubernetes events",
		Description: "The events of the cluster, which Kubernetes itself forgets after an hour.",
		Tags:        []string{"logs", "kubernetes"},
		Variables: []board.Variable{
			{Name: "environment", Label: "Environment", Streams: `{job="kubernetes-events"}`},
			{Name: "namespace", Label: "Namespace", Streams: `{job="kubernetes-events", environment=~"$environment"}`},
			{Name: "search", Label: "Search", Typed: true},
		},
		Links:   []string{"overview", "system"},
		Watches: []string{alloy.ReleaseName, loki.ReleaseName},
		Rows: []board.Row{
			{Title: "How many", Panels: eventNumbers()},
			{Title: "Over time", Panels: eventGraphs()},
			{Title: "Events", Panels: []board.Panel{{
				Title: "Events", Description: "The newest first. Search takes a regular expression, without regard to case.",
				Loki: true, Logs: true,
				Queries: []board.Query{{Expr: `{job="kubernetes-events", environment=~"$environment", namespace=~"$namespace"} |~ "(?i)$search" | json | line_format "{{.type}} {{.kind}}/{{.name}} {{.reason}}: {{.msg}}"`}},
			}}},
		},
	}
}

func eventNumbers() []board.Panel {
	reason := func(title, description, pattern string, thresholds ...float64) board.Panel {
		return board.Panel{
			Title: title, Description: description + " Within the chosen time.",
			Unit: units.Short, Stat: true, Thresholds: thresholds, Loki: true,
			Queries: []board.Query{{Expr: `sum(count_over_time(` + ofEvents + ` | reason=~"` + pattern + `" [$__range]))`}},
		}
	}
	return []board.Panel{
		{
			Title: "Warnings", Description: "Events of the type Warning. Within the chosen time.",
			Unit: units.Short, Stat: true, Thresholds: []float64{10, 100}, Loki: true,
			Queries: []board.Query{{Expr: `sum(count_over_time(` + ofEvents + ` | type="Warning" [$__range]))`}},
		},
		reason("Not scheduled", "Pods for which no node had room.", "FailedScheduling", 1, 20),
		reason("Restarts", "Containers that ended and wait to be started again.", "BackOff", 1, 20),
		reason("Failed probes", "Liveness and readiness probes that failed.", "Unhealthy", 10, 100),
		reason("Failed mounts", "Volumes that could not be attached or mounted.", "FailedMount|FailedAttachVolume", 1, 20),
		reason("Evictions", "Pods that a node got rid of, and processes killed for want of memory.", "Evicted|OOMKilling|SystemOOM", 1, 5),
	}
}

func eventGraphs() []board.Panel {
	return []board.Panel{
		{
			Title: "Warnings by reason", Description: "The ten most frequent reasons, per second.",
			Unit: units.CountsPerSecond, Loki: true, Stacked: true,
			Queries: []board.Query{{Expr: `topk(10, sum by (reason) (rate(` + ofEvents + ` | type="Warning" [$__auto])))`, Legend: "{{reason}}"}},
		},
		{
			Title: "Warnings by namespace", Description: "Per second.",
			Unit: units.CountsPerSecond, Loki: true, Stacked: true,
			Queries: []board.Query{{Expr: `sum by (namespace) (rate(` + ofEvents + ` | type="Warning" [$__auto]))`, Legend: "{{namespace}}"}},
		},
	}
}
