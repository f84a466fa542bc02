package metricsserver

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/kustomize/kyaml/resid"
	"sigs.k8s.io/yaml"
)

// The chart renders its ServiceMonitor like this.
const rendered = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: metrics-server
  namespace: cluster-services
spec:
  endpoints:
  - path: /metrics
    port: https
    scheme: https
    tlsConfig:
      insecureSkipVerify: true
`

const verified = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: metrics-server
  namespace: cluster-services
spec:
  endpoints:
  - path: /metrics
    port: https
    scheme: https
    tlsConfig:
      ca:
        secret:
          key: ca.crt
          name: metrics-server
      serverName: metrics-server.cluster-services.svc
`

func TestScrapeIsVerified(t *testing.T) {
	p := verifiedScrape()
	kustomization, err := yaml.Marshal(types.Kustomization{
		Resources: []string{"rendered.yaml"},
		Patches: []types.Patch{{
			Patch: p.Patch,
			Target: &types.Selector{ResId: resid.ResId{
				Gvk:  resid.Gvk{Group: p.Group, Version: p.Version, Kind: p.Kind},
				Name: p.Name,
			}},
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	files := filesys.MakeFsInMemory()
	for name, content := range map[string]string{"kustomization.yaml": string(kustomization), "rendered.yaml": rendered} {
		if err := files.WriteFile(name, []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	resources, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	got, err := resources.AsYaml()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(verified, string(got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
