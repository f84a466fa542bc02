package platform

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/manifest/fieldpath"
)

func TestLoadLocated(t *testing.T) {
	first := `apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  overrides:
    crossplane:
      args: [--debug]
  environments:
  - name: one
    region: sfo3
    domain: {zone: example.com, acmeEmail: a@example.com}
    overrides:
      loki:
        read:
          replicas: 3
          affinity: null
        write: null
        extraObjects:
        - kind: ConfigMap
        $x: 1
      kube-prometheus-stack:
        grafana:
          grafana.ini:
            users: {x: 1}
`
	second := `apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  environments:
  - name: two
    region: fra1
    network: {vpcCIDR: 10.202.0.0/22, clusterSubnet: 172.16.80.0/20, serviceSubnet: 192.168.16.0/22}
    domain: {zone: example.org, acmeEmail: a@example.com}
    overrides: {loki: {read: {replicas: 4}}}
`
	_, locate, findings := LoadLocated(Source{Name: "a.yaml", Data: []byte(first)}, Source{Name: "b.yaml", Data: []byte(second)})
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	const env, other = "spec.environments[0].overrides.", "spec.environments[1].overrides."
	cases := map[string]struct {
		reason, path string
		file         string
		line         int
		written      bool
	}{
		"Deep":      {"A value deep in the overrides has its own line.", env + "loki.read.replicas", "a.yaml", 15, true},
		"Null":      {"A null one too: it removes a key.", env + "loki.read.affinity", "a.yaml", 16, true},
		"TopNull":   {"Also at the top of a release's values.", env + "loki.write", "a.yaml", 17, true},
		"Unwritten": {"What is not written has the line of what is around it.", env + "loki.read.resources.limits", "a.yaml", 14, false},
		"Item":      {"An item of a list has its line.", env + "loki.extraObjects[0].kind", "a.yaml", 19, true},
		"Dotted":    {"A key with a dot stands in brackets.", env + `kube-prometheus-stack.grafana["grafana.ini"].users.x`, "a.yaml", 24, true},
		"Dollar":    {"One with a dollar does not.", env + "loki.$x", "a.yaml", 20, true},
		"Hub":       {"The hub's overrides are at the top.", "spec.overrides.crossplane.args", "a.yaml", 7, true},
		"Second":    {"An environment of another file is counted on.", other + "loki.read.replicas", "b.yaml", 10, true},
		"Flow":      {"What shares its line with others is written as well.", "spec.environments[0].domain.zone", "a.yaml", 11, true},
		"InFlow":    {"And what is left to a default is not.", "spec.environments[0].domain.demo", "a.yaml", 11, false},
		"Nowhere":   {"The rest belongs to the first document.", "status", "a.yaml", 1, false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			at, err := fieldpath.Parse(tc.path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(diag.Where{File: tc.file, Line: tc.line, Path: tc.path}, locate.Where(at)); diff != "" {
				t.Errorf("%s: -want +got:\n%s", tc.reason, diff)
			}
			if written := locate.Written(at); written != tc.written {
				t.Errorf("%s: written is %t", tc.reason, written)
			}
		})
	}
	if _, locate, _ := LoadLocated(); locate == nil {
		t.Error("without sources there is no locator")
	} else if where, written := locate(manifest.Fields("spec")); where.File != "" || written {
		t.Errorf("nothing is at %s, written: %t", where, written)
	}
}
