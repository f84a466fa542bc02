package argocd

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/declare"
)

// Watched is Argo CD, which tells of its Applications itself. Its Services are
// scraped, whose ports have names; those of its pods have none.
func (Engine) Watched() declare.Watch {
	return declare.Watch{
		Targets: []declare.Target{{
			Job: "argocd", Namespace: Namespace, Port: "metrics", Services: true,
			Selector: metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{
				Key: "app.kubernetes.io/part-of", Operator: metav1.LabelSelectorOpIn, Values: []string{"argocd"},
			}}},
			Label: "service", From: "__meta_kubernetes_service_name",
		}},
		Failing:     `max by (name, project) (argocd_app_info{health_status!~"Healthy|Progressing|Suspended"} or argocd_app_info{sync_status!="Synced"}) > 0`,
		FailingWhat: "The Application {{ $labels.name }}",
		Stalled:     `sum(increase(argocd_app_reconcile_count[30m])) == 0 or absent(argocd_app_reconcile_count)`,
		Commands: declare.Commands{
			Failing: "`kubectl -n argocd get applications`, then `argocd app get NAME`",
			Retry:   "`argocd app sync ENVIRONMENT-RELEASE`",
			Stalled: "`kubectl -n argocd get pods` and `kubectl -n argocd logs statefulset/argocd-application-controller --since=30m`",
			Restart: "`kubectl -n argocd rollout restart statefulset/argocd-application-controller`",
		},
		Panels: []declare.Panel{
			{
				Title: "Applications", Description: "By what Argo CD finds of them.", Unit: units.Short,
				Expr: `count by (sync_status, health_status) (argocd_app_info)`, Legend: "{{sync_status}} {{health_status}}",
			},
			{
				Title: "Reconciliations", Description: "Per second.", Unit: units.CountsPerSecond,
				Expr: `sum(rate(argocd_app_reconcile_count[$__rate_interval]))`, Legend: "Applications",
			},
		},
	}
}
