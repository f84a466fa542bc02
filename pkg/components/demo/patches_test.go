package demo

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/kustomize/kyaml/resid"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/model"
)

const (
	webShop = `apiVersion: v1
kind: Service
metadata:
  name: frontend
  namespace: demo
spec:
  type: ClusterIP
`
	ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: demo-frontend
  namespace: demo
  annotations:
    external-dns.alpha.kubernetes.io/hostname:
spec:
  tls:
  - hosts:
    -
`
	issuer = `apiVersion: cert-manager.io/v1
kind: Issuer
metadata:
  name: letsencrypt-frontend
  namespace: default
spec:
  acme: {}
`
)

// apply runs the patches as Flux does: one kustomization over what the chart
// rendered.
func apply(t *testing.T, rendered string, patches []model.Patch) string {
	t.Helper()
	kustomization := types.Kustomization{Resources: []string{"rendered.yaml"}}
	for _, p := range patches {
		kustomization.Patches = append(kustomization.Patches, types.Patch{
			Patch: p.Patch,
			Target: &types.Selector{ResId: resid.ResId{
				Gvk:  resid.Gvk{Group: p.Group, Version: p.Version, Kind: p.Kind},
				Name: p.Name,
			}},
		})
	}
	data, err := yaml.Marshal(kustomization)
	if err != nil {
		t.Fatal(err)
	}
	files := filesys.MakeFsInMemory()
	for name, content := range map[string]string{"kustomization.yaml": string(data), "rendered.yaml": rendered} {
		if err := files.WriteFile(name, []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	resources, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	out, err := resources.AsYaml()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// The defect of the original: an Ingress of class nginx, which nothing serves,
// and an Issuer in a namespace that is not the release's.
func TestIngressAndIssuerAreTakenOut(t *testing.T) {
	cases := map[string]struct {
		reason, rendered string
	}{
		"Both": {
			reason:   "The chart's source always renders both, one of them in another namespace.",
			rendered: strings.Join([]string{webShop, ingress, issuer}, "---\n"),
		},
		"None": {
			reason:   "A published chart that knows the values renders neither; then the patches must not fail.",
			rendered: webShop,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := apply(t, tc.rendered, Component(environment()).Releases[0].Patches)
			if diff := cmp.Diff(webShop, got); diff != "" {
				t.Errorf("-want +got:\n%s\nreason: %s", diff, tc.reason)
			}
		})
	}
}
