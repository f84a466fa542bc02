package databaseuser

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"

	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
)

const (
	compositionName = "databaseusers." + seamark.Group
	// secretFormat is the Secret with the account, over the XR's name, on the
	// hub and in the cluster; the ConfigMap beside it on the hub has the name, too.
	secretFormat = "%s-user"
)

// Composition learns which database it is, makes the user, and delivers the
// account.
func Composition() compose.Composition {
	return compose.Composition{
		Name:      compositionName,
		Of:        seamark.KindDatabaseUser,
		Function:  packages.FunctionName(),
		Resources: []compose.Resource{database(), user(), secret()},
	}
}

// database copies the ID of the database, which the ManagedDatabase keeps in a
// Secret on the hub, into a ConfigMap on the hub: a Composition reads nothing but
// what it composes, and the status of an Object tells nothing of a Secret.
func database() compose.Resource {
	references, patches := dokscluster.CopyKeys(manageddatabase.PartID())
	references[0].ToFieldPath = "binaryData.id" // as it is: base64
	base := dokscluster.OnHub(&corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{}}, references...)
	base.Spec.ManagementPolicies = append(compose.Kept(), xpv2.ManagementActionDelete)
	return compose.Resource{
		Name: "database",
		Base: base,
		Patches: append(compose.Patches{
			compose.From("metadata.namespace").To(dokscluster.InManifest("metadata.namespace")),
			compose.From("metadata.name").Format(secretFormat).To(dokscluster.InManifest("metadata.name")),
			compose.Status("status.atProvider.manifest.binaryData.id").Decode().To("status.databaseID"),
		}, patches...),
	}
}

// secret delivers the account with the address and the authority, all or none of
// them.
func secret() compose.Resource {
	keys := append(manageddatabase.PartAddress(), manageddatabase.PartAuthority())
	for _, key := range []string{manageddatabase.PartUsername, manageddatabase.PartPassword} {
		keys = append(keys, dokscluster.HubKey{NameFormat: secretFormat, Key: key, To: key})
	}
	references, patches := dokscluster.CopyKeys(keys...)
	return compose.Resource{
		Name: "secret",
		Base: dokscluster.Delivered(&corev1.Secret{
			TypeMeta:   dokscluster.KindSecret,
			ObjectMeta: metav1.ObjectMeta{Namespace: dokscluster.NamespaceDemo},
			Type:       corev1.SecretTypeOpaque,
		}, references...),
		Patches: append(compose.Patches{
			compose.When("spec.clusterName", "status.databaseID").To("spec.providerConfigRef.name"),
			compose.From("metadata.name").Format(secretFormat).To(dokscluster.InManifest("metadata.name")),
		}, patches...),
	}
}
