package connectionpool

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

const (
	compositionName = "connectionpools." + seamark.Group
	// secretFormat is the delivered Secret, over the XR's name.
	secretFormat = "%s-pool"
	// connectionFormat is the Secret that collects its keys on the hub,
	// providerFormat the one that the provider publishes into.
	connectionFormat = "%s-pool-connection"
	providerFormat   = "%s-pool-do"
)

// Keys of the connection Secret that the provider publishes.
const (
	publishedPassword   = "attribute.password"
	publishedPrivateURI = "attribute.private_uri"
)

// Composition makes the pool, and delivers how to connect to it.
func Composition() compose.Composition {
	return compose.Composition{
		Name:             compositionName,
		Of:               seamark.KindConnectionPool,
		Function:         packages.FunctionName(),
		ConnectionSecret: connectionFormat,
		Resources:        []compose.Resource{pool(), secret()},
	}
}

// pool is refused by DigitalOcean as long as its user or its database is not
// there, and made when it is.
func pool() compose.Resource {
	return compose.Cloud(compose.Resource{
		Name: "pool",
		Base: &digitalocean.DatabaseConnectionPool{
			TypeMeta:   digitalocean.KindDatabaseConnectionPool,
			ObjectMeta: metav1.ObjectMeta{Annotations: compose.Repeatable()},
			Spec: digitalocean.DatabaseConnectionPoolSpec{Spec: managed.Spec{
				ManagementPolicies: compose.Kept(),
				ProviderConfigRef:  packages.ProviderConfigRef(),
			}},
		},
		Patches: append(manageddatabase.PartPatches("pool", "%s/%s"),
			compose.From("metadata.name").Format(providerFormat).To("spec.writeConnectionSecretToRef.name"),
			compose.From("spec.mode").To("spec.forProvider.mode"),
			compose.From("spec.size").To("spec.forProvider.size"),
			compose.From("spec.logicalDatabase").To("spec.forProvider.dbName"),
			compose.From("spec.user").To("spec.forProvider.user"),
			compose.Status("status.atProvider.privateHost").To("status.host"),
			compose.Status("status.atProvider.mode").To("status.actual.mode"),
			compose.Status("status.atProvider.size").To("status.actual.size"),
			compose.Status("status.atProvider.dbName").To("status.actual.logicalDatabase"),
			compose.Status("status.atProvider.user").To("status.actual.user"),
		),
		Connection: []compose.Detail{
			compose.FromField(manageddatabase.PartHost, "status.atProvider.privateHost"),
			compose.FromField(manageddatabase.PartPort, "status.atProvider.port"),
			compose.FromField(manageddatabase.PartDatabase, "status.atProvider.name"),
			compose.FromField(manageddatabase.PartUsername, "status.atProvider.user"),
			compose.FromSecret(manageddatabase.PartPassword, publishedPassword),
			compose.FromSecret(manageddatabase.PartURI, publishedPrivateURI),
		},
	})
}

// secret delivers all of it with the authority, or nothing.
func secret() compose.Resource {
	keys := []dokscluster.HubKey{manageddatabase.PartAuthority()}
	for _, d := range pool().Connection {
		keys = append(keys, dokscluster.HubKey{NameFormat: connectionFormat, Key: d.Name, To: d.Name})
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
			compose.When("spec.clusterName", "status.host").To("spec.providerConfigRef.name"),
			compose.From("metadata.name").Format(secretFormat).To(dokscluster.InManifest("metadata.name")),
		}, patches...),
	}
}
