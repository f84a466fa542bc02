// Package kubeprometheusstack delivers the metrics half of an environment:
// the Prometheus operator, Prometheus, Alertmanager, Grafana, node-exporter
// and kube-state-metrics.
//
// There is no Ingress and so no root_url: Grafana is reached by port-forward
// on the Service kube-prometheus-stack-grafana. Grafana has no volume either:
// its data sources and dashboards are ConfigMaps, which its sidecars load anew
// at every start, so that a volume could only hold what nobody reviewed.
package kubeprometheusstack

import (
	"time"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/footprint"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

const (
	// ReleaseName is the Helm release; the chart derives names from it.
	ReleaseName = "kube-prometheus-stack"
	// PrometheusService answers PromQL.
	PrometheusService = ReleaseName + "-prometheus"
	// PrometheusPort is its port; the chart's default.
	PrometheusPort = 9090
	// AlertmanagerService is the Service of all Alertmanagers.
	AlertmanagerService = ReleaseName + "-alertmanager"
	// AlertmanagerPort is its port; the chart's default.
	AlertmanagerPort = 9093
	// GrafanaService is the Service of Grafana.
	GrafanaService = ReleaseName + "-grafana"
	// GrafanaPort is its port; the chart's default.
	GrafanaPort = 80
)

// The uids of the data sources, which dashboards refer to. The first two are
// the chart's defaults.
const (
	PrometheusUID   = "prometheus"
	AlertmanagerUID = "alertmanager"
	LokiUID         = "loki"
)

// What makes a ConfigMap in the cluster-services namespace a dashboard of
// Grafana: DashboardLabel with the value DashboardLabelValue. FolderAnnotation
// names the folder it is shown in.
const (
	DashboardLabel      = "grafana_dashboard"
	DashboardLabelValue = "1"
	FolderAnnotation    = "grafana_folder"
)

// EnvironmentLabel is the label that tells environments apart where their
// alerts, remote writes and log lines meet.
const EnvironmentLabel = "environment"

// Component is the metrics stack of an environment. Its XRs live on the hub
// and copy what a human must bring into the environment's cluster: Grafana's
// administrator, and the credentials of those who are told of alerts.
func Component(env platform.Environment, present declare.Present) model.Component {
	return model.Component{
		Name:     ReleaseName,
		Provides: provides(env.Name),
		Objects:  append([]model.Object{adminCopy(env.Name)}, receiverCopies(env)...),
		Health:   []model.HealthCheck{secretcopy.Health()},
		Secrets:  append([]model.Secret{adminSecret(env.Name)}, receiverSecrets(env)...),
		Releases: []model.Release{{
			Name:        ReleaseName,
			Chart:       charts.KubePrometheusStack,
			Cluster:     model.DOKS(env.Name),
			Namespace:   dokscluster.NamespaceClusterServices,
			Values:      valuesOf(env, present),
			Footprint:   footprint.InKubeSystem(footprint.CRDs(), footprint.Roles(), footprint.Webhooks()), // the Services of kube-proxy, CoreDNS and the like
			Workloads:   workloads(),
			Relied:      relied(),
			IgnoreDrift: webhookCertificates(),
			// Hooks run before and after, and volumes are made in between.
			Timeout: 15 * time.Minute,
		}},
	}
}

// webhookCertificates are the fields that the chart's patch Job, a hook, fills
// in after every install and upgrade. The chart renders none of them, and it
// passes the Job no failure policy, so the Job changes nothing else.
func webhookCertificates() []model.IgnoredField {
	const name, reason = ReleaseName + "-admission", "the chart's admission-patch Job writes the authority of the certificate it made"
	field := func(kind string, webhooks ...string) model.IgnoredField {
		ignored := model.IgnoredField{Group: "admissionregistration.k8s.io", Version: "v1", Kind: kind, Name: name, Reason: reason}
		for _, index := range webhooks {
			ignored.Paths = append(ignored.Paths, "/webhooks/"+index+"/clientConfig/caBundle")
		}
		return ignored
	}
	return []model.IgnoredField{
		field("MutatingWebhookConfiguration", "0"),
		field("ValidatingWebhookConfiguration", "0", "1"),
	}
}
