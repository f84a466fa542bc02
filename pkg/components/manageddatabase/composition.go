package manageddatabase

import (
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/project"
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

// Engine is in what the Compositions of two engines differ.
type Engine struct {
	// Credentials are the keys of the hub's connection Secret; the delivered
	// Secret has them under the same names.
	Credentials []compose.Detail
	// Config is the ConfigMap with the address.
	Config Config
	// Settings is the kind of managed resource that takes the settings of the
	// engine; empty if there are none.
	Settings metav1.TypeMeta
}

// Account is name and password of the administrator, under these keys.
func Account(username, password string) []compose.Detail {
	return []compose.Detail{
		compose.FromField(username, "status.atProvider.user"),
		compose.FromSecret(password, publishedPassword),
	}
}

// CompositionName is the Composition for an engine.
func CompositionName(e platform.DatabaseEngine) string {
	return "manageddatabases-" + string(e) + "." + seamark.Group
}

// Composition makes the databases of the engine, by its name.
func (e Engine) Composition(name platform.DatabaseEngine) compose.Composition {
	return compose.Composition{
		Name:             CompositionName(name),
		Of:               seamark.KindManagedDatabase,
		Labels:           map[string]string{seamark.Group + "/engine": string(name)},
		Function:         packages.FunctionName(),
		ConnectionSecret: connectionFormat,
		Environment:      compose.Patches{compose.From("spec.version").To(wanted)},
		Resources:        append([]compose.Resource{e.database(name), firewall(), vpcUsage()}, e.delivery()...),
	}
}

// delivery is what the cluster gets.
func (e Engine) delivery() []compose.Resource {
	return []compose.Resource{certificateAuthority(), e.secret(), e.Config.resource(), scrapeConfig()}
}

// ProjectComposition is Composition that also assigns the database to a project.
func (e Engine) ProjectComposition(name platform.DatabaseEngine) compose.Composition {
	return project.Composition(e.Composition(name), project.Database, "status.id")
}

// delivered are the patches of everything that goes into the cluster: the
// ProviderConfig that reaches it, named only while the conditions exist, and
// the name of the delivered object, over the XR's.
func delivered(nameFormat string, conditions []string, more ...compose.Patches) compose.Patches {
	return slices.Concat(append([]compose.Patches{{
		compose.When("spec.clusterName", conditions...).To("spec.providerConfigRef.name"),
		compose.From("metadata.name").Format(nameFormat).To(dokscluster.InManifest("metadata.name")),
	}}, more...)...)
}
