package databases

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/platform"
)

// The two tables have the same engines in the same order, each complete.
func TestEveryEngineIsComplete(t *testing.T) {
	var want, got []platform.DatabaseEngine
	for _, facts := range platform.DatabaseEngines() {
		want = append(want, facts.Engine)
	}
	for _, e := range Engines() {
		got = append(got, e.Name())
		for _, part := range e.Missing() {
			t.Errorf("the engine %q lacks %s", e.Name(), part)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the engines, -platform +components:\n%s", diff)
	}
}

// A row that says nothing lacks everything, and a row without one part that.
func TestMissing(t *testing.T) {
	all := Engine{}.Missing()
	cases := map[string]struct {
		reason string
		empty  func(*Engine)
		want   []string
	}{
		"Whole":     {"An engine of ours is complete.", func(*Engine) {}, nil},
		"Nothing":   {"A new row is told of each part.", func(e *Engine) { *e = Engine{} }, all},
		"Alerts":    {"Nobody would be told of its trouble.", func(e *Engine) { e.Alerts = nil }, []string{"Alerts"}},
		"Dashboard": {"There would be nothing to look at.", func(e *Engine) { e.Board.Rows = nil }, []string{"Board.Rows"}},
		"Exporter":  {"Its databases would not be watched.", func(e *Engine) { e.Exporter.Values = nil }, []string{"Exporter.Values"}},
		"Runbook": {
			"Whoever is woken up would find nothing.",
			func(e *Engine) { e.Runbook = "## Another\n" },
			[]string{"a section PostgreSQLConnectionsNearLimit in Runbook", "a section PostgreSQLReplicationLagging in Runbook", "a section PostgreSQLReplicationSlotGrowing in Runbook"},
		},
		"Facts": {
			"The configuration could not ask for it.",
			func(e *Engine) { e.Facts.Versions = nil }, []string{"Facts.Versions"},
		},
	}
	if len(all) < 10 {
		t.Errorf("only these parts are asked for: %v", all)
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			e := Engines()[0]
			tc.empty(&e)
			if diff := cmp.Diff(tc.want, e.Missing()); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// A row of one's own comes last, or in the place of ours.
func TestWith(t *testing.T) {
	mine := Engine{Facts: platform.DatabaseFacts{Engine: "abacus"}}
	valkey := Engine{Facts: platform.DatabaseFacts{Engine: platform.Valkey, Title: "Mine"}}
	standard := Engines()
	var got []string
	for _, facts := range standard.With(mine, valkey).Facts() {
		got = append(got, string(facts.Engine)+" "+facts.Title)
	}
	if diff := cmp.Diff([]string{"pg PostgreSQL", "valkey Mine", "mysql MySQL", "abacus "}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if standard[1].Title() != "Valkey" {
		t.Error("the table itself was changed")
	}
}

// An environment is told of the engines that it has databases of.
func TestOf(t *testing.T) {
	env := platform.Environment{Databases: map[string]platform.Database{
		"a": {Engine: platform.Valkey}, "b": {Engine: platform.Valkey}, "c": {Engine: "unknown"},
	}}
	var got []platform.DatabaseEngine
	for _, e := range Engines().Of(env) {
		got = append(got, e.Name())
	}
	if diff := cmp.Diff([]platform.DatabaseEngine{platform.Valkey}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
