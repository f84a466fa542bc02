// Package databasesettings is the settings of the engines of an environment's
// managed databases: the definition of the kind DatabaseSettings, a Composition
// for each engine that has settings, and one XR for each database that has any.
package databasesettings

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Declaration is the settings of the databases of an environment, for these
// engines.
func Declaration(engines platform.DatabaseTable) declare.Component {
	return declare.Component{
		Name:  "databasesettings",
		Unit:  declare.Infra,
		Needs: []string{"apis", "manageddatabase"},
		Build: func(env platform.Environment) model.Component { return Component(engines, env) },
	}
}

// Component is the settings; nothing if there are none. Nothing guards them: when
// they go, the database keeps what was set.
func Component(engines platform.DatabaseTable, env platform.Environment) model.Component {
	c := model.Component{
		Name:   "databasesettings",
		Health: []model.HealthCheck{health.Composite(seamark.KindDatabaseSettings)},
	}
	for _, name := range env.DatabaseNames() {
		if db := env.Databases[name]; len(db.Settings) > 0 {
			c.Objects = append(c.Objects, xr(engines, env, name, db))
		}
	}
	if len(c.Objects) == 0 {
		return model.Component{}
	}
	return c
}

func xr(engines platform.DatabaseTable, env platform.Environment, name string, db platform.Database) *seamark.DatabaseSettings {
	facts, _ := engines.Of(db.Engine)
	values := map[string]any{}
	for of, value := range db.Settings {
		if setting, known := facts.Setting(of); known {
			values[setting.Field()] = value
		}
	}
	return &seamark.DatabaseSettings{
		TypeMeta:   seamark.KindDatabaseSettings,
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: env.Name},
		Spec: seamark.DatabaseSettingsSpec{
			Crossplane:  seamark.Crossplane{CompositionRef: seamark.CompositionRef{Name: CompositionName(db.Engine)}},
			ClusterName: env.Name,
			Token:       env.Token,
			Database:    name,
			Engine:      string(db.Engine),
			Settings:    map[string]any{string(db.Engine): values},
		},
	}
}
