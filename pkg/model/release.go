package model

import (
	"cmp"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/manifest"
)

// Release is a Helm release, independent of the engine that installs it.
type Release struct {
	// Name is the release's name, which charts derive object names from.
	Name string
	// Chart is the pinned chart.
	Chart charts.Chart
	// Pinned is the version that the component pins, where the configuration
	// names another one, which Chart then has; else empty.
	Pinned string
	// Mirror tells of the registry that the chart's Repository is of, if that
	// is not the one it was published in.
	Mirror Mirror
	// Cluster is where the release is installed.
	Cluster Target
	// Namespace is where it is installed.
	Namespace string
	// Values is a typed struct with json tags, one per chart.
	Values any
	// Images are the values that have images come from mirrors, merged over
	// Values.
	Images map[string]any
	// Overrides are the user's values, merged over both.
	Overrides map[string]any
	// DependsOn names releases of the same unit that must be ready before.
	DependsOn []string
	// Timeout bounds one install or upgrade. Zero means 10 minutes.
	Timeout time.Duration
	// Patches change what the chart rendered, where no value does.
	Patches []Patch
	// IgnoreDrift lists fields that others own by right.
	IgnoreDrift []IgnoredField
	// Workloads are the pods that the release runs.
	Workloads []Workload
	// Makes are the objects of the chart that others may refer to, as the
	// values decide.
	Makes []Made
	// Relied are the values that others rely on.
	Relied []Reliance
	// Footprint is what the chart makes outside of Namespace.
	Footprint Footprint
}

// HubNamespace is the namespace on the hub of what delivers the release: the
// environment's, or for a release on the hub the one it is installed in.
func (r Release) HubNamespace() string { return cmp.Or(r.Cluster.Environment(), r.Namespace) }

// Footprint is what a chart makes that is neither in the release's namespace
// nor named by any object of ours. An engine that is told what is allowed must
// be told of it.
type Footprint struct {
	// ClusterKinds are the kinds of objects without a namespace.
	ClusterKinds []schema.GroupKind
	// Namespaces are other namespaces that it makes objects in.
	Namespaces []string
}

// MergedValues are the typed values, with those of mirrored images and then the
// user's overrides merged over.
func (r Release) MergedValues() (*manifest.Node, error) {
	values, err := manifest.Of(r.Values)
	if err != nil {
		return nil, err
	}
	for _, over := range []map[string]any{r.Images, r.Overrides} {
		node, err := manifest.Of(over)
		if err != nil {
			return nil, err
		}
		values = manifest.Merge(values, node)
	}
	return values, nil
}

// Pulls are the images that the release runs, from where its values say. Of a
// chart without a contract nothing is known, and ok is false.
func (r Release) Pulls() (images []charts.ImageValue, ok bool) {
	contract, ok := charts.ContractOf(r.Chart)
	if !ok {
		return nil, false
	}
	values, err := r.MergedValues()
	if err != nil {
		return nil, false // whoever delivers the release says so
	}
	images = contract.Images(values)
	for i := range images {
		if r.Pinned != "" && images[i].Tag != values.TextAt(append(strings.Split(images[i].Path, "."), "tag")...) {
			images[i].Tag = "" // it is that of the pinned version
		}
	}
	return images, true
}

// ReleaseNotes are comments on how a release is delivered: what a reviewer must
// know and no manifest has a field for.
func ReleaseNotes(r Release) []string {
	var notes []string
	if r.Chart.Note != "" {
		notes = append(notes, r.Chart.Name+" "+r.Chart.Version+": "+r.Chart.Note)
	}
	for _, p := range r.Patches {
		notes = append(notes, "Patch on "+p.Kind+": "+p.Reason)
	}
	for _, f := range r.IgnoreDrift {
		notes = append(notes, "Ignored drift on "+f.Kind+": "+f.Reason)
	}
	return notes
}

// Mirror is a registry that stands in for the one a chart was published in; the
// zero Mirror is none.
type Mirror struct {
	// Upstream is where the chart was published, as in charts.Chart.Repository.
	Upstream string
	// Insecure registries are spoken to without TLS.
	Insecure bool
	// Secret is the Secret with the account, in HubNamespace; empty when none
	// is wanted.
	Secret string
}

// Patch is a strategic merge or JSON 6902 patch on what a chart rendered.
type Patch struct {
	// Kind and Name select the object; an empty Name selects every one of
	// the kind.
	Group, Version, Kind, Name string
	// Patch is the patch as YAML.
	Patch string
	// Reason says why no value of the chart does it.
	Reason string
}

// IgnoredField is a field that another controller writes by right, so that a
// difference in it is no drift.
type IgnoredField struct {
	Group, Version, Kind, Name string
	// Paths are JSON pointers.
	Paths []string
	// Reason says who owns the field.
	Reason string
}
