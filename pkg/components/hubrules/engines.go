package hubrules

import (
	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/hubmetrics"
	"seamark.dev/seamark/pkg/platform"
)

// engines are the alerts on each engine. Under one name they mean the same.
var engines = map[platform.Engine][]alert.Alert{
	platform.Flux: {
		failing(
			// What waits for something else is not at fault.
			`min by (`+resource+`) (`+hubmetrics.MetricCondition+`{group=~".+[.]toolkit[.]fluxcd[.]io", type="Ready", status="False", reason!="DependencyNotReady"}) == 0`,
			ofResource,
		),
		stalled(`sum by (kind) (increase(gotk_reconcile_duration_seconds_count{kind=~"GitRepository|Kustomization"}[30m])) == 0` +
			` or absent(gotk_reconcile_duration_seconds_count{kind="GitRepository"}) or absent(gotk_reconcile_duration_seconds_count{kind="Kustomization"})`),
	},
	platform.ArgoCD: {
		failing(
			`max by (name, project) (argocd_app_info{health_status!~"Healthy|Progressing|Suspended"} or argocd_app_info{sync_status!="Synced"}) > 0`,
			"The Application {{ $labels.name }}",
		),
		stalled(`sum(increase(argocd_app_reconcile_count[30m])) == 0 or absent(argocd_app_reconcile_count)`),
	},
}

func failing(expr, what string) alert.Alert {
	return alert.Alert{
		Name:        "EngineFailing",
		Severity:    alert.Warning,
		Expr:        expr,
		For:         "30m",
		Summary:     what + " is not what Git says",
		Description: "The GitOps engine has not been able to apply it for half an hour, or finds it unhealthy. What waits for it waits.",
	}
}

func stalled(expr string) alert.Alert {
	return alert.Alert{
		Name:        "EngineStalled",
		Severity:    alert.Critical,
		Expr:        expr,
		For:         "15m",
		Summary:     "The GitOps engine reconciles nothing{{ with $labels.kind }} of kind {{ . }}{{ end }}",
		Description: "Within half an hour it has not compared anything with Git. Commits are not applied, and drift is not undone.",
	}
}
