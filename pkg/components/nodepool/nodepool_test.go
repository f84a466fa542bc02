package nodepool_test

import (
	"strings"
	"testing"

	protectionv1beta1 "github.com/crossplane/crossplane/apis/v2/protection/v1beta1"
	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/nodepool"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func env(pools ...platform.AdditionalNodePool) platform.Environment {
	return platform.Complete(platform.Platform{Spec: platform.Spec{Environments: []platform.Environment{{
		Name:    "acme",
		Cluster: platform.Cluster{AdditionalNodePools: pools},
	}}}}).Spec.Environments[0]
}

func TestComponentWithoutPools(t *testing.T) {
	if diff := cmp.Diff(model.Component{}, nodepool.Component(env())); diff != "" {
		t.Errorf("nothing is delivered where nothing is asked for (-want +got):\n%s", diff)
	}
}

func TestComponent(t *testing.T) {
	c := nodepool.Component(env(
		platform.AdditionalNodePool{
			Name: "batch", Size: "c-4", Min: new(0), Max: 3, Labels: map[string]string{"workload": "batch"},
			Taints:   []platform.Taint{{Key: "dedicated", Value: "batch", Effect: platform.NoExecute}},
			Existing: &platform.ExistingNodePool{ID: "cdda885e-7663-40c8-bc74-3a036c66545d"},
		},
		platform.AdditionalNodePool{Name: "web", Max: 2, DeletionPolicy: platform.Delete},
	))
	if len(c.Objects) != 3 {
		t.Fatalf("got %d objects, want the two XRs, and a Usage of the one that stays", len(c.Objects))
	}
	want := seamark.NodePoolSpec{
		ClusterName: "acme", Size: "c-4", Min: 0, Max: 3, Labels: map[string]string{"workload": "batch"},
		Taints:     []seamark.Taint{{Key: "dedicated", Value: "batch", Effect: "NoExecute"}},
		ExistingID: "cdda885e-7663-40c8-bc74-3a036c66545d", DeletionPolicy: seamark.Orphan,
	}
	if diff := cmp.Diff(want, c.Objects[0].(*seamark.NodePool).Spec); diff != "" {
		t.Errorf("batch (-want +got):\n%s", diff)
	}
	usage := c.Objects[1].(*protectionv1beta1.Usage)
	if got := usage.Spec.Of.ResourceRef.Name; got != "batch" || !strings.Contains(*usage.Spec.Reason, "deletionPolicy: Delete for the node pool batch") {
		t.Errorf("the Usage is of %s, because: %s", got, *usage.Spec.Reason)
	}
	want = seamark.NodePoolSpec{ClusterName: "acme", Size: "s-2vcpu-4gb", Min: 1, Max: 2, DeletionPolicy: seamark.Delete}
	web := c.Objects[2].(*seamark.NodePool)
	if diff := cmp.Diff(want, web.Spec); diff != "" {
		t.Errorf("web (-want +got):\n%s", diff)
	}
	if len(web.Annotations) > 0 {
		t.Errorf("a pool whose policy is Delete must go with its file, and has %v", web.Annotations)
	}
}
