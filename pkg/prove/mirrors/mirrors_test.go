package mirrors

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

func TestMirrors(t *testing.T) {
	const all = "known are what begins with docker.io, ghcr.io, https://charts.crossplane.io, https://grafana.github.io, https://kubernetes-sigs.github.io, oci://ghcr.io, oci://quay.io, quay.io, registry.k8s.io, xpkg.crossplane.io"
	cases := map[string]struct {
		reason string
		from   string // a second mirror, beside that of oci://ghcr.io
		remedy string // empty: something comes from it
	}{
		"Used":     {"A repository with a chart in it.", "https://grafana.github.io/helm-charts", ""},
		"Package":  {"A folder of packages.", "xpkg.crossplane.io/crossplane-contrib", ""},
		"Misspelt": {"A typo.", "https://grafana.github.oi", `did you mean "https://grafana.github.io"?`},
		"Scheme":   {"A chart's registry without its scheme.", "quay.io/jetstack/charts", `did you mean "oci://quay.io/jetstack/charts"?`},
		"Packages": {"Packages have none.", "oci://xpkg.crossplane.io", `did you mean "xpkg.crossplane.io"?`},
		"Whole":    {"The name of a chart stays.", "oci://quay.io/jetstack/charts/cert-manager", `the name of a chart or package stays: write "oci://quay.io/jetstack/charts"`},
		"Boundary": {"Half a word is no prefix.", "oci://quay.io/jet", all},
		"Unknown":  {"A host of which nothing comes.", "oci://registry.example.org", all},
		"Image":    {"Images come without a scheme.", "oci://docker.io", `did you mean "docker.io"?`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := provetest.Environments(t, 1).Platform
			p.Spec.Mirrors = []platform.Mirror{{From: "oci://ghcr.io", To: "oci://a.example.com"}, {From: tc.from, To: "b.example.com"}}
			s := provetest.Built(t, p, func(at manifest.Path) (diag.Where, bool) {
				return diag.Where{File: "p.yaml", Line: 7, Path: at.String()}, true
			})
			var want []string
			if tc.remedy != "" {
				want = []string{`p.yaml:7: spec.mirrors[1].from: "` + tc.from + `": no chart, no image and no package comes from below it; ` + tc.remedy + ` [mirror-unused]`}
			}
			var got []string
			for _, f := range Check(inventory.Read(s)) {
				got = append(got, f.String())
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

// TestImages: once some images of a cluster come from a mirror, those that do not
// are named by their registry, and so are those that nodes have no account for.
func TestImages(t *testing.T) {
	at := func(m ...platform.Mirror) []string {
		p := provetest.Environments(t, 1).Platform
		p.Spec.Mirrors = m
		var found []string
		for _, f := range Check(inventory.Read(provetest.Built(t, p, nil))).Sorted() {
			found = append(found, string(f.Code)+" "+f.Value)
		}
		return found
	}
	hub, quay := platform.Mirror{From: "docker.io", To: "r.example.com/hub"}, platform.Mirror{From: "quay.io", To: "r.example.com/quay"}
	rest := []platform.Mirror{hub, quay, {From: "ghcr.io", To: "r.example.com/ghcr"}, {From: "registry.k8s.io", To: "r.example.com/k8s"}}
	cases := map[string]struct {
		reason  string
		mirrors []platform.Mirror
		want    []string
	}{
		"Packages": {"Who mirrors packages alone says nothing of images, and Crossplane has the account.", []platform.Mirror{{From: "xpkg.crossplane.io", To: "r.example.com", Secret: "registry"}}, nil},
		"All":      {"Every registry has a mirror.", rest, nil},
		"Some":     {"Two registries have none.", []platform.Mirror{hub, quay}, []string{"mirror-missing ghcr.io", "mirror-missing registry.k8s.io"}},
		"Account":  {"A node has no account.", append(rest[1:], platform.Mirror{From: "docker.io", To: "r.example.com/hub", Secret: "registry"}), []string{"mirror-account registry"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, at(tc.mirrors...)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}
