package platform

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLoadIsTheLiteral proves that the file and the Go value are two ways to
// say the same.
func TestLoadIsTheLiteral(t *testing.T) {
	literal := Platform{
		APIVersion: APIVersion, Kind: Kind, Metadata: Metadata{Name: "acme"},
		Spec: Spec{Environments: []Environment{{
			Name:   "my-observability",
			Region: "sfo3",
			Domain: Domain{Zone: "example.com", Demo: "demo.example.com", Logs: "logs.example.com", ACMEEmail: "ops@example.com"},
		}}},
	}
	loaded, findings := Load(Source{"platform.yaml", Default()})
	if len(findings) > 0 {
		t.Fatalf("the default does not load cleanly:\n%s", lines(findings))
	}
	if diff := cmp.Diff(Complete(literal), loaded); diff != "" {
		t.Errorf("(-literal +loaded):\n%s", diff)
	}
}

// TestLoadFreeForm shows the Go types of Helm values.
func TestLoadFreeForm(t *testing.T) {
	data := strings.Replace(string(Default()), "    domain:", `    overrides:
      loki:
        text: "17"
        plain: 1Gi
        on: true
        number: 17
        fraction: 0.5
        gone: null
        list: [1, two, {three: 3}]
    domain:`, 1)
	p, findings := Load(Source{"platform.yaml", []byte(data)})
	if len(findings) > 0 {
		t.Fatalf("does not load cleanly:\n%s", lines(findings))
	}
	want := map[string]map[string]any{"loki": {
		"text": "17", "plain": "1Gi", "on": true, "number": 17, "fraction": 0.5, "gone": nil,
		"list": []any{1, "two", map[string]any{"three": 3}},
	}}
	if diff := cmp.Diff(want, p.Spec.Environments[0].Overrides); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestLoadSources joins several files, and says of each finding where it is.
func TestLoadSources(t *testing.T) {
	first, second := example("prod", "example.com", 201), example("stage", "stage.example.com", 202)
	cases := map[string]struct {
		reason  string
		sources []Source
		names   []string
		want    string
	}{
		"Joined": {
			"Environments of all sources are joined in order.",
			[]Source{{"a.yaml", first}, {"b.yaml", second}}, []string{"prod", "stage"}, "",
		},
		"Order": {
			"The order is that of the sources.",
			[]Source{{"b.yaml", second}, {"a.yaml", first}}, []string{"stage", "prod"}, "",
		},
		"WhereItIs": {
			"A finding of the second file is told with its name, line and index in the whole.",
			[]Source{{"a.yaml", first}, {"b.yaml", bytes.Replace(second, []byte("sfo3"), []byte("sfo"), 1)}}, []string{"prod", "stage"},
			`b.yaml:7: spec.environments[1].region: "sfo": no DigitalOcean region with DOKS, managed databases and Spaces; did you mean "sfo2" or "sfo3"? [config-unknown-region]`,
		},
		"Header": {
			"Every document needs its header.",
			[]Source{{"a.yaml", first}, {"b.yaml", bytes.Replace(second, []byte("kind: Platform\n"), nil, 1)}}, []string{"prod", "stage"},
			`b.yaml:1: kind: is required; write kind: Platform [config-required]`,
		},
		"Stranger": {
			"A document of another kind is refused, the others are still checked.",
			[]Source{{"a.yaml", first}, {"b.yaml", []byte("apiVersion: v1\nkind: Secret\n")}}, []string{"prod"},
			`b.yaml:2: kind: "Secret": must be Platform [config-unknown-kind]`,
		},
		"Syntax": {
			"After a syntax error nothing more is said: the rest would be guesswork.",
			[]Source{{"a.yaml", bytes.Replace(first, []byte("sfo3"), []byte("sfo"), 1)}, {"b.yaml", []byte("\tx")}}, nil,
			"b.yaml:1: not YAML: found character that cannot start any token; indent with spaces, not tabs [config-syntax]",
		},
		"Nothing": {"No source is no configuration.", nil, nil, "there is no configuration in it; write one with render init [config-empty]"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p, findings := Load(tc.sources...)
			var names, said []string
			for _, e := range p.Spec.Environments {
				names = append(names, e.Name)
			}
			for _, f := range findings {
				said = append(said, f.String())
			}
			if diff := cmp.Diff(tc.names, names); diff != "" {
				t.Errorf("%s environments (-want +got):\n%s", tc.reason, diff)
			}
			if diff := cmp.Diff(tc.want, strings.Join(said, "\n")); diff != "" {
				t.Errorf("%s findings (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

// example is a document with one environment that shares nothing with others
// of another name, zone and number.
func example(name, zone string, number int) []byte {
	return fmt.Appendf(nil, `apiVersion: %s
kind: %s
metadata: {name: acme}
spec:
  environments:
  - name: %s
    region: sfo3
    domain: {zone: %s, acmeEmail: ops@example.com}
    network: {vpcCIDR: 10.%d.0.0/22, clusterSubnet: 10.%d.16.0/20, serviceSubnet: 10.%d.4.0/22}
`, APIVersion, Kind, name, zone, number, number, number)
}

func FuzzLoad(f *testing.F) {
	for _, pattern := range []string{"testdata/valid/*.yaml", "testdata/invalid/*.yaml"} {
		for _, file := range inputs(f, pattern, 1) {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, locate, findings := LoadLocated(Source{"fuzz.yaml", data})
		again, second := Load(Source{"fuzz.yaml", data})
		if !reflect.DeepEqual(p, again) || !reflect.DeepEqual(findings, second) { // cmp.Diff is slow on expanded aliases
			t.Error("two runs differ")
		}
		if findings.Errors() > 0 {
			return
		}
		if more := Validate(p); more.Errors() > 0 {
			t.Errorf("loads, but is invalid:\n%s", lines(more))
		}
		shown := printed(t, p, locate, Shown{})
		if same, findings := Load(Source{"shown.yaml", shown}); findings.Errors() > 0 || !reflect.DeepEqual(p, same) {
			t.Errorf("what is shown loads to something else: %s\n%s", lines(findings), shown)
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for _, environments := range []int{1, 100, 1000} {
		var data []byte
		for i := range environments {
			data = append(data, fmt.Sprintf("---\n%s", example(fmt.Sprintf("env-%d", i), fmt.Sprintf("e%d.example.com", i), 0))...)
			ranges := fmt.Sprintf("10.%d.%d.0/24", i/100, i%100)
			data = bytes.Replace(data, []byte("10.0.0.0/22"), []byte(ranges), 1)
			data = bytes.Replace(data, []byte("10.0.16.0/20"), fmt.Appendf(nil, "10.%d.%d.0/23", 100+i/100, 2*(i%100)), 1)
			data = bytes.Replace(data, []byte("10.0.4.0/22"), fmt.Appendf(nil, "10.%d.%d.0/24", 200+i/100, i%100), 1)
		}
		b.Run(fmt.Sprint(environments), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, findings := Load(Source{"platform.yaml", data}); findings.Errors() > 0 {
					b.Fatalf("%s", lines(findings[:min(len(findings), 5)]))
				}
			}
		})
	}
}
