// Package databaseuser is the users of an environment's managed databases: the
// definition and the Composition of the kind DatabaseUser, and one XR for each.
package databaseuser

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Declaration is the users of the databases of an environment.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "databaseuser",
		Unit:  declare.Infra,
		Needs: []string{"apis", "manageddatabase"},
		Build: Component,
	}
}

// Component is the users, each guarded against deletion unless its policy is
// Delete; nothing if there is none.
func Component(env platform.Environment) model.Component {
	c := model.Component{
		Name:   "databaseuser",
		Health: []model.HealthCheck{health.Composite(seamark.KindDatabaseUser)},
	}
	for _, name := range env.DatabaseNames() {
		for _, user := range env.Databases[name].Users {
			c.Objects = append(c.Objects, manageddatabase.GuardPart(env,
				"the user "+user.Name+" of the database "+name, user.DeletionPolicy, xr(env, name, user))...)
		}
	}
	if len(c.Objects) == 0 {
		return model.Component{}
	}
	return c
}

func xr(env platform.Environment, name string, user platform.DatabaseUser) *seamark.DatabaseUser {
	return &seamark.DatabaseUser{
		TypeMeta:   seamark.KindDatabaseUser,
		ObjectMeta: metav1.ObjectMeta{Name: platform.PartName(name, user.Name), Namespace: env.Name},
		Spec: seamark.DatabaseUserSpec{
			DatabasePart: manageddatabase.PartOf(env, name, user.DeletionPolicy),
			Name:         user.Name,
			AuthPlugin:   user.AuthPlugin,
		},
	}
}

// SecretName is the Secret delivered for a user of a database.
func SecretName(database, user string) string {
	return platform.PartName(database, user) + "-user"
}
