package dokscluster_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/platform"
)

func env() platform.Environment {
	return platform.Environment{
		Name:    "acme",
		Region:  "nyc3",
		Network: platform.Network{VPCCIDR: "10.0.0.0/22", ClusterSubnet: "172.16.0.0/20", ServiceSubnet: "192.168.0.0/22"},
		Cluster: platform.Cluster{
			Version: "1.35", HighAvailability: true,
			NodePool: platform.NodePool{
				Size: "s-4vcpu-8gb", Min: 4, Max: 8, Labels: map[string]string{"tier": "base"},
				Taints: []platform.Taint{{Key: "critical", Value: "yes", Effect: platform.PreferNoSchedule}},
			},
		},
		DeletionPolicy: platform.Orphan,
	}
}

func TestComponent(t *testing.T) {
	c := dokscluster.Component(env())
	xr := c.Objects[0].(*seamark.DOKSCluster)
	if xr.Name != "acme" || xr.Namespace != "acme" || xr.TypeMeta != seamark.KindDOKSCluster {
		t.Errorf("got %s %s/%s, want the environment's DOKSCluster", xr.Kind, xr.Namespace, xr.Name)
	}
	want := seamark.DOKSClusterSpec{
		Region: "nyc3", Version: "1.35", HighAvailability: true,
		VPCCIDR: "10.0.0.0/22", ClusterSubnet: "172.16.0.0/20", ServiceSubnet: "192.168.0.0/22",
		NodePool: seamark.DefaultPool{
			Size: "s-4vcpu-8gb", Min: 4, Max: 8, Labels: map[string]string{"tier": "base"},
			Taints: []seamark.Taint{{Key: "critical", Value: "yes", Effect: "PreferNoSchedule"}},
		},
		DeletionPolicy: seamark.Orphan,
	}
	if diff := cmp.Diff(want, xr.Spec); diff != "" {
		t.Errorf("spec (-want +got):\n%s", diff)
	}
	if len(c.Objects) != 2 {
		t.Errorf("got %d objects, want the XR and the Usage that protects it", len(c.Objects))
	}
	if len(c.Health) != 1 || c.Health[0].Kind != "DOKSCluster" {
		t.Errorf("health of %v, want that of the XR", c.Health)
	}
}

// TestKubeconfig proves that the Secret which the Composition fills is the one
// that the engine reads.
func TestKubeconfig(t *testing.T) {
	names, keys := map[string]string{}, map[string]bool{}
	for _, r := range dokscluster.Composition().Resources {
		request, ok := r.Base.(*providerhttp.DisposableRequest)
		if !ok {
			continue
		}
		for _, p := range r.Patches {
			if p.Transforms != nil {
				names[p.ToFieldPath] = fmt.Sprintf(p.Transforms[0].String.Format, "acme")
			}
		}
		for _, m := range request.Spec.ForProvider.SecretInjectionConfigs[0].KeyMappings {
			keys[m.SecretKey] = true
		}
	}
	const path = "spec.forProvider.secretInjectionConfigs[0].secretRef.name"
	if got, want := names[path], dokscluster.KubeconfigSecret("acme"); got != want {
		t.Errorf("the Composition fills Secret %q, the engine reads %s", got, want)
	}
	if !keys[dokscluster.KubeconfigKey] || !keys["token"] {
		t.Errorf("the Composition writes the keys %v, the engine reads %s, and the provider masks what is in token", keys, dokscluster.KubeconfigKey)
	}
}

func TestCopyKeys(t *testing.T) {
	references, patches := dokscluster.CopyKeys(
		dokscluster.HubKey{Secret: "shared", Key: "user.name", To: "user"},
		dokscluster.HubKey{NameFormat: "%s-own", Key: "password", To: "password"},
	)
	want := []providerkubernetes.PatchesFrom{
		{APIVersion: "v1", Kind: "Secret", Name: "shared", FieldPath: "data[user.name]"},
		{APIVersion: "v1", Kind: "Secret", FieldPath: "data[password]"},
	}
	for i := range want {
		if diff := cmp.Diff(want[i], references[i].PatchesFrom); diff != "" {
			t.Errorf("reference %d (-want +got):\n%s", i, diff)
		}
	}
	var targets []string
	for _, p := range patches {
		targets = append(targets, p.ToFieldPath)
	}
	wantTargets := []string{
		"spec.references[0].patchesFrom.namespace",
		"spec.references[1].patchesFrom.namespace",
		"spec.references[1].patchesFrom.name",
	}
	if diff := cmp.Diff(wantTargets, targets); diff != "" {
		t.Errorf("patches (-want +got):\n%s", diff)
	}
}

// TestProject: a cluster is assigned to the project of its environment, unless it
// is only looked at.
func TestProject(t *testing.T) {
	const project = "4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679"
	for observed, want := range map[bool][2]string{
		false: {project, "doksclusters-project.seamark.dev"},
		true:  {"", ""},
	} {
		e := env()
		e.Project = project
		e.Cluster.Existing = &platform.Existing{ID: "bd5f5959-5e1e-4205-a714-a914373942af", ObserveOnly: observed}
		spec := dokscluster.Component(e).Objects[0].(*seamark.DOKSCluster).Spec
		if got := [2]string{spec.Project, spec.Crossplane.CompositionRef.Name}; got != want {
			t.Errorf("observed %v: project and Composition are %q, want %q", observed, got, want)
		}
	}
}
