// Package apis is Seamark's own API on the hub: the provider configurations,
// and the definitions and Compositions of its composite resources. The same
// objects make a Configuration package that others can install.
package apis

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/components/connectionpool"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/databasesettings"
	"seamark.dev/seamark/pkg/components/databaseuser"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/components/logicaldatabase"
	"seamark.dev/seamark/pkg/components/logsink"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/nodepool"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/model"
)

// Component is the provider configurations, the definitions and the
// Compositions, for databases of these engines and for these tokens; for none,
// it is the token without a name.
func Component(engines databases.Table, tokens ...string) model.Component {
	objects := providerConfigs(tokens)
	// A definition owns its CRD: without it, every XR would go.
	for _, d := range model.Protect(definitionObjects(engines)...) {
		objects = append(objects, d)
	}
	for _, c := range Compositions(engines) {
		objects = append(objects, c.Object())
	}
	return model.Component{
		Name:    "apis",
		Objects: objects,
		Health: []model.HealthCheck{
			health.Conditions(apiextensions.KindCompositeResourceDefinition, "Established"),
		},
	}
}

// Definitions are all kinds of XR.
func Definitions(engines databases.Table) []compose.Definition {
	return []compose.Definition{
		dokscluster.Definition(),
		logsink.Definition(),
		manageddatabase.Definition(engines.Facts()),
		logicaldatabase.Definition(engines.Facts()),
		databaseuser.Definition(engines.Facts()),
		connectionpool.Definition(engines.Facts()),
		databasesettings.Definition(engines.Facts()),
		nodepool.Definition(),
		objectstore.Definition(),
		secretcopy.Definition(),
	}
}

// Compositions are all Compositions, of which a kind may have several.
func Compositions(engines databases.Table) []compose.Composition {
	all := []compose.Composition{
		dokscluster.Composition(), dokscluster.ProjectComposition(dokscluster.Composition()),
		logsink.Composition(),
	}
	for _, e := range engines {
		all = append(all, e.Managed.Composition(e.Name()), e.Managed.ProjectComposition(e.Name()), e.Managed.ObservedComposition(e.Name()))
	}
	for _, e := range engines {
		if len(e.Facts.Settings) > 0 {
			all = append(all, databasesettings.Composition(e.Name(), e.Managed.Settings))
		}
	}
	return append(all,
		logicaldatabase.Composition(), databaseuser.Composition(), connectionpool.Composition(),
		nodepool.Composition(), objectstore.Composition(), objectstore.ProjectComposition(), secretcopy.Composition())
}

func definitionObjects(engines databases.Table) []*apiextensions.CompositeResourceDefinition {
	var objects []*apiextensions.CompositeResourceDefinition
	for _, d := range Definitions(engines) {
		objects = append(objects, d.Object())
	}
	return objects
}

// providerConfigs hold the DigitalOcean credentials of each token, in the two
// forms that the two providers want, and tell the third one of the hub. They
// serve all namespaces: an environment is a namespace.
func providerConfigs(tokens []string) []model.Object {
	if len(tokens) == 0 {
		tokens = []string{""}
	}
	var all []model.Object
	for _, token := range tokens {
		meta := metav1.ObjectMeta{Name: packages.ProviderConfigName(token)}
		all = append(all,
			&digitalocean.ClusterProviderConfig{
				TypeMeta:   digitalocean.KindClusterProviderConfig,
				ObjectMeta: meta,
				Spec: digitalocean.ProviderConfigSpec{
					Credentials: packages.Credentials(token, packages.KeyCredentials),
				},
			},
			&providerhttp.ClusterProviderConfig{
				TypeMeta:   providerhttp.KindClusterProviderConfig,
				ObjectMeta: meta,
				Spec: providerhttp.ProviderConfigSpec{
					Credentials: packages.Credentials(token, packages.KeyAuthorization),
				},
			})
	}
	return append(all, dokscluster.HubConfig())
}
