package apis_test

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/runtime"

	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/platform"
)

// TestArgoCDFlavour: a hub with Argo CD composes everything that any hub does,
// and tells Argo CD of the cluster once there is one.
func TestArgoCDFlavour(t *testing.T) {
	c := decode(t, dokscluster.ArgoCDComposition().Object())
	life, xr := lives()[c.name], examples(t)[c.name]
	if first := simulate(t, c, xr, nil); !cmp.Equal(first.withheld, life.withheld) {
		t.Errorf("withheld at first (-want +got):\n%s", cmp.Diff(life.withheld, first.withheld))
	}
	got := complete(t, c).desired
	for name, o := range complete(t, decode(t, dokscluster.Composition().Object())).desired {
		if diff := cmp.Diff(o, got[name]); diff != "" && name != "access" {
			t.Errorf("%s (-any hub +hub with Argo CD):\n%s", name, diff)
		}
	}
	injection := list(got["access"], "spec.forProvider.secretInjectionConfigs")[1]
	want := object{"name": "cluster-example", "namespace": "argocd"}
	if diff := cmp.Diff(want, injection["secretRef"]); diff != "" {
		t.Errorf("the Secret that is filled (-want +got):\n%s", diff)
	}
	if name := injection["keyMappings"].([]any)[0].(object)["responseJQ"]; name != `"example"` {
		t.Errorf("Argo CD calls the cluster %v", name)
	}
	owned, _ := get(got["argocd-cluster"], "spec.forProvider.manifest.metadata")
	if diff := cmp.Diff(want, owned); diff != "" {
		t.Errorf("the Secret that goes with the cluster (-want +got):\n%s", diff)
	}
}

// TestArgoCDFlavourIsValid validates what is added, for clusters that are kept
// and for those that go.
func TestArgoCDFlavourIsValid(t *testing.T) {
	schemata := load(t, "what is composed for Argo CD against the CRDs of its kinds")
	c := decode(t, dokscluster.ArgoCDComposition().Object())
	for name, o := range complete(t, c).desired {
		validate(t, schemata, "resource "+name, o)
	}
	for _, o := range apis.ForArgoCD(apis.Declaration(databases.Engines())).Share(platform.Platform{}).Objects {
		validate(t, schemata, o.GetName(), asObject(t, o))
	}
	for _, finding := range vanish(t, schemata, c) {
		t.Error(finding)
	}
}

// TestArgoCDSecretGoesWithTheCluster: only a cluster that is destroyed is taken
// from Argo CD.
func TestArgoCDSecretGoesWithTheCluster(t *testing.T) {
	c := decode(t, dokscluster.ArgoCDComposition().Object())
	for policy, want := range map[string][]any{
		"Orphan": {"Observe", "Create", "Update"},
		"Delete": {"Observe", "Create", "Update", "Delete"},
	} {
		xr := runtime.DeepCopyJSON(examples(t)[c.name])
		if err := set(xr, "spec.deletionPolicy", policy); err != nil {
			t.Fatal(err)
		}
		got, _ := get(simulate(t, c, xr, nil).desired["argocd-cluster"], "spec.managementPolicies")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: policies (-want +got):\n%s", policy, diff)
		}
	}
}

// TestArgoCDComponentIsTheSame, in the names of its objects.
func TestArgoCDComponentIsTheSame(t *testing.T) {
	names := map[string]int{}
	for _, o := range apis.ForArgoCD(apis.Declaration(databases.Engines())).Share(platform.Platform{}).Objects {
		names[o.GetObjectKind().GroupVersionKind().Kind+" "+o.GetName()]++
	}
	for _, o := range apis.Component(databases.Engines()).Objects {
		names[o.GetObjectKind().GroupVersionKind().Kind+" "+o.GetName()]--
	}
	maps.DeleteFunc(names, func(_ string, n int) bool { return n == 0 })
	if diff := cmp.Diff(map[string]int{}, names); diff != "" {
		t.Errorf("added (-want +got):\n%s", diff)
	}
}
