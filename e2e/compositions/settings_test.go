package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/databasesettings"
	"seamark.dev/seamark/pkg/platform"
)

// TestDatabaseSettingsLife: what is set reaches the provider beside the database
// that it is of, a refused value is red and can be taken back, and what goes from
// the list is said no more.
func TestDatabaseSettingsLife(t *testing.T) {
	e := env(platform.Orphan)
	db := e.Databases["adservice"]
	db.Settings = map[string]any{"work_mem": 16, "jit": false}
	e.Databases["adservice"] = db
	w := withDatabase(t, e)
	component := databasesettings.Component(platform.DatabaseEngines(), e)
	xr := birth(t, w, component, "adservice", databasesettings.CompositionName(platform.PostgreSQL))
	const settings, answer = "composed settings spec.forProvider", "422 work_mem must be at most 1024"
	of := func(values map[string]any) map[string]any {
		values["clusterIdRef"] = map[string]any{"name": "dev-adservice-pg"}
		return values
	}
	made := func(values map[string]any) map[string]any {
		values["clusterId"] = databaseID
		return of(values)
	}
	only := life.Outcome{Composed: []string{"settings"}}
	xr.Live(t, []life.Step{
		{
			Name:   "the XR is applied",
			Reason: "false is a wish, too",
			Want: but(only, func(o *life.Outcome) {
				o.Values = map[string]any{settings: of(map[string]any{"workMem": int64(16), "jit": false})}
			}),
		},
		{
			Name:   "DigitalOcean takes them",
			Reason: "they are ready by themselves",
			Do:     []life.Action{life.Created("settings", databaseID+"/postgresql-config", nil), life.Ready("settings", nil)},
			Want:   but(only, func(o *life.Outcome) { o.Ready = true }),
		},
		{
			Name:   "DigitalOcean refuses another one",
			Reason: "what it answered is to be read, and nothing is ready",
			Do:     []life.Action{life.Edit("spec.settings.pg.workMem", int64(1024)), life.Unsynced("settings", answer)},
			Want:   but(only, func(o *life.Outcome) { o.Values = map[string]any{"XR status.cloud.settings[1].message": answer} }),
		},
		{
			Name:   "one is taken back, and one out of the list",
			Reason: "nobody is locked in; DigitalOcean keeps what is said no more",
			Do:     []life.Action{life.Edit("spec.settings.pg", map[string]any{"workMem": int64(32)}), life.Ready("settings", nil)},
			Want: but(only, func(o *life.Outcome) {
				o.Ready = true
				o.Values = map[string]any{settings: made(map[string]any{"workMem": int64(32)})}
			}),
		},
		{
			Name:   "settings of another engine are merged",
			Reason: "they would be dropped without a word",
			Do:     []life.Action{life.Refused(life.Edit("spec.settings.mysql", map[string]any{"sqlMode": "ANSI"}), "for the engine mysql, and for no other")},
			Want:   but(only, func(o *life.Outcome) { o.Ready = true }),
		},
	})
}
