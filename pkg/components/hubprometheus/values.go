package hubprometheus

import (
	"seamark.dev/seamark/pkg/components/hubmetrics"
	"seamark.dev/seamark/pkg/components/internal/alertmanager"
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/platform"
)

// values are the chart's values, as far as they differ from its defaults or
// must not follow them.
type values struct {
	CRDs                  prometheusstack.CRDs         `json:"crds"`
	DefaultRules          defaultRules                 `json:"defaultRules"`
	KubeAPIServer         prometheusstack.Toggle       `json:"kubeApiServer"`
	CoreDNS               prometheusstack.Toggle       `json:"coreDns"`
	KubeControllerManager prometheusstack.Toggle       `json:"kubeControllerManager"`
	KubeEtcd              prometheusstack.Toggle       `json:"kubeEtcd"`
	KubeScheduler         prometheusstack.Toggle       `json:"kubeScheduler"`
	KubeProxy             prometheusstack.Toggle       `json:"kubeProxy"`
	Kubelet               prometheusstack.Toggle       `json:"kubelet"`
	KubeStateMetrics      prometheusstack.Toggle       `json:"kubeStateMetrics"`
	NodeExporter          prometheusstack.Toggle       `json:"nodeExporter"`
	PrometheusOperator    prometheusstack.Operator     `json:"prometheusOperator"`
	Prometheus            prometheusstack.Prometheus   `json:"prometheus"`
	Alertmanager          prometheusstack.Alertmanager `json:"alertmanager"`
	Grafana               prometheusstack.Grafana      `json:"grafana"`
}

// defaultRules are groups of the chart's rules: of those that are not named the
// chart has them all.
type defaultRules struct {
	Rules map[string]bool `json:"rules"`
}

// valuesOf are the chart's values for the hub. All that is not mentioned below is
// off, and so are the rules about it.
func valuesOf(p platform.Platform) values {
	return values{
		CRDs:               prometheusstack.CRDs{Enabled: true},
		DefaultRules:       defaultRules{off(rulesOfKubernetes...)},
		PrometheusOperator: operator(),
		Prometheus:         prometheusstack.Prometheus{PrometheusSpec: prometheusOf(p)},
		Alertmanager:       alertmanagerOf(p.Spec.Hub),
		Grafana:            grafana(),
	}
}

// rulesOfKubernetes are the groups that ask for metrics which nobody scrapes. What
// stays are alerts on Prometheus, Alertmanager, the operator and targets.
var rulesOfKubernetes = []string{
	"etcd", "k8sContainerCpuUsageSecondsTotal", "k8sContainerMemoryCache", "k8sContainerMemoryRss", "k8sContainerMemorySwap",
	"k8sContainerMemoryWorkingSetBytes", "k8sContainerResource", "k8sPodOwner", "kubeApiserverAvailability", "kubeApiserverBurnrate",
	"kubeApiserverHistogram", "kubeApiserverSlos", "kubeControllerManager", "kubePrometheusGeneral", "kubePrometheusNodeRecording",
	"kubeProxy", "kubeSchedulerAlerting", "kubeSchedulerRecording", "kubeStateMetrics", "kubelet", "kubernetesApps",
	"kubernetesResources", "kubernetesStorage", "kubernetesSystem", "network", "node", "nodeExporterAlerting", "nodeExporterRecording",
	"windows",
}

func off(groups ...string) map[string]bool {
	all := map[string]bool{}
	for _, g := range groups {
		all[g] = false
	}
	return all
}

// operator keeps no Service of kubelets in kube-system: nobody scrapes them.
func operator() prometheusstack.Operator {
	o := prometheusstack.OperatorValues()
	o.KubeletService = &prometheusstack.Toggle{}
	return o
}

// grafana shows the dashboard of the hub. Those of the chart would be empty.
func grafana() prometheusstack.Grafana {
	g := prometheusstack.GrafanaOf(hubmetrics.Namespace)
	g.DefaultDashboardsEnabled = new(false)
	return g
}

// The volumes, or what may be written to the disk of the node.
const (
	metricsSize = "5Gi"
	alertsSize  = "1Gi"
)

// prometheusOf keeps a week, if it takes no more than its volume: a hub with one
// environment has some 20,000 series. It sees all monitors and rules of the hub.
func prometheusOf(p platform.Platform) prometheusstack.PrometheusSpec {
	spec := prometheusstack.PrometheusOf()
	spec.Retention = "7d"
	spec.RetentionSize = prometheusstack.RetentionSize(metricsSize)
	spec.ExternalLabels = map[string]string{hubLabel: p.Spec.Delivery.Hub}
	spec.StorageSpec = storage(p.Spec.Hub, metricsSize)
	spec.Resources = resources.Of("100m", "320Mi", "1Gi")
	return spec
}

// storage is a volume where the configuration names a class. No class is there on
// every hub, and one that is not would hold Prometheus back for ever, so without
// a name it is the disk of the node: what alerts need comes again within hours.
func storage(h platform.Hub, size string) prometheusstack.Volume {
	if class := h.Monitoring.StorageClass; class != "" {
		return prometheusstack.VolumeOf(class, size)
	}
	return prometheusstack.OnTheNode(size)
}

// hubLabel is the label that tells alerts of the hub from those of environments
// where they meet.
const hubLabel = "hub"

// alertmanagerOf is a single one: without it for a minute, Prometheus keeps
// sending. So it has no disruption budget, which would hold back the drain of its
// node.
func alertmanagerOf(h platform.Hub) prometheusstack.Alertmanager {
	return prometheusstack.AlertmanagerOf(configOf(h.Alerts.Receiver), h.Alerts.Receiver, 1, storage(h, alertsSize))
}

// configOf puts together one kind of alert in one namespace, which is that of an
// environment.
func configOf(r platform.Receiver) alertmanager.Config {
	return alertmanager.Of(r, alertmanager.Alerts{
		From:  hubLabel,
		About: []string{"alertname", "namespace"},
		Explained: []alertmanager.Inhibit{
			// The chart's alert on targets says less of the same.
			{SourceMatchers: []string{`alertname = "HubTargetDown"`}, TargetMatchers: []string{`alertname = "TargetDown"`}, Equal: []string{"job"}},
		},
	})
}
