// Package connectionpool is the connection pools of an environment's managed
// databases: the definition and the Composition of the kind ConnectionPool, and
// one XR for each.
package connectionpool

import (
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Declaration is the connection pools of an environment.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "connectionpool",
		Unit:  declare.Infra,
		Needs: []string{"apis", "manageddatabase"},
		Build: Component,
	}
}

// Component is the pools, each guarded against deletion unless its policy is
// Delete; nothing if there is none.
func Component(env platform.Environment) model.Component {
	c := model.Component{
		Name:   "connectionpool",
		Health: []model.HealthCheck{health.Composite(seamark.KindConnectionPool)},
	}
	for _, name := range env.DatabaseNames() {
		for _, pool := range env.Databases[name].ConnectionPools {
			x := xr(env, name, pool)
			c.Objects = append(c.Objects, manageddatabase.GuardPart(env,
				"the connection pool "+pool.Name+" of the database "+name, pool.DeletionPolicy, x)...)
			c.Provides = append(c.Provides, provided.Secret(model.Hub(), env.Name, fmt.Sprintf(providerFormat, x.Name),
				publishedPassword, publishedPrivateURI, "attribute.uri"))
		}
	}
	if len(c.Objects) == 0 {
		return model.Component{}
	}
	return c
}

func xr(env platform.Environment, name string, pool platform.ConnectionPool) *seamark.ConnectionPool {
	return &seamark.ConnectionPool{
		TypeMeta:   seamark.KindConnectionPool,
		ObjectMeta: metav1.ObjectMeta{Name: platform.PartName(name, pool.Name), Namespace: env.Name},
		Spec: seamark.ConnectionPoolSpec{
			DatabasePart:    manageddatabase.PartOf(env, name, pool.DeletionPolicy),
			Name:            pool.Name,
			Mode:            string(pool.Mode),
			Size:            pool.Size,
			LogicalDatabase: pool.Database,
			User:            pool.User,
		},
	}
}

// SecretName is the Secret delivered for a pool of a database.
func SecretName(database, pool string) string {
	return platform.PartName(database, pool) + "-pool"
}
