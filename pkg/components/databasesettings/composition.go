package databasesettings

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

// CompositionName is the Composition for an engine.
func CompositionName(e platform.DatabaseEngine) string {
	return "databasesettings-" + string(e) + "." + seamark.Group
}

// Composition sets the settings of an engine, by the kind of managed resource
// that takes them. There is nothing that could be deleted: the provider forgets
// settings, and DigitalOcean keeps them.
func Composition(engine platform.DatabaseEngine, kind metav1.TypeMeta) compose.Composition {
	return compose.Composition{
		Name:     CompositionName(engine),
		Of:       seamark.KindDatabaseSettings,
		Labels:   map[string]string{seamark.Group + "/engine": string(engine)},
		Function: packages.FunctionName(),
		Resources: []compose.Resource{compose.Cloud(compose.Resource{
			Name: "settings",
			Base: &digitalocean.DatabaseConfig{
				TypeMeta:   kind,
				ObjectMeta: metav1.ObjectMeta{Annotations: compose.Repeatable()},
				Spec: digitalocean.DatabaseConfigSpec{Spec: managed.Spec{
					ManagementPolicies: compose.Kept(),
					ProviderConfigRef:  packages.ProviderConfigRef(),
				}},
			},
			Patches: compose.Patches{
				compose.Combine("%s-%s-%s", "spec.clusterName", "spec.database", "spec.engine").To("spec.forProvider.clusterIdRef.name"),
				compose.From("spec.settings." + string(engine)).Merge("spec.forProvider"),
				compose.Status("status.atProvider.id").To("status.id"),
			},
		})},
	}
}
