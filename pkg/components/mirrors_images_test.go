package components_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// TestImagesComeFromMirrors: every image that a mirror serves is taken from it,
// whatever the chart calls the values for it, and whoever says another address
// for one is believed.
func TestImagesComeFromMirrors(t *testing.T) {
	p := provetest.Acme()
	p.Spec.Mirrors = []platform.Mirror{
		{From: "docker.io", To: "r.example.com/hub"}, {From: "quay.io", To: "r.example.com:5000"},
		{From: "ghcr.io/do-solutions", To: "r.example.com/do"}, {From: "xpkg.crossplane.io", To: "r.example.com/xpkg", Secret: "registry"},
	}
	p.Spec.Environments[0].Overrides = overrides{"alloy": {"image": map[string]any{"repository": "grafana/alloy-of-mine"}}}
	units, err := components.Build(p, components.Standard(), engineOf(t, p))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]map[string]any{}
	for at := range model.Releases(units) {
		if env := at.Unit.ID.Environment; env == "" || env == "blue" {
			got[at.Release.Name] = at.Release.Images
		}
	}
	type m = map[string]any
	split := func(registry, repository string) m { return m{"registry": registry, "repository": repository} }
	for name, tc := range map[string]struct {
		reason string
		got    any
		want   any
	}{
		"Whole":   {"Docker Hub where the chart names no registry.", got["redis-exporter-cartservice"], m{"image": m{"repository": "r.example.com/hub/oliver006/redis_exporter"}}},
		"Split":   {"A registry with a key of its own, and a mirror with a port.", got["postgres-exporter-adservice"], m{"image": split("r.example.com:5000", "prometheuscommunity/postgres-exporter")}},
		"Own":     {"An address of the user's stays; the other image of the release is mirrored.", got["alloy"], m{"configReloader": m{"image": split("r.example.com:5000", "prometheus-operator/prometheus-config-reloader")}}},
		"Folder":  {"One value of many images.", got["demo"], m{"images": m{"repository": "r.example.com/do"}}},
		"Hub":     {"Crossplane itself, with the account that packages are pulled with.", got["crossplane"], m{"image": m{"repository": "r.example.com/xpkg/crossplane/crossplane"}, "imagePullSecrets": []string{"registry"}}},
		"Nothing": {"No mirror stands in for registry.k8s.io.", got["metrics-server"], m(nil)},
		"Deep":    {"Below other keys.", got["kube-prometheus-stack"]["grafana"], m{"image": split("r.example.com", "hub/grafana/grafana"), "sidecar": m{"image": split("r.example.com:5000", "kiwigrid/k8s-sidecar")}}},
	} {
		if diff := cmp.Diff(tc.want, tc.got); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", name, tc.reason, diff)
		}
	}
	for at := range model.Releases(units) {
		values, err := at.Release.MergedValues()
		if err != nil {
			t.Fatal(err)
		}
		if at.Release.Name == "alloy" && at.Unit.ID.Environment == "blue" && values.TextAt("image", "repository") != "grafana/alloy-of-mine" {
			t.Errorf("the user's address is %q", values.TextAt("image", "repository"))
		}
	}
}
