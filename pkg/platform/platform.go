// Package platform is the configuration: its types, defaults, rules and JSON
// Schema, and a strict loader that reports every finding at once.
package platform

// APIVersion and Kind head every configuration document.
const (
	APIVersion = "seamark.dev/v1alpha1"
	Kind       = "Platform"
)

// Platform is the whole configuration: one hub cluster and the environments it
// manages.
type Platform struct {
	// APIVersion is the version of this format: seamark.dev/v1alpha1.
	APIVersion string `json:"apiVersion"`
	// Kind is what the document is: Platform.
	Kind string `json:"kind"`
	// Metadata names the platform.
	Metadata Metadata `json:"metadata"`
	// Spec is what the platform is to be.
	Spec Spec `json:"spec"`
}

// Metadata names the platform.
type Metadata struct {
	// Name identifies the platform in the rendered documentation.
	Name string `json:"name"`
}

// Spec is what the platform is to be.
type Spec struct {
	// Delivery says how the rendered repository reaches the clusters.
	Delivery Delivery `json:"delivery,omitzero"`
	// Hub is the cluster that runs the engine and Crossplane.
	Hub Hub `json:"hub,omitzero"`
	// Mirrors are registries that stand in for those that charts and Crossplane
	// packages are published in. Where several match, the longest from wins.
	Mirrors []Mirror `json:"mirrors,omitempty"`
	// Defaults are what holds for every environment that does not say it itself:
	// any field of an environment that two can share. Maps are merged deeply, also
	// those of overrides; lists and values are replaced as a whole. Null takes
	// nothing away.
	Defaults Defaults `json:"defaults,omitzero"`
	// Environments are the DOKS clusters with their databases, each complete
	// with what defaults say.
	Environments []Environment `json:"environments"`
	// Overrides are Helm values by release name for the releases that all
	// environments share (crossplane, and kube-prometheus-stack of a hub that
	// watches itself), merged as those of an environment are.
	Overrides map[string]map[string]any `json:"overrides,omitempty"`
	// Charts are other versions of charts, by the name of the chart, for the
	// releases that all environments share.
	Charts map[string]ChartVersion `json:"charts,omitempty"`
}

// Defaults are what holds for every environment that does not say it itself. They
// are merged when a configuration is read: in Go there are none, for there a
// function makes environments that are alike.
type Defaults struct{}
