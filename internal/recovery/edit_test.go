package recovery

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
)

const (
	aVPC      = "5a4981aa-9653-4bd1-bef5-d6bff52042e4"
	aCluster  = "bd5f5959-5e1e-4205-a714-a914373942af"
	aDatabase = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
	aSink     = "1a7f8c0e-5a3b-4bdb-8e4e-2f9f3e9e7a10"
)

const header = "apiVersion: seamark.dev/v1alpha1\nkind: Platform\nmetadata: {name: acme}\nspec:\n"

// found are a VPC, and a database with its log sink, of an environment.
func found(environment int) []Found {
	at := manifest.Fields("spec", "environments").Item(environment)
	database := at.Field("databases").Field("adservice").Field("existing")
	vpc, cluster, sink := aVPC, aDatabase, aSink
	if environment == 2 { // nothing belongs to two
		vpc, cluster, sink = "f"+aVPC[1:], "f"+aDatabase[1:], "f"+aSink[1:]
	}
	return []Found{
		{State: New, ID: vpc, Field: at.Field("network").Field("existing").Field("id"), set: func(e *platform.Environment) {
			e.Network.Existing = &platform.Existing{ID: vpc}
		}},
		{State: New, ID: cluster, Field: database.Field("id"), set: func(e *platform.Environment) {
			d := e.Databases["adservice"]
			d.Existing = &platform.ExistingDatabase{ID: cluster}
			e.Databases["adservice"] = d
		}},
		{State: New, ID: sink, Field: database.Field("logSink"), set: func(e *platform.Environment) {
			e.Databases["adservice"].Existing.LogSink = sink
		}},
		{State: Missing, Field: at.Field("cluster")},
	}
}

// TestWrite: lines are added, and nothing else of a file changes.
func TestWrite(t *testing.T) {
	const (
		network  = "existing:\n        id: " + aVPC + "\n"
		database = "existing:\n          id: " + aDatabase + "\n          logSink: " + aSink + "\n"
		flows    = "existing: {id: " + aVPC + "}"
		flowDB   = "existing: {id: " + aDatabase + ", logSink: " + aSink + "}"
	)
	cases := map[string]struct{ reason, in, want string }{
		"nothing there": {
			reason: "The fields come behind the last of the environment, before what is about the next thing.",
			in:     "  environments:\n  - name: prod # it\n    region: sfo3\n    domain: {zone: example.com, acmeEmail: a@example.com}\n    #metrics:\n\n# the end\n",
			want: "  environments:\n  - name: prod # it\n    region: sfo3\n    domain: {zone: example.com, acmeEmail: a@example.com}\n" +
				"    network:\n      " + network + "    databases:\n      adservice:\n        " + database + "    #metrics:\n\n# the end\n",
		},
		"blocks there": {
			reason: "They come into the blocks, behind what these hold.",
			in: "  environments:\n  -   name: prod\n      region: sfo3\n      network:\n        # ours\n        vpcCIDR: 10.1.0.0/22 # of it\n\n      domain:\n        zone: example.com\n        acmeEmail: a@example.com\n" +
				"      databases:\n        adservice:\n          trustedSources:\n            addresses:\n            - 203.0.113.7\n",
			want: "  environments:\n  -   name: prod\n      region: sfo3\n      network:\n        # ours\n        vpcCIDR: 10.1.0.0/22 # of it\n        existing:\n          id: " + aVPC + "\n\n      domain:\n        zone: example.com\n        acmeEmail: a@example.com\n" +
				"      databases:\n        adservice:\n          trustedSources:\n            addresses:\n            - 203.0.113.7\n          existing:\n            id: " + aDatabase + "\n            logSink: " + aSink + "\n",
		},
		"flow": {
			reason: "Braces stay on their line.",
			in:     "  environments: [{name: prod, region: sfo3, network: {}, domain: {zone: example.com, acmeEmail: a@example.com}, databases: {adservice: {nodes: 1}}}]\n",
			want:   "  environments: [{name: prod, region: sfo3, network: {" + flows + "}, domain: {zone: example.com, acmeEmail: a@example.com}, databases: {adservice: {" + flowDB + ", nodes: 1}}}]\n",
		},
		"empty fields": {
			reason: "A field that is written and holds nothing is filled; runes are no bytes.",
			in:     "  environments:\n  - {overrides: {demo: {note: ä}}, name: prod, region: sfo3, domain: {zone: example.com, acmeEmail: a@example.com}, network: {vpcCIDR: 10.1.0.0/22}, databases: {adservice: {}}}\n",
			want:   "  environments:\n  - {overrides: {demo: {note: ä}}, name: prod, region: sfo3, domain: {zone: example.com, acmeEmail: a@example.com}, network: {" + flows + ", vpcCIDR: 10.1.0.0/22}, databases: {adservice: {" + flowDB + "}}}\n",
		},
		"nulls": {
			reason: "Nothing behind a colon is where a block begins.",
			in:     "  environments:\n  - name: prod\n    network: # later\n    region: sfo3\n    domain: {zone: example.com, acmeEmail: a@example.com}\n    databases:\n      adservice: {}",
			want:   "  environments:\n  - name: prod\n    network: # later\n      existing:\n        id: " + aVPC + "\n    region: sfo3\n    domain: {zone: example.com, acmeEmail: a@example.com}\n    databases:\n      adservice: {" + flowDB + "}",
		},
		"text blocks": {
			reason: "What looks like a comment in a text belongs to it.",
			in:     "  environments:\n  - name: prod\n    region: sfo3\n    domain: {zone: example.com, acmeEmail: a@example.com}\n    overrides:\n      loki:\n        note: |\n          text\n\n          # not a comment\n\n  # the next\n",
			want: "  environments:\n  - name: prod\n    region: sfo3\n    domain: {zone: example.com, acmeEmail: a@example.com}\n    overrides:\n      loki:\n        note: |\n          text\n\n          # not a comment\n" +
				"    network:\n      " + network + "    databases:\n      adservice:\n        " + database + "\n  # the next\n",
		},
	}
	for name, tc := range cases {
		for ending, convert := range map[string]func(string) string{
			"lf":   func(s string) string { return s },
			"crlf": func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		} {
			t.Run(name+"/"+ending, func(t *testing.T) {
				in := []platform.Source{{Name: "platform.yaml", Data: []byte(convert(header + tc.in))}}
				out, findings := Write(in, found(0))
				if len(findings) > 0 {
					t.Fatal(findings)
				}
				if diff := cmp.Diff(convert(header+tc.want), string(out[0].Data)); diff != "" {
					t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
				}
			})
		}
	}
}

// TestWriteJSON keeps JSON JSON.
func TestWriteJSON(t *testing.T) {
	in := `{"apiVersion": "seamark.dev/v1alpha1", "kind": "Platform", "metadata": {"name": "acme"}, "spec": {"environments": [
  {"name": "prod", "region": "sfo3", "domain": {"zone": "example.com", "acmeEmail": "a@example.com"}}]}}`
	out, findings := Write([]platform.Source{{Data: []byte(in)}}, found(0))
	want := strings.Replace(in, `{"name": "prod"`, `{"network": {"existing": {"id": "`+aVPC+`"}}, "databases": {"adservice": {"existing": {"id": "`+aDatabase+`", "logSink": "`+aSink+`"}}}, "name": "prod"`, 1)
	if diff := cmp.Diff(want, string(out[0].Data)); diff != "" || len(findings) > 0 {
		t.Errorf("%v, -want +got:\n%s", findings, diff)
	}
}

// TestWriteSources: the environments of all documents and files are counted, as
// they are when they are loaded.
func TestWriteSources(t *testing.T) {
	environment := func(name, zone, octet string) string {
		return "  environments:\n  - name: " + name + "\n    region: sfo3\n    network: {vpcCIDR: 10." + octet + ".0.0/22, clusterSubnet: 172." + octet + ".0.0/20, serviceSubnet: 192.168." + octet + ".0/24}\n    domain: {zone: " + zone + ", acmeEmail: a@example.com}\n"
	}
	in := []platform.Source{
		{Name: "a.yaml", Data: []byte("---\n" + header + environment("a", "a.example", "16") + "---\n# nothing\n---\n" + header + environment("b", "b.example", "17"))},
		{Name: "c.yaml", Data: []byte(header + environment("c", "c.example", "18"))},
	}
	out, findings := Write(in, append(found(1), found(2)...))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	p, _ := platform.Load(out...)
	for i, want := range []bool{false, true, true} {
		if got := p.Spec.Environments[i].Network.Existing != nil; got != want {
			t.Errorf("environment %d is written: %t, want %t", i, got, want)
		}
	}
}

// TestWriteOverDefaults: what an environment has from spec.defaults is left there,
// and what is found is written into the environment.
func TestWriteOverDefaults(t *testing.T) {
	const defaults = "  defaults:\n    network: {clusterSubnet: 172.17.0.0/20}\n    databases: {adservice: {size: db-s-2vcpu-4gb}}\n"
	in := []platform.Source{{Name: "platform.yaml", Data: []byte(header + defaults + "  environments:\n  - name: prod\n    region: sfo3\n    domain: {zone: example.com, acmeEmail: a@example.com}\n")}}
	out, findings := Write(in, found(0))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	p, findings := platform.Load(out...)
	e := p.Spec.Environments[0]
	if len(findings) > 0 || e.Network.Existing == nil || e.Network.ClusterSubnet != "172.17.0.0/20" || e.Databases["adservice"].Size != "db-s-2vcpu-4gb" || e.Databases["adservice"].Existing == nil {
		t.Errorf("%v\n%s", findings, out[0].Data)
	}
	if !strings.HasPrefix(string(out[0].Data), string(in[0].Data[:len(header)+len(defaults)])) {
		t.Errorf("the defaults were changed:\n%s", out[0].Data)
	}
}

// TestUnwritable: what belongs to others too is not changed, and is told.
func TestUnwritable(t *testing.T) {
	const first, second = "  environments:\n  - &base\n    name: prod\n    region: sfo3\n    domain: {zone: example.com, acmeEmail: a@example.com}\n    databases: &d {adservice: {nodes: 1, size: db-s-2vcpu-4gb}}\n",
		"    name: dev\n    network: {vpcCIDR: 10.1.0.0/22, clusterSubnet: 172.17.0.0/20, serviceSubnet: 192.168.99.0/24}\n    domain: {zone: dev.example.com, acmeEmail: a@example.com}\n"
	cases := map[string]string{
		"alias": first + "  - region: sfo3\n    databases: *d\n" + second,
		"merge": first + "  - <<: *base\n" + second,
	}
	for name, in := range cases {
		t.Run(name, func(t *testing.T) {
			sources := []platform.Source{{Name: "platform.yaml", Data: []byte(header + in)}}
			out, findings := Write(sources, found(1))
			if diff := cmp.Diff(sources, out); diff != "" {
				t.Errorf("it was changed: %s", diff)
			}
			if len(findings) != 3 || slices.ContainsFunc(findings, func(f diag.Finding) bool { return f.Code != "recover-unwritable" }) {
				t.Errorf("told is %v", findings)
			}
		})
	}
}

// FuzzWrite: whatever the layout, a configuration is as it was but for the IDs,
// or is not changed.
func FuzzWrite(f *testing.F) {
	f.Add("  environments:\n  - name: prod\n    region: sfo3\n    domain: {zone: example.com, acmeEmail: a@example.com}\n")
	f.Add("  environments: [{name: prod, region: sfo3, network: {}, domain: {zone: example.com, acmeEmail: a@example.com}}]")
	f.Fuzz(func(t *testing.T, in string) {
		sources := []platform.Source{{Data: []byte(header + in)}}
		if p, findings := platform.Load(sources...); findings.Errors() > 0 || len(p.Spec.Environments) == 0 {
			return
		}
		out, findings := Write(sources, found(0))
		if changed := string(out[0].Data) != string(sources[0].Data); changed == (len(findings) > 0) {
			t.Errorf("changed: %t, findings: %v", changed, findings)
		}
		for line := range strings.SplitSeq(strings.TrimSpace(in), "\n") {
			if !strings.ContainsAny(line, "{}[]") && !strings.Contains(string(out[0].Data), line) {
				t.Errorf("the line %q is gone", line)
			}
		}
	})
}
