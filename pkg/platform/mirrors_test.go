package platform

import "testing"

func TestMirrored(t *testing.T) {
	spec := Spec{Mirrors: []Mirror{
		{From: "oci://ghcr.io", To: "oci://registry.example.com/ghcr.io"},
		{From: "oci://ghcr.io/grafana-community", To: "oci://127.0.0.1:5000/loki", Insecure: true},
		{From: "oci://registry.example.com", To: "oci://elsewhere.example.com"},
		{From: "https://charts.example.com/stable", To: "http://127.0.0.1:8080/charts/stable"},
		{From: "xpkg.crossplane.io", To: "127.0.0.1:5000/xpkg.crossplane.io"},
	}}
	cases := map[string]struct {
		reason, address string
		want            string // empty: the address itself
		from            string
	}{
		"Below":      {"What is below moves along, under the same name.", "oci://ghcr.io/a/loki", "oci://registry.example.com/ghcr.io/a/loki", "oci://ghcr.io"},
		"Longest":    {"The longest prefix wins, wherever it stands.", "oci://ghcr.io/grafana-community/helm-charts/loki", "oci://127.0.0.1:5000/loki/helm-charts/loki", "oci://ghcr.io/grafana-community"},
		"Boundary":   {"A prefix ends at a slash.", "oci://ghcr.io/grafana-community-b/loki", "oci://registry.example.com/ghcr.io/grafana-community-b/loki", "oci://ghcr.io"},
		"Host":       {"Also that of a host.", "oci://ghcr.iota/loki", "", ""},
		"Once":       {"What a mirror gives is not mirrored again.", "oci://ghcr.io/x", "oci://registry.example.com/ghcr.io/x", "oci://ghcr.io"},
		"Repository": {"A repository of charts may be named in full.", "https://charts.example.com/stable", "http://127.0.0.1:8080/charts/stable", "https://charts.example.com/stable"},
		"Name":       {"A name in a registry is not replaced.", "oci://ghcr.io/grafana-community", "oci://registry.example.com/ghcr.io/grafana-community", "oci://ghcr.io"},
		"Package":    {"Packages have no scheme.", "xpkg.crossplane.io/a/provider", "127.0.0.1:5000/xpkg.crossplane.io/a/provider", "xpkg.crossplane.io"},
		"None":       {"What no mirror serves comes from where it is.", "https://grafana.github.io/helm-charts", "", ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if tc.want == "" {
				tc.want = tc.address
			}
			if got, m := spec.Mirrored(tc.address); got != tc.want || m.From != tc.from {
				t.Errorf("%s %s comes from %s (mirror of %q), want %s (%q)", tc.reason, tc.address, got, m.From, tc.want, tc.from)
			}
		})
	}
}

// TestMirrorsOfALaterDocument: they are of the platform, whichever document
// has them.
func TestMirrorsOfALaterDocument(t *testing.T) {
	const head = "apiVersion: seamark.dev/v1alpha1\nkind: Platform\nmetadata: {name: acme}\nspec:\n"
	p, findings := Load(
		Source{"a.yaml", []byte(head + "  environments: [{name: prod, region: sfo3, domain: {zone: example.com, acmeEmail: ops@example.com}}]\n")},
		Source{"b.yaml", []byte(head + "  mirrors: [{from: xpkg.crossplane.io, to: registry.example.com/xpkg}]\n")},
	)
	if len(findings) > 0 || len(p.Spec.Mirrors) != 1 || len(p.Spec.Environments) != 1 {
		t.Errorf("got mirrors %+v and findings %v", p.Spec.Mirrors, findings)
	}
}
