package secretcopy

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

const compositionName = "secretcopies." + seamark.Group

// Composition delivers the copy.
func Composition() compose.Composition {
	return compose.Composition{
		Name:      compositionName,
		Of:        seamark.KindSecretCopy,
		Function:  packages.FunctionName(),
		Resources: []compose.Resource{secret()},
	}
}

// secret copies everything at once: function-patch-and-transform cannot make a
// reference for each of a list of keys. The original is always in the XR's own
// namespace, and no field can name another one: whoever may write XRs could
// otherwise have any Secret of the hub copied out.
func secret() compose.Resource {
	const from = "spec.references[0].patchesFrom."
	return compose.Resource{
		Name: "secret",
		Base: dokscluster.Delivered(
			&corev1.Secret{TypeMeta: dokscluster.KindSecret, Type: corev1.SecretTypeOpaque},
			providerkubernetes.Reference{
				PatchesFrom: providerkubernetes.PatchesFrom{
					APIVersion: dokscluster.KindSecret.APIVersion,
					Kind:       dokscluster.KindSecret.Kind,
					FieldPath:  "data",
				},
				ToFieldPath: "data",
			},
		),
		Patches: compose.Patches{
			compose.From("spec.clusterName").To("spec.providerConfigRef.name"),
			compose.From("metadata.namespace").To(from + "namespace"),
			compose.From("metadata.name").To(from + "name"),
			compose.From("metadata.name").To(dokscluster.InManifest("metadata.name")),
			compose.From("spec.namespace").To(dokscluster.InManifest("metadata.namespace")),
			compose.Status("status.atProvider.manifest.metadata.uid").To("status.uid"),
		},
	}
}
