package platform

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest/fieldpath"
)

// written is what testdata/valid/defaults.yaml says, with nothing shared.
const written = `apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  environments:
  - name: prod
    region: fra1
    network: {vpcCIDR: 10.202.0.0/22, serviceSubnet: 192.168.16.0/22, clusterSubnet: 172.16.80.0/20}
    domain: {zone: example.com, acmeEmail: ops@example.com}
    tags: [live]
    cluster:
      autoUpgrade: true
      nodePool: {size: s-4vcpu-8gb, min: 4, max: 6, taints: [{key: a, value: b, effect: NoSchedule}]}
    databases:
      shop: {engine: pg, users: [{name: app}], size: db-s-2vcpu-4gb, nodes: 2}
    alerts: {receiver: {slack: {channel: "#alerts"}}}
    overrides:
      loki: {write: {replicas: 5, tolerations: null, extraArgs: ["-x"]}}
  - name: stage
    region: ams3
    domain: {zone: stage.example.com, acmeEmail: ops@example.com}
    tags: [team:shop, try]
    cluster:
      autoUpgrade: true
      nodePool: {size: s-4vcpu-8gb, min: 3, max: 6, taints: [{key: a, value: b, effect: NoSchedule}]}
    databases:
      shop: {engine: pg, users: [{name: app}]}
    alerts: {receiver: {slack: {channel: "#alerts", secret: alertmanager-receiver-stage}}}
    deletionPolicy: Delete
    overrides:
      loki:
        write: {replicas: 3, tolerations: [{operator: Exists}], extraArgs: ["-x"]}
`

func TestLoadDefaults(t *testing.T) {
	data, err := os.ReadFile("testdata/valid/defaults.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want, findings := Load(Source{"written.yaml", []byte(written)})
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	got, locate, findings := LoadLocated(Source{"defaults.yaml", data})
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("defaults say another thing than each environment by itself (-written +defaults):\n%s", diff)
	}
	places := map[string]struct {
		reason string
		want   diag.Where
	}{
		"spec.environments[0].region": {
			"What an environment does not say stands in the defaults.",
			diag.Where{Line: 22, Path: "spec.defaults.region", Environments: "prod"},
		},
		"spec.environments[0].cluster.nodePool.min": {
			"What it says, there.",
			diag.Where{Line: 11, Path: "spec.environments[0].cluster.nodePool.min"},
		},
		"spec.environments[0].cluster.nodePool.taints[0].value": {
			"Lists are one value.",
			diag.Where{Line: 27, Path: "spec.defaults.cluster.nodePool.taints[0].value", Environments: "prod"},
		},
		"spec.environments[1].tags[1]": {
			"In any environment.",
			diag.Where{Line: 24, Path: "spec.defaults.tags[1]", Environments: "stage"},
		},
		"spec.environments[1].overrides.loki.write.replicas": {
			"Helm values too.",
			diag.Where{Line: 33, Path: "spec.defaults.overrides.loki.write.replicas", Environments: "stage"},
		},
		"spec.environments[1].cluster.nodePool.labels": {
			"What nobody says is where it would stand.",
			diag.Where{Line: 27, Path: "spec.defaults.cluster.nodePool.labels", Environments: "stage"},
		},
	}
	for path, tc := range places {
		at, err := fieldpath.Parse(path)
		if err != nil {
			t.Fatal(err)
		}
		tc.want.File = "defaults.yaml"
		if diff := cmp.Diff(tc.want, locate.Where(at)); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", path, tc.reason, diff)
		}
	}
}

// TestDefaultsInAnotherFile: what is wrong with them is told of their own file,
// once for all environments, whichever file is read first.
func TestDefaultsInAnotherFile(t *testing.T) {
	head := "apiVersion: seamark.dev/v1alpha1\nkind: Platform\nmetadata: {name: acme}\nspec:\n"
	shared := Source{"shared.yaml", []byte(head + "  defaults: {region: sfo9, regoin: x, logs: {retention: 3}, overrides: {loki: {x: 1}}}\n")}
	var environments strings.Builder
	for i := range 10 {
		fmt.Fprintf(&environments, "  - {name: e%d, domain: {zone: e%d.example.com, acmeEmail: a@example.com}, "+
			"network: {vpcCIDR: 10.%d.0.0/22, clusterSubnet: 10.%d.16.0/20, serviceSubnet: 10.%d.4.0/22}}\n", i, i, 100+i, 100+i, 100+i)
	}
	each := Source{"each.yaml", []byte(head + "  environments:\n" + environments.String())}
	want := []string{
		`shared.yaml:5: spec.defaults.logs.retention: "3": must be a string, not a whole number; write it in quotes: "3" [config-wrong-type]`,
		`shared.yaml:5: spec.defaults.regoin: unknown key; did you mean "region"? [config-unknown-key]`,
		`shared.yaml:5: spec.defaults.region: warning: "sfo9": was not known as a DigitalOcean region with DOKS, managed databases and Spaces when this program was made; did you mean "sfo2" or "sfo3"? doctl kubernetes options regions lists what DigitalOcean offers; for 10 environments: e0, e1, e2, e3, e4 … [config-unknown-region]`,
	}
	for _, sources := range [][]Source{{shared, each}, {each, shared}} {
		_, findings := Load(sources...)
		var got []string
		for _, f := range findings {
			got = append(got, f.String())
		}
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
