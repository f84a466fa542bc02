package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// ofEvents selects the events of the namespaces that the reader chose. Alloy
// writes each as JSON, with kind, name, reason, type and msg.
const ofEvents = `{job="kubernetes-events", environment=~"$environment", namespace=~"$namespace"} | json`

// events is what Kubernetes says of its objects: why a pod does not start, what
// was evicted, what the autoscaler did.
func events() board {
	return board{
		name:        "events",
		title:       "Kubernetes events",
		description: "The events of the cluster, which Kubernetes itself forgets after an hour.",
		tags:        []string{"logs", "kubernetes"},
		variables: []variable{
			{name: "environment", label: "Environment", streams: `{job="kubernetes-events"}`},
			{name: "namespace", label: "Namespace", streams: `{job="kubernetes-events", environment=~"$environment"}`},
			{name: "search", label: "Search", typed: true},
		},
		links: []string{"overview", "system"},
		rows: []row{
			{"How many", eventNumbers()},
			{"Over time", eventGraphs()},
			{"Events", []panel{{
				title: "Events", description: "The newest first. Search takes a regular expression, without regard to case.",
				loki: true, logs: true,
				queries: []query{{`{job="kubernetes-events", environment=~"$environment", namespace=~"$namespace"} |~ "(?i)$search" | json | line_format "{{.type}} {{.kind}}/{{.name}} {{.reason}}: {{.msg}}"`, ""}},
			}}},
		},
	}
}

func eventNumbers() []panel {
	reason := func(title, description, pattern string, thresholds ...float64) panel {
		return panel{
			title: title, description: description + " Within the chosen time.",
			unit: units.Short, stat: true, thresholds: thresholds, loki: true,
			queries: []query{{`sum(count_over_time(` + ofEvents + ` | reason=~"` + pattern + `" [$__range]))`, ""}},
		}
	}
	return []panel{
		{
			title: "Warnings", description: "Events of the type Warning. Within the chosen time.",
			unit: units.Short, stat: true, thresholds: []float64{10, 100}, loki: true,
			queries: []query{{`sum(count_over_time(` + ofEvents + ` | type="Warning" [$__range]))`, ""}},
		},
		reason("Not scheduled", "Pods for which no node had room.", "FailedScheduling", 1, 20),
		reason("Restarts", "Containers that ended and wait to be started again.", "BackOff", 1, 20),
		reason("Failed probes", "Liveness and readiness probes that failed.", "Unhealthy", 10, 100),
		reason("Failed mounts", "Volumes that could not be attached or mounted.", "FailedMount|FailedAttachVolume", 1, 20),
		reason("Evictions", "Pods that a node got rid of, and processes killed for want of memory.", "Evicted|OOMKilling|SystemOOM", 1, 5),
	}
}

func eventGraphs() []panel {
	return []panel{
		{
			title: "Warnings by reason", description: "The ten most frequent reasons, per second.",
			unit: units.CountsPerSecond, loki: true, stacked: true,
			queries: []query{{`topk(10, sum by (reason) (rate(` + ofEvents + ` | type="Warning" [$__auto])))`, "{{reason}}"}},
		},
		{
			title: "Warnings by namespace", description: "Per second.",
			unit: units.CountsPerSecond, loki: true, stacked: true,
			queries: []query{{`sum by (namespace) (rate(` + ofEvents + ` | type="Warning" [$__auto]))`, "{{namespace}}"}},
		},
	}
}
