package crossplane_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components/crossplane"
)

func TestComponent(t *testing.T) {
	release := crossplane.Component().Releases[0]
	if !release.Cluster.IsHub() || release.Namespace != crossplane.Namespace {
		t.Errorf("installed in %s of %s, want the hub", release.Namespace, release.Cluster)
	}
}

// TestActivationsAreEmpty: left out, the chart would switch on every kind of
// every provider.
func TestActivationsAreEmpty(t *testing.T) {
	data, err := json.Marshal(crossplane.Component().Releases[0].Values)
	if err != nil {
		t.Fatal(err)
	}
	var values struct {
		Provider map[string]any `json:"provider"`
	}
	if err := json.Unmarshal(data, &values); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]any{"defaultActivations": []any{}}, values.Provider); diff != "" {
		t.Errorf("provider (-want +got):\n%s", diff)
	}
}
