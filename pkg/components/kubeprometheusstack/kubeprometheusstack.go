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
	"slices"
	"time"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/footprint"
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

const (
	// ReleaseName is the Helm release; the chart derives names from it.
	ReleaseName = prometheusstack.ReleaseName
	// PrometheusService answers PromQL.
	PrometheusService = prometheusstack.PrometheusService
	// PrometheusPort is its port; the chart's default.
	PrometheusPort = prometheusstack.PrometheusPort
	// AlertmanagerService is the Service of all Alertmanagers.
	AlertmanagerService = prometheusstack.AlertmanagerService
	// AlertmanagerPort is its port; the chart's default.
	AlertmanagerPort = prometheusstack.AlertmanagerPort
	// GrafanaService is the Service of Grafana.
	GrafanaService = prometheusstack.GrafanaService
	// GrafanaPort is its port; the chart's default.
	GrafanaPort = prometheusstack.GrafanaPort
)

// The uids of the data sources, which dashboards refer to. The first two are
// the chart's defaults.
const (
	PrometheusUID   = prometheusstack.PrometheusUID
	AlertmanagerUID = prometheusstack.AlertmanagerUID
	LokiUID         = "loki"
)

// What makes a ConfigMap in the cluster-services namespace a dashboard of
// Grafana: DashboardLabel with the value DashboardLabelValue. FolderAnnotation
// names the folder it is shown in.
const (
	DashboardLabel      = prometheusstack.DashboardLabel
	DashboardLabelValue = prometheusstack.DashboardLabelValue
	FolderAnnotation    = prometheusstack.FolderAnnotation
)

// EnvironmentLabel is the label that tells environments apart where their
// alerts, remote writes and log lines meet.
const EnvironmentLabel = "environment"

// Component is the metrics stack of an environment. Its XRs live on the hub
// and copy what a human must bring into the environment's cluster: Grafana's
// administrator, and the credentials of those who are told of alerts.
func Component(env platform.Environment, present declare.Present) model.Component {
	return model.Component{
		Name:    ReleaseName,
		Objects: slices.Concat([]model.Object{adminCopy(env.Name)}, receiverCopies(env), remoteCopies(env)),
		Health:  []model.HealthCheck{secretcopy.Health()},
		Secrets: slices.Concat([]model.Secret{adminSecret(env.Name)}, receiverSecrets(env), remoteSecrets(env)),
		Releases: []model.Release{{
			Name:        ReleaseName,
			Chart:       charts.KubePrometheusStack,
			Cluster:     model.DOKS(env.Name),
			Namespace:   dokscluster.NamespaceClusterServices,
			Values:      valuesOf(env, present),
			Footprint:   footprint.InKubeSystem(footprint.CRDs(), footprint.Roles(), footprint.Webhooks()), // the Services of kube-proxy, CoreDNS and the like
			Workloads:   workloads(),
			Makes:       makes(),
			Relied:      relied(env),
			IgnoreDrift: prometheusstack.WebhookCertificates(),
			// Hooks run before and after, and volumes are made in between.
			Timeout: 15 * time.Minute,
		}},
	}
}
