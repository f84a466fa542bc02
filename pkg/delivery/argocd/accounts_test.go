package argocd_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// TestChartAccounts: a Secret is asked for where Argo CD would use it, once.
func TestChartAccounts(t *testing.T) {
	release := model.Release{Mirror: model.Mirror{Upstream: "oci://ghcr.io/org/chart"}}
	patched, public := release, release
	patched.Patches = []model.Patch{{Kind: "Service", Patch: "- op: remove\n"}}
	public.Mirror.Upstream = "oci://quay.io/org/chart"
	spec := platform.Spec{Mirrors: []platform.Mirror{
		{From: "oci://ghcr.io", To: "oci://registry.example.com/ghcr.io", Secret: "mirror"},
		{From: "oci://quay.io", To: "oci://registry.example.com/quay.io"},
	}}
	cases := map[string]struct {
		reason   string
		releases []model.Release
		want     []string
	}{
		"Private": {"One account serves all charts of a host.", []model.Release{release, release}, []string{"mirror-registry"}},
		"Patched": {"Kustomize fetches a chart that is patched, and has no accounts.", []model.Release{patched}, nil},
		"Public":  {"Nobody logs in.", []model.Release{public}, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			secrets, beside := argocd.Engine{}.ChartAccounts(spec, model.Component{Releases: tc.releases})
			var got []string
			for _, s := range secrets {
				got = append(got, s.Name)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" || beside {
				t.Errorf("%s\n-want +got, beside %v:\n%s", tc.reason, beside, diff)
			}
		})
	}
}
