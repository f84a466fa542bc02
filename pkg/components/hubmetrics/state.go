package hubmetrics

import (
	"maps"

	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/declare"
)

// Metrics of kube-state-metrics, with its prefix. All bear group, kind, name and
// namespace of the resource, as far as it has them.
const (
	// MetricCreated is when a resource was created: it is there.
	MetricCreated = prefix + "_resource_created_timestamp_seconds"
	// MetricCondition is 1 for a condition that is True and 0 for one that is
	// not, with type, status and reason.
	MetricCondition = declare.MetricCondition
	// MetricCloud is a condition of a resource at DigitalOcean as its composite
	// resource repeats it, with the message: what DigitalOcean answered. The
	// label resource is the resource's name in the Composition.
	MetricCloud = prefix + "_cloud_condition"
	// MetricVersion is the generation of a cluster's spec, with its versions as
	// labels: wanted and running.
	MetricVersion = prefix + "_cluster_generation"
	// MetricPending, MetricSucceeded and MetricFailed are when Crossplane last
	// began to create something, and what became of it.
	MetricPending   = prefix + "_managed_create_pending_timestamp_seconds"
	MetricSucceeded = prefix + "_managed_create_succeeded_timestamp_seconds"
	MetricFailed    = prefix + "_managed_create_failed_timestamp_seconds"
	// MetricAsked is when a request that is sent again and again was last sent.
	MetricAsked = prefix + "_request_last_reconcile_timestamp_seconds"

	prefix = "seamark"
)

// state is the custom-resource-state configuration of kube-state-metrics, as far
// as it is used here.
type state struct {
	Kind string    `json:"kind"`
	Spec stateSpec `json:"spec"`
}

type stateSpec struct {
	Resources []stateResource `json:"resources"`
}

type stateResource struct {
	Of               stateKind           `json:"groupVersionKind"`
	MetricNamePrefix string              `json:"metricNamePrefix"`
	CommonLabels     map[string]string   `json:"commonLabels"`
	LabelsFromPath   map[string][]string `json:"labelsFromPath"`
	Metrics          []stateMetric       `json:"metrics"`
}

type stateKind struct {
	Group   string `json:"group"`
	Version string `json:"version"`
	Kind    string `json:"kind"`
}

type stateMetric struct {
	Name           string              `json:"name"`
	Help           string              `json:"help"`
	CommonLabels   map[string]string   `json:"commonLabels,omitempty"`
	LabelsFromPath map[string][]string `json:"labelsFromPath,omitempty"`
	Each           stateEach           `json:"each"`
}

type stateEach struct {
	Type  string     `json:"type"`
	Gauge stateValue `json:"gauge"`
}

// stateValue reads what is at Path: a value, or of a list each item's ValueFrom.
type stateValue struct {
	Path           []string            `json:"path"`
	LabelsFromPath map[string][]string `json:"labelsFromPath,omitempty"`
	ValueFrom      []string            `json:"valueFrom,omitempty"`
}

func stateOf(watched []Kind) state {
	s := state{Kind: "CustomResourceStateMetrics"}
	for _, k := range watched {
		s.Spec.Resources = append(s.Spec.Resources, stateResource{
			Of:               stateKind{k.Group, k.Version, k.Kind},
			MetricNamePrefix: "", // the names below are whole
			CommonLabels:     map[string]string{"group": k.Group, "kind": k.Kind},
			LabelsFromPath: map[string][]string{
				"name":      {"metadata", "name"},
				"namespace": {"metadata", "namespace"},
			},
			Metrics: metricsOf(k),
		})
	}
	return s
}

func metricsOf(k Kind) []stateMetric {
	all := []stateMetric{
		timestamp(MetricCreated, "When the resource was created.", "metadata", "creationTimestamp"),
		conditions(MetricCondition, "Whether a condition of the resource is True.", nil, "status", "conditions"),
	}
	for _, name := range k.Cloud {
		m := conditions(MetricCloud, "Whether a condition of a resource at DigitalOcean is True, and what DigitalOcean answered.",
			map[string][]string{"message": {"message"}}, "status", "cloud", name)
		m.CommonLabels = map[string]string{"resource": name}
		all = append(all, m)
	}
	if k.Managed {
		all = append(all,
			timestamp(MetricPending, "When Crossplane last began to create it.", "metadata", "annotations", "crossplane.io/external-create-pending"),
			timestamp(MetricSucceeded, "When Crossplane last created it.", "metadata", "annotations", "crossplane.io/external-create-succeeded"),
			timestamp(MetricFailed, "When Crossplane last failed to create it.", "metadata", "annotations", "crossplane.io/external-create-failed"),
		)
	}
	switch k.GroupVersionKind {
	case seamark.KindDOKSCluster.GroupVersionKind():
		all = append(all, versions())
	case providerhttp.KindDisposableRequest.GroupVersionKind():
		all = append(all, timestamp(MetricAsked, "When the request was last sent.", "status", "lastReconcileTime"))
	}
	return all
}

func timestamp(name, help string, path ...string) stateMetric {
	return stateMetric{Name: name, Help: help, Each: stateEach{Type: "Gauge", Gauge: stateValue{Path: path}}}
}

func conditions(name, help string, labels map[string][]string, path ...string) stateMetric {
	all := map[string][]string{"type": {"type"}, "status": {"status"}, "reason": {"reason"}}
	maps.Copy(all, labels)
	return stateMetric{Name: name, Help: help, Each: stateEach{Type: "Gauge", Gauge: stateValue{
		Path: path, LabelsFromPath: all, ValueFrom: []string{"status"},
	}}}
}

// versions is a number that is always there, for the labels beside it.
func versions() stateMetric {
	m := timestamp(MetricVersion, "The generation of the cluster's spec, with the version that is wanted and the one that runs.", "metadata", "generation")
	m.LabelsFromPath = map[string][]string{"wanted": {"spec", "version"}, "running": {"status", "version"}}
	return m
}
