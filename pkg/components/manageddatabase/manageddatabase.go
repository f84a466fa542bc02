// Package manageddatabase is the managed databases of an environment: the
// definition of the kind ManagedDatabase, a Composition for each engine, and
// one XR for each database.
package manageddatabase

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/components/internal/project"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// observedReason is why an XR that only looks at a database is not deleted
// unasked.
const observedReason = "Programs connect by it. To stop looking at the database, which stays as it is, take it out of the configuration, render, and delete this when that is reconciled."

// Component is the environment's databases by name, guarded against deletion.
func Component(env platform.Environment) model.Component {
	var managed, observed []model.Object
	for _, name := range env.DatabaseNames() {
		if db := env.Databases[name]; db.Observed() {
			observed = append(observed, xr(env, name, db))
		} else {
			managed = append(managed, xr(env, name, db))
		}
	}
	return model.Component{
		Name:     "manageddatabase",
		Provides: provides(env),
		Objects:  append(environment.Guard(env, managed...), environment.GuardFor(observedReason, env.DeletionPolicy, observed...)...),
		Health:   []model.HealthCheck{health.Composite(seamark.KindManagedDatabase)},
	}
}

func xr(env platform.Environment, name string, db platform.Database) *seamark.ManagedDatabase {
	x := &seamark.ManagedDatabase{
		TypeMeta:   seamark.KindManagedDatabase,
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: env.Name},
		Spec: seamark.ManagedDatabaseSpec{
			Crossplane: seamark.Crossplane{
				CompositionRef: seamark.CompositionRef{Name: CompositionName(db.Engine)},
			},
			ClusterName:    env.Name,
			Token:          env.Token,
			Engine:         string(db.Engine),
			Version:        db.Version,
			Region:         env.Region,
			Size:           db.Size,
			Nodes:          db.Nodes,
			Maintenance:    (*seamark.Maintenance)(db.Maintenance),
			ExistingID:     existingID(db),
			StorageSizeMib: storage(db),
			EvictionPolicy: db.EvictionPolicy,
			TrustedSources: sources(db.TrustedSources),
			RestoreFrom:    (*seamark.RestoreFrom)(db.RestoreFrom),
			Tags:           env.Tags,
			DeletionPolicy: seamark.DeletionPolicy(env.DeletionPolicy),
		},
	}
	switch {
	case db.Observed(): // it stays in its project, and has the tags that it has
		x.Spec.Management, x.Spec.Tags = compose.Observe, nil
		x.Spec.Crossplane.CompositionRef.Name = ObservedCompositionName(db.Engine)
	case env.Project != "":
		x.Spec.Project = env.Project
		x.Spec.Crossplane.CompositionRef.Name = project.CompositionName(CompositionName(db.Engine))
	}
	return x
}

func existingID(db platform.Database) string {
	if db.Existing == nil {
		return ""
	}
	return db.Existing.ID
}
