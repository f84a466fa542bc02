// Package secretcopy brings Secrets that a human makes on the hub into the
// cluster of an environment: the definition and the Composition of the kind
// SecretCopy, and the XRs for the components that need one.
//
// An Object of provider-kubernetes would do the same, but it holds the values
// in its own spec. Composed by an XR it is a detail that a GitOps engine need
// not show: Argo CD is told to leave out Objects altogether, and applies none.
package secretcopy

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/model"
)

// Of copies a human's Secret, which lives in the environment's namespace on
// the hub, into a namespace of the environment's cluster, under its own name.
func Of(secret model.Secret, namespace string) *seamark.SecretCopy {
	return &seamark.SecretCopy{
		TypeMeta:   seamark.KindSecretCopy,
		ObjectMeta: metav1.ObjectMeta{Name: secret.Name, Namespace: secret.Namespace},
		Spec:       seamark.SecretCopySpec{ClusterName: secret.Namespace, Namespace: namespace},
	}
}

// Health is the check of components that have a SecretCopy.
func Health() model.HealthCheck {
	return health.Composite(seamark.KindSecretCopy)
}
