package kubeprometheusstack

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/render"
)

// The Secret with Grafana's administrator. A human creates it in the
// environment's namespace on the hub; it is copied beside Grafana under the
// same name.
const (
	AdminSecretName  = "grafana-admin"
	KeyAdminUser     = "admin-user"
	KeyAdminPassword = "admin-password"
)

func adminSecret(environment string) render.Secret {
	return render.Secret{
		Namespace: environment,
		Name:      AdminSecretName,
		Purpose:   "The administrator of the environment's Grafana.",
		Keys: []render.SecretKey{
			{Key: KeyAdminUser, Meaning: "The name to log in with: admin.", Format: "admin"},
			{
				Key:     KeyAdminPassword,
				Meaning: "The password to log in with. Make up a long one.",
				Inputs:  []string{"GRAFANA_ADMIN_PASSWORD"},
				Format:  "%s",
			},
		},
	}
}

// adminCopy copies the Secret into the environment's cluster, key by key, so
// that one which lacks a key is not copied at all. It never deletes the copy:
// an Object that may delete waits for a cluster that may be gone already.
func adminCopy(environment string) *providerkubernetes.Object {
	object := &providerkubernetes.Object{
		TypeMeta:   providerkubernetes.KindObject,
		ObjectMeta: metav1.ObjectMeta{Name: AdminSecretName, Namespace: environment},
		Spec: providerkubernetes.ObjectSpec{
			Spec: managed.Spec{
				ManagementPolicies: []managed.Action{managed.Observe, managed.Create, managed.Update},
				ProviderConfigRef: managed.ProviderConfigRef{
					Kind: managed.ProviderConfig,
					Name: dokscluster.ProviderConfig(environment),
				},
			},
			ForProvider: providerkubernetes.ObjectParameters{Manifest: &corev1.Secret{
				TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Secret"},
				ObjectMeta: metav1.ObjectMeta{Name: AdminSecretName, Namespace: dokscluster.NamespaceClusterServices},
				Type:       corev1.SecretTypeOpaque,
			}},
		},
	}
	for _, key := range []string{KeyAdminUser, KeyAdminPassword} {
		object.Spec.References = append(object.Spec.References, adminKey(environment, key))
	}
	return object
}

func adminKey(environment, key string) providerkubernetes.Reference {
	return providerkubernetes.Reference{
		PatchesFrom: providerkubernetes.PatchesFrom{
			APIVersion: "v1",
			Kind:       "Secret",
			Name:       AdminSecretName,
			Namespace:  environment,
			FieldPath:  "data." + key,
		},
		ToFieldPath: "data." + key,
	}
}
