package charts

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/assets"
	"seamark.dev/seamark/pkg/manifest"
)

func TestWords(t *testing.T) {
	cases := map[string]struct {
		reason, chart string
		values        values
		want          []string
	}{
		"Policy":       {"A word in another case is none.", "alloy", values{"image": values{"pullPolicy": "always"}}, []string{"image.pullPolicy"}},
		"PolicyRight":  {"Nothing is the default.", "alloy", values{"image": values{"pullPolicy": ""}, "configReloader": values{"image": values{"pullPolicy": "Never"}}}, nil},
		"Old":          {"A key that the chart had once.", "cert-manager", values{"installCRDs": true}, []string{"installCRDs"}},
		"OldDefault":   {"As the default values have it.", "cert-manager", values{"installCRDs": false}, nil},
		"Word":         {"The chart's schema has a few words.", "external-dns", values{"logLevel": "verbose", "policy": "sync", "registry": "text"}, []string{"logLevel", "registry"}},
		"TableManager": {"The default values say nothing, anything else does.", "loki", values{"tableManager": values{}}, []string{"tableManager"}},
		"TableDefault": {"As the default values have it.", "loki", values{"tableManager": values{"enabled": false, "retention_period": 0}}, nil},
		"SelfMonitor":  {"A key that the chart had once.", "loki", values{"monitoring": values{"selfMonitoring": values{"enabled": true}}}, []string{"monitoring.selfMonitoring"}},
		"SelfTenant":   {"The canary still reads this.", "loki", values{"monitoring": values{"selfMonitoring": values{"tenant": values{"name": "a"}}}}, nil},
		"Section":      {"Grafana takes any section, and nobody means this one.", "kube-prometheus-stack", values{"grafana": values{"grafana.ini": values{"auth.anonymus": values{}, "plugin.mine": values{}}}}, []string{`grafana["grafana.ini"]["auth.anonymus"]`}},
		"Sample":       {"What only a sample manifest in a comment shows is no key.", "kube-prometheus-stack", values{"grafana": values{"kind": "x"}}, []string{"grafana.kind"}},
		"Hidden":       {"A comment hid the keys of the subchart.", "kube-prometheus-stack", values{"grafana": values{"persistence": values{"enabeld": true}}}, []string{"grafana.persistence.enabeld"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			contract, _ := ContractOf(Chart{Name: tc.chart})
			var got []string
			for _, f := range contract.Check(node(t, tc.values)) {
				got = append(got, f.Path.String())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestSchemaWords holds the words against the schemas of the charts.
func TestSchemaWords(t *testing.T) {
	dir := assets.Charts(t, "whether the words of values.schema.json are known")
	for chart, paths := range schemaWords(t, dir) {
		for path, want := range paths {
			i := slices.IndexFunc(words, func(w word) bool { return w.chart == chart && w.path == path })
			if i < 0 {
				t.Errorf("%s: nobody checks %s: %s", chart, path, want)
			} else if diff := cmp.Diff(want, words[i].words); diff != "" {
				t.Errorf("%s: %s -schema +words:\n%s", chart, path, diff)
			}
		}
	}
}

// schemaWords are the enums of the schemas by chart and path.
func schemaWords(t *testing.T, dir string) map[string]map[string][]string {
	t.Helper()
	all := map[string]map[string][]string{}
	for chart := range contracts() {
		c, _ := ContractOf(Chart{Name: chart})
		data, err := os.ReadFile(filepath.Join(dir, chart+"-"+c.Version, "values.schema.json"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		n, err := manifest.ParseJSON(data)
		if err != nil {
			t.Fatal(chart, err)
		}
		found := map[string][]string{}
		enumsOf(n, "", found)
		all[chart] = found
	}
	if len(all) < 3 {
		t.Fatalf("only %d charts have a schema", len(all))
	}
	return all
}

func enumsOf(schema *manifest.Node, path string, into map[string][]string) {
	if enum, ok := schema.Get("enum"); ok {
		for _, word := range enum.Items() {
			if word.Kind() == manifest.KindString {
				into[path] = append(into[path], word.Text())
			}
		}
	}
	properties, _ := schema.Get("properties")
	for _, f := range properties.Fields() {
		enumsOf(f.Value, strings.TrimPrefix(path+"."+f.Name, "."), into)
	}
}
