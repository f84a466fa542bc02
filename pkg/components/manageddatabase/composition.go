package manageddatabase

import (
	"slices"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

const (
	// connectionFormat is the Secret that collects the credentials on the
	// hub, over the XR's name.
	connectionFormat = "%s-connection"
	// providerFormat is the Secret that the provider publishes into.
	providerFormat = "%s-do"
	// caFormat is the Secret with the certificate authority.
	caFormat = "%s-ca"
	keyCA    = "ca.crt"
)

// Keys of the connection Secret that the provider publishes.
const (
	publishedPassword   = "attribute.password"
	publishedPrivateURI = "attribute.private_uri"
)

// engine is in what the Compositions of two engines differ.
type engine struct {
	name platform.DatabaseEngine
	// credentials are the keys of the hub's connection Secret; the delivered
	// Secret has them under the same names.
	credentials []compose.Detail
	// config delivers the ConfigMap with the address.
	config compose.Resource
}

// CompositionName is the Composition for an engine.
func CompositionName(e platform.DatabaseEngine) string {
	return "manageddatabases-" + string(e) + "." + seamark.Group
}

// Compositions are one for each engine.
func Compositions() []compose.Composition {
	return []compose.Composition{postgreSQL().composition(), valkey().composition()}
}

func (e engine) composition() compose.Composition {
	return compose.Composition{
		Name:             CompositionName(e.name),
		Of:               seamark.KindManagedDatabase,
		Labels:           map[string]string{seamark.Group + "/engine": string(e.name)},
		Function:         packages.FunctionName(),
		ConnectionSecret: connectionFormat,
		Resources: []compose.Resource{
			e.database(),
			firewall(),
			vpcUsage(),
			certificateAuthority(),
			e.secret(),
			e.config,
			scrapeConfig(),
		},
	}
}

func postgreSQL() engine {
	return engine{
		name: platform.PostgreSQL,
		credentials: []compose.Detail{
			compose.FromField(KeyPostgresUsername, "status.atProvider.user"),
			compose.FromSecret(KeyPostgresPassword, publishedPassword),
		},
		config: config(
			map[string]string{KeySSLMode: "require"},
			[]string{"status.privateHost", "status.port", "status.user", "status.database"},
			compose.From("status.privateHost").To(inData(KeyHost)),
			compose.From("status.port").Text().To(inData(KeyPort)),
			compose.From("status.user").To(inData(KeyUser)),
			compose.From("status.database").To(inData(KeyDatabase)),
		),
	}
}

func valkey() engine {
	return engine{
		name: platform.Valkey,
		credentials: []compose.Detail{
			compose.FromField(KeyRedisUsername, "status.atProvider.user"),
			compose.FromSecret(KeyRedisPassword, publishedPassword),
			compose.FromSecret(KeyConnectionString, publishedPrivateURI),
		},
		config: config(
			nil,
			[]string{"status.privateHost", "status.port"},
			compose.Combine("rediss://%s:%v", "status.privateHost", "status.port").To(inData(KeyRedisAddress)),
		),
	}
}

func inData(key string) string { return dokscluster.InManifest("data." + key) }

// delivered are the patches of everything that goes into the cluster: the
// ProviderConfig that reaches it, named only while the conditions exist, and
// the name of the delivered object, over the XR's.
func delivered(nameFormat string, conditions []string, more ...compose.Patches) compose.Patches {
	return slices.Concat(append([]compose.Patches{{
		compose.When("spec.clusterName", conditions...).To("spec.providerConfigRef.name"),
		compose.From("metadata.name").Format(nameFormat).To(dokscluster.InManifest("metadata.name")),
	}}, more...)...)
}
