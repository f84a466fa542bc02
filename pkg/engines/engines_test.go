package engines_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/prove/values"
)

// TestReleaseFiles: a finding in values names the file with the values.
func TestReleaseFiles(t *testing.T) {
	cases := map[platform.Engine]struct {
		reason string
		want   []string
	}{
		platform.Flux: {"A HelmRelease carries its values.", []string{
			"environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml",
			"environments/blue/3-environment/releases/demo/helmrelease-demo.yaml",
		}},
		platform.ArgoCD: {"An Application reads them from a file; kustomize, which patches, from its own.", []string{
			"environments/blue/2-cluster/platform/loki/values-loki.yaml",
			"environments/blue/3-environment/releases/demo/release-demo/values.yaml",
		}},
	}
	for engine, tc := range cases {
		t.Run(string(engine), func(t *testing.T) {
			p := provetest.Configured(t, "platform.yaml", provetest.Small).Platform
			p.Spec.Delivery.Engine = engine
			p.Spec.Environments[0].Overrides = map[string]map[string]any{"loki": {"lokki": true}, "demo": {"frontent": map[string]any{}}}
			in := provetest.Built(t, p, nil)
			var files []string
			for _, f := range values.Check(inventory.Read(in)) {
				files = append(files, f.Subject.File)
			}
			slices.Sort(files)
			if diff := cmp.Diff(tc.want, files); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
			delivered, err := in.Engine.(delivery.Engine).Deliver(in.Units)
			if err != nil {
				t.Fatal(err)
			}
			written := map[string]bool{}
			for _, f := range delivered.Files() {
				written[f.Path] = true
			}
			for at := range model.Releases(in.Units) {
				if file := in.Engine.ReleaseFile(at); !written[file] {
					t.Errorf("%s is not delivered, and told to hold the values of %s", file, at.Release.Name)
				}
			}
		})
	}
}

// TestCheckIsOfTheEngine: what only Argo CD minds is not said to Flux.
func TestCheckIsOfTheEngine(t *testing.T) {
	for engine, want := range map[platform.Engine]int{platform.Flux: 0, platform.ArgoCD: 1} {
		p := provetest.Configured(t, "platform.yaml", provetest.Small).Platform
		p.Spec.Delivery.Engine = engine
		in := provetest.Built(t, p, nil)
		c := provetest.Tree{TB: t, Input: in}.Component("objectstore")
		o := &providerkubernetes.Object{TypeMeta: providerkubernetes.KindObject}
		o.Name, o.Namespace = "x", "blue"
		c.Objects = append(c.Objects, model.Object(o))
		if found := in.Engine.(delivery.Engine).Check(inventory.Read(in)); len(found) != want {
			t.Errorf("%s: %v, want %d findings", engine, found, want)
		}
	}
}
