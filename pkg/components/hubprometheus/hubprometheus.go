// Package hubprometheus is what watches a hub that watches itself: a small
// kube-prometheus-stack, of the same chart as an environment's, for Crossplane
// and the GitOps engine alone. It reads neither nodes nor objects of Kubernetes:
// no rule and no dashboard of the hub asks for them, and a hub on DOKS has graphs
// of its nodes in DigitalOcean's console.
//
// Nothing of it is reached from outside but by port-forward.
package hubprometheus

import (
	"time"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/hubmetrics"
	"seamark.dev/seamark/pkg/components/internal/alertmanager"
	"seamark.dev/seamark/pkg/components/internal/footprint"
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// ReleaseName is the Helm release, by which spec.overrides knows it.
const ReleaseName = prometheusstack.ReleaseName

// name is that of the component: an environment's has the release's name.
const name = "hub-prometheus"

// Component is the stack; nothing for a hub that something else watches, or
// nothing at all.
func Component(p platform.Platform) model.Component {
	if !p.Spec.Hub.WatchesItself() {
		return model.Component{}
	}
	return model.Component{
		Name:    name,
		Objects: objects(),
		Secrets: secrets(p.Spec.Hub.Alerts.Receiver),
		Releases: []model.Release{{
			Name:        ReleaseName,
			Chart:       charts.KubePrometheusStack,
			Cluster:     model.Hub(),
			Namespace:   hubmetrics.Namespace,
			Values:      valuesOf(p),
			Footprint:   footprint.Of(footprint.CRDs(), footprint.Roles(), footprint.Webhooks()),
			Workloads:   prometheusstack.Workloads(),
			Makes:       prometheusstack.Makes(),
			Relied:      relied(p),
			IgnoreDrift: prometheusstack.WebhookCertificates(),
			// Hooks run before and after.
			Timeout: 15 * time.Minute,
		}},
	}
}

// objects are the namespace, and who may speak to what is in it. Policies come
// before the pods, so that no pod is open at first.
func objects() []model.Object {
	all := []model.Object{hubmetrics.NewNamespace()}
	for _, policy := range prometheusstack.Policies(hubmetrics.Namespace) {
		all = append(all, policy)
	}
	return all
}

// secrets are what a person creates, beside Grafana and Alertmanager.
func secrets(r platform.Receiver) []model.Secret {
	return append(
		[]model.Secret{prometheusstack.AdminSecret(hubmetrics.Namespace, "the hub's")},
		alertmanager.Secrets(r, hubmetrics.Namespace, "Where the hub's Alertmanager sends alerts.")...)
}

// relied are the values that others rely on.
func relied(p platform.Platform) []model.Reliance {
	all := append(prometheusstack.Relied(hubmetrics.Namespace), []model.Reliance{
		{Path: "namespaceOverride", Is: []string{""}, Who: "nothing makes another namespace, and the network policies and Secrets are in " + hubmetrics.Namespace},
		{Path: "prometheus.prometheusSpec.externalLabels", Kept: true, Who: "the label hub tells where an alert comes from"},
		{Path: "prometheus.prometheusSpec.retention", Set: true, Who: "alerts on the hub look back for hours", Loses: true},
		{Path: "prometheus.prometheusSpec.retentionSize", Kept: true, Who: "it goes by the room that this Prometheus has: with more, the disk is full before anything is deleted", Loses: true, Remedy: "enlarge the volume as well"},
		{Path: "defaultRules.create", Is: []string{"true"}, Who: "Prometheus, Alertmanager and the operator are watched by these alerts", Loses: true},
	}...)
	for _, part := range []string{"coreDns", "kubeControllerManager", "kubeEtcd", "kubeProxy", "kubeScheduler", "kubelet"} {
		all = append(all, model.Reliance{Path: part + ".enabled", Is: []string{"false"}, Loses: true,
			Who: "no alert or panel of the hub asks for it, and with Argo CD the release may make nothing in kube-system"})
	}
	if p.Spec.Hub.Monitoring.StorageClass != "" {
		all = append(all, model.Reliance{Path: "prometheus.prometheusSpec.storageSpec", Set: true,
			Who: "without it there is no volume of spec.hub.monitoring.storageClass, and all metrics are gone with the pod"})
	}
	return all
}
