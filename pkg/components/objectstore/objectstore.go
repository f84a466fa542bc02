// Package objectstore is the bucket of an environment: the definition and the
// Composition of the kind ObjectStore, and the one XR that Loki's logs need.
package objectstore

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/components/internal/project"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Name is the XR of the bucket for Loki.
const Name = "loki"

// Component is the environment's ObjectStore, guarded against deletion.
func Component(env platform.Environment) model.Component {
	return model.Component{
		Name:    "objectstore",
		Objects: environment.Guard(env, xr(env)),
		Health:  []model.HealthCheck{health.Composite(seamark.KindObjectStore)},
	}
}

func xr(env platform.Environment) *seamark.ObjectStore {
	x := &seamark.ObjectStore{
		TypeMeta:   seamark.KindObjectStore,
		ObjectMeta: metav1.ObjectMeta{Name: Name, Namespace: env.Name},
		Spec: seamark.ObjectStoreSpec{
			ClusterName:    env.Name,
			Token:          env.Token,
			BucketName:     env.Logs.Bucket,
			Region:         env.Region,
			DeletionPolicy: seamark.DeletionPolicy(env.DeletionPolicy),
		},
	}
	if env.Logs.Existing != nil {
		x.Spec.ExistingKeyID = env.Logs.Existing.Key
	}
	if env.Project != "" {
		x.Spec.Project = env.Project
		x.Spec.Crossplane.CompositionRef.Name = project.CompositionName(compositionName)
	}
	return x
}
