package prometheusstack

import "seamark.dev/seamark/pkg/components/internal/resources"

// Toggle turns a part of the chart on or off.
type Toggle struct {
	Enabled bool `json:"enabled"`
}

// Sized is a part of which only the share of a node is said.
type Sized struct {
	Resources resources.Resources `json:"resources"`
}

// CRDs are the kinds of the Prometheus operator. The GitOps engine installs and
// replaces them, so the chart's own upgrade Job stays off.
type CRDs struct {
	Enabled    bool   `json:"enabled"`
	UpgradeJob Toggle `json:"upgradeJob"`
}

// Operator is the Prometheus operator.
type Operator struct {
	KubeletService              *Toggle             `json:"kubeletService,omitempty"`
	KubeletEndpointsEnabled     bool                `json:"kubeletEndpointsEnabled"`
	KubeletEndpointSliceEnabled bool                `json:"kubeletEndpointSliceEnabled"`
	Resources                   resources.Resources `json:"resources"`
	PrometheusConfigReloader    Sized               `json:"prometheusConfigReloader"`
	AdmissionWebhooks           AdmissionWebhooks   `json:"admissionWebhooks"`
}

// AdmissionWebhooks refuse rules and monitors with mistakes.
type AdmissionWebhooks struct {
	Patch Sized `json:"patch"`
}

// OperatorValues finds the kubelets by EndpointSlice, as Endpoints are
// deprecated.
//
// The admission webhooks keep their certificate from the chart's two Jobs:
// cert-manager could issue it, but its own release waits for this one, which
// brings the CRD of its ServiceMonitor.
func OperatorValues() Operator {
	return Operator{
		KubeletEndpointSliceEnabled: true,
		Resources:                   resources.Of("25m", "64Mi", "256Mi"),
		PrometheusConfigReloader:    Sized{resources.Of("10m", "32Mi", "64Mi")},
		AdmissionWebhooks:           AdmissionWebhooks{Sized{resources.Of("10m", "32Mi", "64Mi")}},
	}
}
