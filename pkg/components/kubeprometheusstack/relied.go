package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// relied are the values that others rely on.
func relied(env platform.Environment) []model.Reliance {
	var sent []model.Reliance
	if len(env.Metrics.RemoteWrite) > 0 {
		sent = append(sent, model.Reliance{Path: "prometheus.prometheusSpec.remoteWrite", Kept: true, Who: "metrics.remoteWrite of the environment says where metrics are sent", Loses: true, Remedy: "say it in metrics.remoteWrite, or repeat what stands there"})
	}
	return append(append(prometheusstack.Relied(dokscluster.NamespaceClusterServices), sent...), []model.Reliance{
		{Path: "prometheus.prometheusSpec.externalLabels", Kept: true, Who: "the label environment tells where an alert comes from"},
		{Path: "prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec", Set: true, Who: "without a volume all metrics are gone with the pod"},
		{Path: "prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources.requests.storage", LeastAt: "prometheus.prometheusSpec.retentionSize", Who: "Prometheus would fill its volume, and stop"},
		{Path: "prometheus.prometheusSpec.retention", Kept: true, Who: "the README and the size of the volume go by spec.environments[].metrics.retention", Loses: true, Remedy: "set metrics.retention of the environment"},
		{Path: "prometheusOperator.kubeletService.enabled", Is: []string{"true"}, Who: "Prometheus finds the kubelets by this Service", Loses: true},
		{Path: "prometheusOperator.kubeletEndpointSliceEnabled", Is: []string{"true"}, Who: "Prometheus finds the kubelets by it", Unless: "prometheusOperator.kubeletEndpointsEnabled", Loses: true},
		{Path: "kubelet.namespace", Is: []string{"kube-system"}, Who: "the operator keeps the Service of the kubelets there", Loses: true},
		{Path: "kubelet.serviceMonitor.kubelet", Is: []string{"true"}, Who: "alerts and dashboards of volumes have no data", Loses: true},
		{Path: "kubelet.serviceMonitor.https", Is: []string{"true"}, Who: "the kubelets answer by TLS alone", Loses: true},
		{Path: "alertmanager.alertmanagerSpec.storage.volumeClaimTemplate.spec", Set: true, Who: "silences and what was already told are gone with the pod", Loses: true},
		{Path: "grafana.additionalDataSources", Kept: true, Who: "the dashboards of logs ask this data source by its uid"},
		{Path: "defaultRules.create", Is: []string{"true"}, Who: "dashboards read what these rules record, and the runbook explains their alerts", Loses: true},
		{Path: "defaultRules.rules.k8sContainerCpuUsageSecondsTotal", Is: []string{"true"}, Who: "dashboards read what these rules record", Loses: true},
		{Path: "defaultRules.rules.k8sContainerMemoryWorkingSetBytes", Is: []string{"true"}, Who: "dashboards read what these rules record", Loses: true},
		{Path: "defaultRules.rules.k8sContainerResource", Is: []string{"true"}, Who: "dashboards read what these rules record", Loses: true},
		{Path: "defaultRules.rules.k8sPodOwner", Is: []string{"true"}, Who: "dashboards read what these rules record", Loses: true},
		{Path: "defaultRules.rules.nodeExporterRecording", Is: []string{"true"}, Who: "dashboards read what these rules record", Loses: true},
		{Path: "kubeStateMetrics.enabled", Is: []string{"true"}, Who: "alerts and dashboards of workloads, volumes and nodes have no data", Loses: true},
		{Path: "kube-state-metrics.replicas", Least: 1, Who: "alerts and dashboards of workloads, volumes and nodes have no data", Loses: true},
		{Path: "kube-state-metrics.prometheus.monitor.enabled", Is: []string{"true"}, Who: "alerts and dashboards of workloads, volumes and nodes have no data", Loses: true},
		{Path: "kube-state-metrics.rbac.create", Is: []string{"true"}, Who: "it may list nothing without"},
		{Path: "kube-state-metrics.rbac.useClusterRole", Is: []string{"true"}, Who: "alerts and dashboards of all other namespaces have no data", Loses: true},
		{Path: "kube-state-metrics.automountServiceAccountToken", Is: []string{"true"}, Who: "it lists the objects of Kubernetes with this token"},
		{Path: "kube-state-metrics.collectors", Holds: []string{"daemonsets", "deployments", "jobs", "namespaces", "nodes", "persistentvolumeclaims", "pods", "statefulsets"}, Who: "alerts and dashboards of these have no data", Loses: true},
		{Path: "kube-state-metrics.namespaces", Is: []string{""}, Who: "alerts and dashboards of all other namespaces have no data", Loses: true},
		{Path: "kube-state-metrics.releaseNamespace", Is: []string{"false"}, Who: "alerts and dashboards of all other namespaces have no data", Loses: true},
		{Path: "kube-state-metrics.metricDenylist", Is: []string{""}, Who: "alerts and dashboards of these metrics have no data", Loses: true},
		{Path: "kube-state-metrics.metricAllowlist", Is: []string{""}, Who: "alerts and dashboards of all other metrics have no data", Loses: true},
		{Path: "kube-state-metrics.kubeRBACProxy.enabled", Is: []string{"false"}, Who: "Prometheus asks without a token, and the proxy would refuse it", Loses: true},
		{Path: "kube-state-metrics.serviceAccount.create", Is: []string{"true"}, Who: "it lists with the rights of this account", Unless: "kube-state-metrics.serviceAccount.name"},
		{Path: "kube-state-metrics.metricLabelsAllowlist", Kept: true, Who: "alerts and dashboards tell node pools apart by this label"},
		{Path: "kube-state-metrics.service.port", Is: []string{"8080"}, Who: "network policies let Prometheus through to this port"},
		{Path: "nodeExporter.enabled", Is: []string{"true"}, Who: "alerts and dashboards of nodes have no data", Loses: true},
		{Path: "prometheus-node-exporter.prometheus.monitor.enabled", Is: []string{"true"}, Who: "alerts and dashboards of nodes have no data", Loses: true},
		{Path: "prometheus-node-exporter.prometheus.monitor.jobLabel", Is: []string{"jobLabel"}, Who: "alerts and dashboards find the nodes by this label", Loses: true},
		{Path: "prometheus-node-exporter.tolerations", Set: true, Who: "nodes with taints have no data", Loses: true},
		{Path: "prometheus-node-exporter.hostNetwork", Is: []string{"true"}, Who: "the network of the nodes has no data", Loses: true},
		{Path: "prometheus-node-exporter.hostRootFsMount.enabled", Is: []string{"true"}, Who: "the file systems of the nodes have no data", Loses: true},
		{Path: "prometheus-node-exporter.kubeRBACProxy.enabled", Is: []string{"false"}, Who: "Prometheus asks without a token, and the proxy would refuse it", Loses: true},
		{Path: "prometheus-node-exporter.service.port", Is: []string{"9100"}, Who: "network policies let Prometheus through to this port"},
		{Path: "prometheus-node-exporter.service.targetPort", Is: []string{"9100"}, Who: "the exporter answers at this port of its pod"},
		{Path: "prometheus-node-exporter.service.enabled", Is: []string{"true"}, Who: "alerts and dashboards of nodes have no data", Loses: true},
		{Path: "kubelet.enabled", Is: []string{"true"}, Who: "alerts and dashboards of containers and volumes have no data", Loses: true},
		{Path: "kubelet.serviceMonitor.cAdvisor", Is: []string{"true"}, Who: "alerts and dashboards of containers have no data", Loses: true},
		{Path: "kubelet.jobNameOverride", Is: []string{""}, Who: "alerts and dashboards find the kubelets by the name of this job", Loses: true},
		{Path: "kubeApiServer.enabled", Is: []string{"true"}, Who: "alerts and dashboards of the API server have no data", Loses: true},
		{Path: "kubeApiServer.jobNameOverride", Is: []string{""}, Who: "alerts and dashboards find the API server by the name of this job", Loses: true},
		{Path: "coreDns.enabled", Is: []string{"true"}, Who: "alerts and dashboards of the cluster DNS have no data", Loses: true},
		{Path: "coreDns.service.port", Is: []string{"9153"}, Who: "alerts and dashboards of the cluster DNS have no data", Loses: true},
		{Path: "coreDns.service.targetPort", Is: []string{"9153"}, Who: "alerts and dashboards of the cluster DNS have no data", Loses: true},
	}...)
}
