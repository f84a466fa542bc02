// Package logicaldatabase is the logical databases in an environment's managed
// databases: the definition and the Composition of the kind LogicalDatabase, and
// one XR for each.
//
// Like users and connection pools, one is a kind of its own, no list in the
// ManagedDatabase: it is told apart by its name and not by its place, and what
// becomes of one that is taken out is no matter of the others.
package logicaldatabase

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Declaration is the logical databases of an environment.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "logicaldatabase",
		Unit:  declare.Infra,
		Needs: []string{"apis", "manageddatabase"},
		Build: Component,
	}
}

// Component is the logical databases, guarded against deletion; nothing if there
// are none.
func Component(env platform.Environment) model.Component {
	var xrs []model.Object
	for _, name := range env.DatabaseNames() {
		for _, logical := range env.Databases[name].Databases {
			xrs = append(xrs, xr(env, name, logical))
		}
	}
	if len(xrs) == 0 {
		return model.Component{}
	}
	return model.Component{
		Name:    "logicaldatabase",
		Objects: environment.Guard(env, xrs...),
		Health:  []model.HealthCheck{health.Composite(seamark.KindLogicalDatabase)},
	}
}

func xr(env platform.Environment, name, logical string) *seamark.LogicalDatabase {
	return &seamark.LogicalDatabase{
		TypeMeta:   seamark.KindLogicalDatabase,
		ObjectMeta: metav1.ObjectMeta{Name: platform.PartName(name, logical), Namespace: env.Name},
		Spec: seamark.LogicalDatabaseSpec{
			DatabasePart: manageddatabase.PartOf(env, name, env.DeletionPolicy),
			Name:         logical,
		},
	}
}
