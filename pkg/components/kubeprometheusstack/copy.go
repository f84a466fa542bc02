package kubeprometheusstack

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/render"
)

// copyOf copies a human's Secret from the environment's namespace on the hub
// into the environment's cluster, key by key, so that one which lacks a key is
// not copied at all. It never deletes the copy: an Object that may delete
// waits for a cluster that may be gone already.
func copyOf(secret render.Secret) *providerkubernetes.Object {
	object := &providerkubernetes.Object{
		TypeMeta:   providerkubernetes.KindObject,
		ObjectMeta: metav1.ObjectMeta{Name: secret.Name, Namespace: secret.Namespace},
		Spec: providerkubernetes.ObjectSpec{
			Spec: managed.Spec{
				ManagementPolicies: []managed.Action{managed.Observe, managed.Create, managed.Update},
				ProviderConfigRef: managed.ProviderConfigRef{
					Kind: managed.ProviderConfig,
					Name: dokscluster.ProviderConfig(secret.Namespace),
				},
			},
			ForProvider: providerkubernetes.ObjectParameters{Manifest: &corev1.Secret{
				TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Secret"},
				ObjectMeta: metav1.ObjectMeta{Name: secret.Name, Namespace: dokscluster.NamespaceClusterServices},
				Type:       corev1.SecretTypeOpaque,
			}},
		},
	}
	for _, key := range secret.Keys {
		object.Spec.References = append(object.Spec.References, copiedKey(secret, key.Key))
	}
	return object
}

func copiedKey(secret render.Secret, key string) providerkubernetes.Reference {
	return providerkubernetes.Reference{
		PatchesFrom: providerkubernetes.PatchesFrom{
			APIVersion: "v1",
			Kind:       "Secret",
			Name:       secret.Name,
			Namespace:  secret.Namespace,
			FieldPath:  "data." + key,
		},
		ToFieldPath: "data." + key,
	}
}
