package apis_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/compose"
)

// byHand are the resources that a second creation would double, or that
// DigitalOcean gives an ID which only a person can find: when their provider
// ends while it creates them, the owner decides, as docs/runbooks/hub.md says.
var byHand = []string{
	"DOKSCluster/cluster", "DOKSCluster/vpc", "LogSink/sink", "ManagedDatabase/database", "NodePool/pool", "ObjectStore/key",
}

// TestInterrupted wants every other resource that is created to be repeatable: a
// new one is in the list or has the annotations.
func TestInterrupted(t *testing.T) {
	stuck := map[string]bool{}
	for _, c := range compositions(t) {
		for _, r := range c.input.Resources {
			o := floats(t, r.Base)
			group := kindOf(o).Group
			if !strings.Contains(group, ".m.crossplane.io") || group == "kubernetes.m.crossplane.io" || strings.HasSuffix(kindOf(o).Kind, "ProviderConfig") {
				continue // provider-kubernetes finds its Objects by their names
			}
			if policies, _ := get(o, "spec.managementPolicies"); !slices.Contains(policies.([]any), any("Create")) {
				continue
			}
			for key, value := range compose.Repeatable() {
				if found, _ := get(o, "metadata.annotations["+key+"]"); found != any(value) {
					stuck[c.of.Kind+"/"+r.Name] = true
				}
			}
		}
	}
	if diff := cmp.Diff(byHand, slices.Sorted(maps.Keys(stuck))); diff != "" {
		t.Errorf("waiting for a person when their provider ends while it creates them (-want +got):\n%s", diff)
	}
}
