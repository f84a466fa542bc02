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
	const all = "known are what begins with https://charts.crossplane.io, https://grafana.github.io, https://kubernetes-sigs.github.io, oci://ghcr.io, oci://quay.io, xpkg.crossplane.io"
	cases := map[string]struct {
		reason string
		from   string // a second mirror, beside that of oci://ghcr.io
		remedy string // empty: something comes from it
	}{
		"Used":     {"A repository with a chart in it.", "https://grafana.github.io/helm-charts", ""},
		"Package":  {"A folder of packages.", "xpkg.crossplane.io/crossplane-contrib", ""},
		"Misspelt": {"A typo.", "https://grafana.github.oi", `did you mean "https://grafana.github.io"?`},
		"Scheme":   {"A chart's registry without its scheme.", "quay.io", `did you mean "oci://quay.io"?`},
		"Packages": {"Packages have none.", "oci://xpkg.crossplane.io", `did you mean "xpkg.crossplane.io"?`},
		"Whole":    {"The name of a chart stays.", "oci://quay.io/jetstack/charts/cert-manager", `the name of a chart or package stays: write "oci://quay.io/jetstack/charts"`},
		"Boundary": {"Half a word is no prefix.", "oci://quay.io/jet", all},
		"Unknown":  {"A host of which nothing comes.", "oci://docker.io", all},
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
				want = []string{`p.yaml:7: spec.mirrors[1].from: "` + tc.from + `": no chart and no package comes from below it; ` + tc.remedy + ` [mirror-unused]`}
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
