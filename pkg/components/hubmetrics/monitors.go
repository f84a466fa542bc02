package hubmetrics

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/crossplane"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Jobs, as the label job has them; engines have their own.
const (
	JobCrossplane = "crossplane"
	JobProviders  = "crossplane-providers"
	JobFunctions  = "crossplane-functions"
	JobState      = exporterName
)

// LabelPackage is the name of the package that a provider or a function is of.
const LabelPackage = "package"

// The labels of the pods that Crossplane makes for packages.
const (
	labelProvider = "pkg.crossplane.io/provider"
	labelFunction = "pkg.crossplane.io/function"
)

// monitors are what the hub's Prometheus scrapes, with the engine. What is ours
// comes from pods: Crossplane has no Services for its metrics.
func monitors(p platform.Platform, engine []declare.Target) []model.Object {
	all := []model.Object{
		podMonitor(p, JobCrossplane, crossplane.Namespace, "metrics", among("app", "crossplane", "crossplane-rbac-manager")),
		podMonitor(p, JobProviders, crossplane.Namespace, "metrics", there(labelProvider),
			from("__meta_kubernetes_pod_label_pkg_crossplane_io_provider", LabelPackage)),
		podMonitor(p, JobFunctions, crossplane.Namespace, "metrics", there(labelFunction),
			from("__meta_kubernetes_pod_label_pkg_crossplane_io_function", LabelPackage)),
		stateMonitor(p),
	}
	for _, t := range engine {
		all = append(all, monitorOf(p, t))
	}
	return all
}

// stateMonitor keeps the labels that kube-state-metrics gives: namespace is that
// of a resource.
func stateMonitor(p platform.Platform) *monitoringv1.PodMonitor {
	m := podMonitor(p, JobState, Namespace, portMetrics, among("app.kubernetes.io/name", exporterName))
	endpoint := &m.Spec.PodMetricsEndpoints[0]
	endpoint.HonorLabels = true
	// Each restart would begin all series anew.
	endpoint.RelabelConfigs = append(endpoint.RelabelConfigs, monitoringv1.RelabelConfig{Action: "labeldrop", Regex: "pod|container"})
	// kube-state-metrics says twice what group and kind say.
	endpoint.MetricRelabelConfigs = []monitoringv1.RelabelConfig{{Action: "labeldrop", Regex: "customresource_.*"}}
	return m
}

// monitorOf scrapes what an engine says of itself.
func monitorOf(p platform.Platform, t declare.Target) model.Object {
	var labels []monitoringv1.RelabelConfig
	if t.Label != "" {
		labels = append(labels, from(monitoringv1.LabelName(t.From), t.Label))
	}
	pods := podMonitor(p, t.Job, t.Namespace, t.Port, t.Selector, labels...)
	if !t.Services {
		return pods
	}
	endpoint := pods.Spec.PodMetricsEndpoints[0]
	return &monitoringv1.ServiceMonitor{
		TypeMeta:   kinds.ServiceMonitor,
		ObjectMeta: pods.ObjectMeta,
		Spec: monitoringv1.ServiceMonitorSpec{
			NamespaceSelector: pods.Spec.NamespaceSelector,
			Selector:          pods.Spec.Selector,
			Endpoints: []monitoringv1.Endpoint{{
				Port: t.Port, Path: endpoint.Path, Interval: endpoint.Interval, RelabelConfigs: endpoint.RelabelConfigs,
			}},
		},
	}
}

const interval = "30s"

// podMonitor scrapes a port of the pods of a namespace that are selected.
func podMonitor(p platform.Platform, name, namespace, port string, pods metav1.LabelSelector, labels ...monitoringv1.RelabelConfig) *monitoringv1.PodMonitor {
	return &monitoringv1.PodMonitor{
		TypeMeta:   kinds.PodMonitor,
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: Namespace, Labels: Selected(p)},
		Spec: monitoringv1.PodMonitorSpec{
			NamespaceSelector: monitoringv1.NamespaceSelector{MatchNames: []string{namespace}},
			Selector:          pods,
			PodMetricsEndpoints: []monitoringv1.PodMetricsEndpoint{{
				Port:           new(port),
				Path:           "/metrics",
				Interval:       interval,
				RelabelConfigs: append([]monitoringv1.RelabelConfig{job(name)}, labels...),
			}},
		},
	}
}

func job(name string) monitoringv1.RelabelConfig {
	return monitoringv1.RelabelConfig{TargetLabel: "job", Replacement: &name}
}

func from(source monitoringv1.LabelName, target string) monitoringv1.RelabelConfig {
	return monitoringv1.RelabelConfig{SourceLabels: []monitoringv1.LabelName{source}, TargetLabel: target}
}

func among(key string, values ...string) metav1.LabelSelector {
	return metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{
		Key: key, Operator: metav1.LabelSelectorOpIn, Values: values,
	}}}
}

func there(key string) metav1.LabelSelector {
	return metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{
		Key: key, Operator: metav1.LabelSelectorOpExists,
	}}}
}
