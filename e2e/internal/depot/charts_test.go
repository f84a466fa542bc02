package depot

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/pkg/charts"
)

func sums(c content) map[string]string {
	sums := map[string]string{}
	for _, chart := range c.charts {
		sums[chart.Chart.Name] = fmt.Sprintf("%x", sha256.Sum256(chart.Archive))
	}
	for _, p := range c.packages {
		sums[p.Package.Name] = fmt.Sprintf("%x", sha256.Sum256(p.YAML))
	}
	return sums
}

// TestRepeatable wants the same bytes each time, so that a digest in a status
// tells whether a chart is another.
func TestRepeatable(t *testing.T) {
	first := load(t)
	var again content
	var err error
	if again.charts, err = LoadCharts(context.Background()); err != nil {
		t.Fatal(err)
	}
	if again.packages, err = LoadPackages(context.Background()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sums(first), sums(again)); diff != "" {
		t.Errorf("-first +second:\n%s", diff)
	}
}

// TestReal names the charts that are tested as they are.
func TestReal(t *testing.T) {
	got := map[string]bool{}
	for _, chart := range load(t).charts {
		if chart.Real {
			got[chart.Chart.Name] = true
			content, err := unpack(chart.Archive)
			if err != nil {
				t.Fatal(err)
			}
			if len(content[chart.Chart.Name+"/values.yaml"]) < 1000 || len(content) < 10 {
				t.Errorf("%s is not the whole chart: %d files", chart.Chart.Name, len(content))
			}
		}
	}
	want := map[string]bool{"crossplane": true, "cert-manager": true, "external-dns": true, "metrics-server": true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestStamp(t *testing.T) {
	stamped := moduleChart{source: tools.Tool{Source: "m"}, placeholder: "v0.0.0"}
	own := moduleChart{source: tools.Tool{Source: "m"}}
	pin := charts.Chart{Version: "v1.2.3", AppVersion: "v1.2.3"}
	cases := map[string]struct {
		reason     string
		from       moduleChart
		chart      string
		module     string
		want, fail string
	}{
		"Stamped":     {"What a release does to the chart.", stamped, "version: v0.0.0\nappVersion: v0.0.0\nname: x\napiVersion: v2\n", "v1.2.3", "version: v1.2.3\nappVersion: v1.2.3\nname: x\napiVersion: v2\n", ""},
		"OtherModule": {"The chart of another release would be published as the pinned one.", stamped, "version: v0.0.0\nappVersion: v0.0.0\nname: x\napiVersion: v2\n", "v1.2.4", "", "the module m is of version v1.2.4, the pin is v1.2.3"},
		"NotStamped":  {"Upstream changed its way to release.", stamped, "version: v1.0.0\nappVersion: v1.0.0\nname: x\napiVersion: v2\n", "v1.2.3", "", "m v1.2.3 carries version v1.0.0, where v0.0.0 was to be stamped"},
		"Own":         {"The chart has its own version.", own, "version: v1.2.3\nname: x\napiVersion: v2\n", "v9.0.0", "version: v1.2.3\nname: x\napiVersion: v2\n", ""},
		"OwnOther":    {"And it is not the pinned one.", own, "version: v1.2.2\nname: x\napiVersion: v2\n", "v9.0.0", "", "m v9.0.0 carries version v1.2.2, the pin is v1.2.3"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := tc.from.stamp([]byte(tc.chart), pin, tc.module)
			if tc.fail != "" {
				if err == nil || err.Error() != tc.fail {
					t.Errorf("%s\ngot  %v\nwant %s", tc.reason, err, tc.fail)
				}
				return
			}
			if err != nil || string(got) != tc.want {
				t.Errorf("%s\ngot  %q, %v\nwant %q", tc.reason, got, err, tc.want)
			}
		})
	}
}

// TestUnknownChart because a new pin needs a decision.
func TestUnknownChart(t *testing.T) {
	if _, err := TestChart(charts.Chart{Name: "new"}, "1.0.0"); err == nil || !strings.Contains(err.Error(), "neither a module nor a test chart") {
		t.Errorf("got %v", err)
	}
}

// TestPackageObjects wants the objects of each package: first what it is, then
// only CustomResourceDefinitions, with those that the platform uses.
func TestPackageObjects(t *testing.T) {
	want := map[string]struct {
		kind, definition string
		safeStart        bool
	}{
		"function-patch-and-transform": {"Function", "resources.pt.fn.crossplane.io", false},
		"provider-http":                {"Provider", "requests.http.m.crossplane.io", true},
		"provider-kubernetes":          {"Provider", "objects.kubernetes.m.crossplane.io", true},
		"provider-upjet-digitalocean":  {"Provider", "clusters.kubernetes.digitalocean.m.crossplane.io", true},
	}
	for _, p := range load(t).packages {
		w := want[p.Package.Name]
		found := false
		for i, document := range strings.Split(strings.TrimPrefix(string(p.YAML), "---\n"), "\n---\n") {
			var object struct {
				Kind     string
				Metadata struct{ Name string }
				Spec     struct{ Capabilities []string }
			}
			if err := yaml.Unmarshal([]byte(document), &object); err != nil {
				t.Fatalf("%s: %v", p.Package.Name, err)
			}
			switch {
			case i == 0 && (object.Kind != w.kind || object.Metadata.Name != p.Package.Name || (len(object.Spec.Capabilities) > 0) != w.safeStart):
				t.Errorf("%s starts with %+v, want a %s, able to start safely: %t", p.Package.Name, object, w.kind, w.safeStart)
			case i > 0 && object.Kind != "CustomResourceDefinition":
				t.Errorf("%s holds a %s", p.Package.Name, object.Kind)
			}
			found = found || object.Metadata.Name == w.definition
		}
		if !found {
			t.Errorf("%s lacks %s", p.Package.Name, w.definition)
		}
	}
}
