package model

import (
	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/pkg/manifest"
)

// Footprint is what a chart makes that is neither in the release's namespace
// nor named by any object of ours. An engine that is told what is allowed must
// be told of it.
type Footprint struct {
	// ClusterKinds are the kinds of objects without a namespace.
	ClusterKinds []schema.GroupKind
	// Namespaces are other namespaces that it makes objects in.
	Namespaces []string
}

// MergedValues are the typed values with the user's overrides merged over.
func (r Release) MergedValues() (*manifest.Node, error) {
	values, err := manifest.Of(r.Values)
	if err != nil {
		return nil, err
	}
	overrides, err := manifest.Of(r.Overrides)
	if err != nil {
		return nil, err
	}
	return manifest.Merge(values, overrides), nil
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
