package handbook

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// unitOf is a unit with one component.
func unitOf(name string, notes model.Notes) model.Unit {
	return model.Unit{Components: []model.Component{{Name: name, Notes: notes}}}
}

// The pages of several environments become one, in an order that all agree on.
func TestRunbook(t *testing.T) {
	cases := map[string]struct {
		reason string
		pages  []string
		want   string
	}{
		"None":    {"No component alerts.", nil, ""},
		"One":     {"It stays as it is.", []string{"# A\n\n## X\n\nx\n"}, "# A\n\n## X\n\nx\n"},
		"Same":    {"Each section is there once.", []string{"# A\n\n## X\n\nx\n", "# A\n\n## X\n\nx\n"}, "# A\n\n## X\n\nx\n"},
		"Between": {"What is new follows what is before it there.", []string{"# A\n\n## X\n\nx\n\n## Z\n\nz\n", "# A\n\n## Y\n\ny\n\n## Z\n\nz\n"}, "# A\n\n## Y\n\ny\n\n## X\n\nx\n\n## Z\n\nz\n"},
		"Last":    {"It may be the end.", []string{"# A\n\n## X\n\nx\n", "# A\n\n## X\n\nx\n\n## Y\n\ny\n"}, "# A\n\n## X\n\nx\n\n## Y\n\ny\n"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var units []model.Unit
			for _, page := range tc.pages {
				units = append(units, unitOf("rules", model.Notes{Runbook: page}))
			}
			if diff := cmp.Diff(tc.want, runbook(units, func(n model.Notes) string { return n.Runbook })); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// Pages speak of the demo and of databases' lines only where there are some.
func TestPagesOfWhatThereIs(t *testing.T) {
	page := func(units ...model.Unit) string {
		for _, name := range []string{"dokscluster", "kube-prometheus-stack", "loki", "alloy"} {
			units = append(units, unitOf(name, model.Notes{}))
		}
		env := platform.Environment{Name: "live", Domain: platform.Domain{Demo: "shop.example.com"}, Metrics: platform.Metrics{Retention: "15d"}, Logs: platform.Logs{Retention: "7d"}}
		const own = `{{define "units"}}None.{{end}}{{define "watch"}}{{end}}{{define "infra"}}{{end}}`
		pages, err := pagesWith(own)
		if err != nil {
			t.Fatal(err)
		}
		text, err := execute(pages, "environment.md.tmpl", chapter{Environment: env, parts: partsOf(units)})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	lines := unitOf("alloy", model.Notes{LogFields: "| PostgreSQL | `db` |\n", LogQueries: "# slow\n{a=\"b\"} | db > 1\n"})
	full, bare := page(unitOf("demo", model.Notes{}), unitOf("gateway", model.Notes{}), unitOf("logsink", model.Notes{}), lines), page()
	for _, part := range []string{
		"metrics kept 15d, logs kept 7d, and the demo at https://shop.example.com.", "| logs of the demo |", "who logs how much in the demo",
		"|---|---|\n| PostgreSQL | `db` |\n\n```logql\n# trouble", "# slow\n{a=\"b\"} | db > 1\n# lines per second",
	} {
		if !strings.Contains(full, part) {
			t.Errorf("the page lacks %q:\n%s", part, full)
		}
	}
	if !strings.Contains(bare, "metrics kept 15d and logs kept 7d.") {
		t.Errorf("the sentence does not end:\n%s", bare)
	}
	for _, part := range []string{"demo", "database logs", "of a database", "\n\n\n"} {
		if strings.Contains(bare, part) {
			t.Errorf("the page says %q:\n%s", part, bare)
		}
	}
}

// TestLookedAt: what is only looked at is named where an environment is
// destroyed, as nothing that goes with it.
func TestLookedAt(t *testing.T) {
	observed := platform.Database{Engine: platform.PostgreSQL, Existing: &platform.ExistingDatabase{ObserveOnly: true}}
	all := chapter{
		parts: parts{present: declare.Everything()},
		Environment: platform.Environment{
			Network:   platform.Network{Existing: &platform.Existing{ObserveOnly: true}},
			Cluster:   platform.Cluster{Existing: &platform.Existing{ObserveOnly: true}},
			Databases: map[string]platform.Database{"orders": observed, "shop": {Engine: platform.MySQL, Version: "8"}},
		},
	}
	if got, want := all.LookedAt(), "the VPC, the cluster and the database orders"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := all.Holds(), "the pg that exists (only looked at) for orders, mysql 8 for shop"; !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q first", got, want)
	}
	all.Environment = platform.Environment{Network: platform.Network{Existing: &platform.Existing{}}, Databases: map[string]platform.Database{"shop": {}}}
	if got := all.LookedAt(); got != "" {
		t.Errorf("got %q of what is managed", got)
	}
}
