package databasesettings_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/databasesettings"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// TestSettingsAreKnown holds the table of each engine against the CRD of the
// managed resource that takes its settings.
func TestSettingsAreKnown(t *testing.T) {
	set := schemas.Load(t, "the settings of the engines against the CRDs of the provider")
	for _, e := range databases.Engines() {
		kind, err := set.Kind(e.Managed.Settings.GroupVersionKind())
		if err != nil {
			t.Fatal(err)
		}
		for _, setting := range e.Facts.Settings {
			if setting.Refused != "" {
				continue
			}
			want := string(setting.Kind)
			if setting.Kind == platform.WholeSetting {
				want = "number"
			}
			if got, err := kind.TypeOf("spec.forProvider." + setting.Field()); err != nil || got != want {
				t.Errorf("%s: %s is %s to the provider (%v), want %s", e.Name(), setting.Field(), got, err, want)
			}
		}
	}
}

// TestSettingsAreDocumented: the page has a row for each setting, in words of the
// table.
func TestSettingsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../../../docs/databases.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, facts := range platform.DatabaseEngines() {
		table := "| " + facts.Title + " | takes |\n|---|---|\n"
		for _, s := range facts.Settings {
			if s.Refused != "" {
				table += "| `" + s.Name + "` | nothing: " + s.Refused + " |\n"
				continue
			}
			table += "| `" + s.Name + "` | " + s.Takes() + " |\n"
		}
		if !strings.Contains(string(page), table) {
			t.Errorf("docs/databases.md lacks this table, as it is now:\n%s", table)
		}
	}
}

func TestComponent(t *testing.T) {
	engines := platform.DatabaseEngines()
	env := platform.Environment{Name: "acme", Databases: map[string]platform.Database{
		"cartservice": {Engine: platform.Valkey, Settings: map[string]any{"lfu_decay_time": 5, "timeout": 0}},
		"adservice":   {Engine: platform.PostgreSQL},
	}}
	c := databasesettings.Component(engines, env)
	if len(c.Objects) != 1 {
		t.Fatalf("got %d objects, want those of the one database that has settings", len(c.Objects))
	}
	want := seamark.DatabaseSettingsSpec{
		Crossplane:  seamark.Crossplane{CompositionRef: seamark.CompositionRef{Name: "databasesettings-valkey.seamark.dev"}},
		ClusterName: "acme", Database: "cartservice", Engine: "valkey",
		Settings: map[string]any{"valkey": map[string]any{"lfuDecayTime": 5, "timeout": 0}},
	}
	if diff := cmp.Diff(want, c.Objects[0].(*seamark.DatabaseSettings).Spec); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff(model.Component{}, databasesettings.Component(engines, platform.Environment{})); diff != "" {
		t.Errorf("nothing is delivered where nothing is set (-want +got):\n%s", diff)
	}
}
