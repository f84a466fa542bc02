package objectstore

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/project"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

const (
	compositionName = "objectstores." + seamark.Group
	// keyFormat is the Secret with the key on the hub, over the XR's name.
	keyFormat = "%s-key"
	// secretFormat is the delivered Secret, over the XR's name: SecretName
	// for the XR that the platform makes.
	secretFormat = "%s-spaces"
)

// Composition makes the bucket, a key for it, and delivers the key.
func Composition() compose.Composition {
	return compose.Composition{
		Name:      compositionName,
		Of:        seamark.KindObjectStore,
		Function:  packages.FunctionName(),
		Resources: []compose.Resource{bucket(), key(), recalled(), secret()},
	}
}

// ProjectComposition is Composition that also assigns the bucket to a project.
func ProjectComposition() compose.Composition {
	return project.Composition(Composition(), project.Bucket, "status.bucketName")
}

func bucket() compose.Resource {
	return compose.Cloud(compose.Resource{
		Name: "bucket",
		Base: &digitalocean.Bucket{
			TypeMeta:   digitalocean.KindBucket,
			ObjectMeta: metav1.ObjectMeta{Annotations: compose.Repeatable()},
			Spec: digitalocean.BucketSpec{
				Spec: managed.Spec{
					ManagementPolicies: compose.Kept(),
					ProviderConfigRef:  packages.ProviderConfigRef(),
				},
				// DigitalOcean refuses to delete a bucket that is not empty. As with
				// a cluster, it is always said, and the policy alone decides.
				ForProvider: digitalocean.BucketParameters{ACL: "private", ForceDestroy: true},
			},
		},
		Patches: compose.Patches{
			compose.From("spec.bucketName").To("metadata.name"),
			compose.From("spec.bucketName").To("metadata.annotations[crossplane.io/external-name]"),
			compose.DeletionPolicy(),
			compose.From("spec.region").To("spec.forProvider.region"),
			compose.Status("status.atProvider.id").To("status.bucketName"),
			compose.Status("status.atProvider.endpoint").To("status.endpoint"),
			compose.Status("status.atProvider.region").To("status.actual.region"),
		},
	})
}

// secret delivers the key. It waits for the bucket like the key itself.
func secret() compose.Resource {
	references, patches := dokscluster.CopyKeys(
		dokscluster.HubKey{NameFormat: keyFormat, Key: KeyAccessKeyID, To: KeyAccessKeyID},
		dokscluster.HubKey{NameFormat: keyFormat, Key: KeySecretAccessKey, To: KeySecretAccessKey},
	)
	for i := range references {
		patches = append(patches, recall(fmt.Sprintf("spec.references[%d].patchesFrom.name", i))...)
	}
	return compose.Resource{
		Name: "secret",
		Base: dokscluster.Delivered(&corev1.Secret{
			TypeMeta:   dokscluster.KindSecret,
			ObjectMeta: metav1.ObjectMeta{Namespace: dokscluster.NamespaceClusterServices},
			Type:       corev1.SecretTypeOpaque,
		}, references...),
		Patches: append(compose.Patches{
			compose.When("spec.clusterName", "status.bucketName").To("spec.providerConfigRef.name"),
			compose.From("metadata.name").Format(secretFormat).To(dokscluster.InManifest("metadata.name")),
		}, patches...),
	}
}
