package prometheusstack

import corev1 "k8s.io/api/core/v1"

// RemoteWrite is a place that Prometheus sends samples to, as the operator's
// remoteWrite has it.
type RemoteWrite struct {
	Name                string            `json:"name"`
	URL                 string            `json:"url"`
	Headers             map[string]string `json:"headers,omitempty"`
	BasicAuth           *BasicAuth        `json:"basicAuth,omitempty"`
	Authorization       *Authorization    `json:"authorization,omitempty"`
	WriteRelabelConfigs []Relabel         `json:"writeRelabelConfigs,omitempty"`
}

// BasicAuth are keys of a Secret beside Prometheus.
type BasicAuth struct {
	Username corev1.SecretKeySelector `json:"username"`
	Password corev1.SecretKeySelector `json:"password"`
}

// Authorization is a bearer token, a key of such a Secret.
type Authorization struct {
	Credentials corev1.SecretKeySelector `json:"credentials"`
}

// Relabel keeps or drops by a label.
type Relabel struct {
	SourceLabels []string `json:"sourceLabels"`
	Regex        string   `json:"regex"`
	Action       string   `json:"action"`
}
