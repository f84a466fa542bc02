package flux

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
)

// unready are objects of Flux that are not ready. What waits for something else
// is not at fault.
const unready = declare.MetricCondition + `{group=~".+[.]toolkit[.]fluxcd[.]io", type="Ready", status="False", reason!="DependencyNotReady"}`

// Watched are Flux's controllers, and the conditions of its objects.
func (Engine) Watched() declare.Watch {
	return declare.Watch{
		Targets: []declare.Target{{
			Job: "flux", Namespace: Namespace, Port: "http-prom", // Flux has no Services for its metrics
			Selector: metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{
				Key: "app", Operator: metav1.LabelSelectorOpIn,
				Values: []string{"helm-controller", "kustomize-controller", "notification-controller", "source-controller"},
			}}},
			Label: "controller", From: "__meta_kubernetes_pod_label_app",
		}},
		Kinds: map[string]metav1.TypeMeta{
			"gitrepositories": kinds.GitRepository, "helmreleases": kinds.HelmRelease, "helmrepositories": kinds.HelmRepository,
			"kustomizations": kinds.Kustomization, "ocirepositories": kinds.OCIRepository,
		},
		Own:         own,
		Failing:     `min by (group, kind, namespace, name) (` + unready + `) == 0`,
		FailingWhat: "{{ $labels.kind }} {{ $labels.name }}{{ with $labels.namespace }} of {{ . }}{{ end }}",
		Stalled: `sum by (kind) (increase(gotk_reconcile_duration_seconds_count{kind=~"GitRepository|Kustomization"}[30m])) == 0` +
			` or absent(gotk_reconcile_duration_seconds_count{kind="GitRepository"}) or absent(gotk_reconcile_duration_seconds_count{kind="Kustomization"})`,
		Commands: declare.Commands{
			Failing: "`flux get all -A --status-selector ready=false`",
			Retry:   "`flux -n ENVIRONMENT reconcile helmrelease RELEASE --force`",
			Stalled: "`flux check`, `kubectl -n flux-system logs deploy/kustomize-controller --since=30m` and `flux get kustomizations -A`",
			Restart: "`kubectl -n flux-system rollout restart deploy/kustomize-controller` and `flux resume kustomization NAME`",
		},
		Panels: []declare.Panel{
			{
				Title: "Not applied", Description: "Objects of Flux that are not ready, but for those that wait for others.", Unit: units.Short,
				Expr: `count by (kind) (` + unready + `)`, Legend: "{{kind}}",
			},
			{
				Title: "Reconciliations", Description: "Per second, by kind.", Unit: units.CountsPerSecond,
				Expr: `sum by (kind) (rate(gotk_reconcile_duration_seconds_count[$__rate_interval]))`, Legend: "{{kind}}",
			},
		},
	}
}

// own are a Kustomization of the unit, and a HelmRelease for each release.
func own(u model.Unit) []model.ObjectRef {
	namespace := u.ID.Environment
	if namespace == "" {
		namespace = Namespace
	}
	kustomization, release := kinds.Kustomization.GroupVersionKind(), kinds.HelmRelease.GroupVersionKind()
	refs := []model.ObjectRef{{Group: kustomization.Group, Kind: kustomization.Kind, Namespace: namespace, Name: u.ID.Name()}}
	for at := range model.Releases([]model.Unit{u}) {
		refs = append(refs, model.ObjectRef{Group: release.Group, Kind: release.Kind, Namespace: at.Release.HubNamespace(), Name: at.Release.Name})
	}
	return refs
}
