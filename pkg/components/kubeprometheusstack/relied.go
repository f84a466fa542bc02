package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/model"
)

// relied are the values that others rely on.
func relied() []model.Reliance {
	return append(prometheusstack.Relied(), []model.Reliance{
		{Path: "prometheus.prometheusSpec.externalLabels", Kept: true, Who: "the label environment tells where an alert comes from"},
		{Path: "prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec", Set: true, Who: "without a volume all metrics are gone with the pod"},
		{Path: "prometheus.prometheusSpec.retention", Kept: true, Who: "the README and the size of the volume go by spec.environments[].metrics.retention", Loses: true, Remedy: "set metrics.retention of the environment"},
		{Path: "prometheusOperator.kubeletService.enabled", Is: []string{"true"}, Who: "Prometheus finds the kubelets by this Service", Loses: true},
		{Path: "alertmanager.alertmanagerSpec.storage.volumeClaimTemplate.spec", Set: true, Who: "silences and what was already told are gone with the pod", Loses: true},
		{Path: "grafana.additionalDataSources", Kept: true, Who: "the dashboards of logs ask this data source by its uid"},
		{Path: "defaultRules.create", Is: []string{"true"}, Who: "dashboards read what these rules record, and the runbook explains their alerts", Loses: true},
		{Path: "kubeStateMetrics.enabled", Is: []string{"true"}, Who: "alerts and dashboards of workloads, volumes and nodes have no data", Loses: true},
		{Path: "kube-state-metrics.replicas", Least: 1, Who: "alerts and dashboards of workloads, volumes and nodes have no data", Loses: true},
		{Path: "kube-state-metrics.prometheus.monitor.enabled", Is: []string{"true"}, Who: "alerts and dashboards of workloads, volumes and nodes have no data", Loses: true},
		{Path: "kube-state-metrics.rbac.create", Is: []string{"true"}, Who: "it may list nothing without"},
		{Path: "kube-state-metrics.serviceAccount.create", Is: []string{"true"}, Who: "it lists with the rights of this account", Unless: "kube-state-metrics.serviceAccount.name"},
		{Path: "kube-state-metrics.metricLabelsAllowlist", Kept: true, Who: "alerts and dashboards tell node pools apart by this label"},
		{Path: "kube-state-metrics.service.port", Is: []string{"8080"}, Who: "network policies let Prometheus through to this port"},
		{Path: "nodeExporter.enabled", Is: []string{"true"}, Who: "alerts and dashboards of nodes have no data", Loses: true},
		{Path: "prometheus-node-exporter.prometheus.monitor.enabled", Is: []string{"true"}, Who: "alerts and dashboards of nodes have no data", Loses: true},
		{Path: "prometheus-node-exporter.service.port", Is: []string{"9100"}, Who: "network policies let Prometheus through to this port"},
		{Path: "kubelet.enabled", Is: []string{"true"}, Who: "alerts and dashboards of containers and volumes have no data", Loses: true},
		{Path: "kubeApiServer.enabled", Is: []string{"true"}, Who: "alerts and dashboards of the API server have no data", Loses: true},
		{Path: "coreDns.enabled", Is: []string{"true"}, Who: "alerts and dashboards of the cluster DNS have no data", Loses: true},
	}...)
}
