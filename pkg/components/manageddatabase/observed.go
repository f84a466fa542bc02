package manageddatabase

import (
	"slices"

	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/components/internal/project"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

// management is the field of the XR that has the database only looked at.
const management = "management"

// observing is the Composition of such a database: without a firewall, which
// would be written.
var observing = compose.Variant{Field: management, Suffix: "-observed", Does: "only looks"}

// ObservedCompositionName is the Composition for a database of an engine that is
// only looked at.
func ObservedCompositionName(e platform.DatabaseEngine) string {
	return observing.Name(CompositionName(e))
}

// ObservedComposition looks at a database that exists, and delivers all that
// Composition does. Nothing at DigitalOcean is made, changed or deleted by it. It
// has no labels, so that no selector finds it beside Composition.
func (e Engine) ObservedComposition(name platform.DatabaseEngine) compose.Composition {
	c := e.Composition(name)
	c.Name = ObservedCompositionName(name)
	c.Labels, c.Environment = nil, nil
	c.Resources = append([]compose.Resource{e.observed(name)}, e.delivery()...)
	return c
}

// observed is the database under the ID that it has. What it is called, and of
// what size and version it is, is nobody's wish: the provider imports it.
func (e Engine) observed(name platform.DatabaseEngine) compose.Resource {
	return compose.Cloud(compose.Resource{
		Name: "database",
		Base: &digitalocean.DatabaseCluster{
			TypeMeta: digitalocean.KindDatabaseCluster,
			Spec: digitalocean.DatabaseClusterSpec{Spec: managed.Spec{
				ManagementPolicies: xpv2.ManagementPolicies{xpv2.ManagementActionObserve},
				ProviderConfigRef:  packages.ProviderConfigRef(),
			}},
		},
		Patches:    slices.Concat(compose.Known("database", "spec.existingID"), identityPatches(name), reported(), metricsTargets()),
		Connection: slices.Concat(e.Credentials, shared()),
	})
}

// managementField is the schema of the field.
func managementField() apiextensions.Schema {
	return apiextensions.Schema{
		Type: "string", Enum: []string{compose.Observe},
		Description: "Observe only looks at the database of existingID. Without this, all of it is managed.",
	}
}

// managementRules want a database that is looked at to exist and to have no
// wishes about it, and one that is managed to have those that make one.
func managementRules(engines platform.DatabaseTable) []apiextensions.Rule {
	var plain, projects []string
	for _, name := range compositions(engines) {
		plain, projects = append(plain, name), append(projects, project.CompositionName(name))
	}
	return []apiextensions.Rule{
		observing.Rule(plain, projects...),
		{
			Rule:    "has(self.management) ? has(self.existingID) : has(self.version) && has(self.size) && has(self.nodes)",
			Message: "a database that is managed has spec.version, spec.size and spec.nodes; one that is only looked at has spec.existingID",
		},
		{
			Rule: "!has(self.management) || !(has(self.version) || has(self.size) || has(self.nodes) || has(self.maintenance) || has(self.storageSizeMib)" +
				" || has(self.evictionPolicy) || has(self.trustedSources) || has(self.restoreFrom) || has(self.project) || has(self.tags))",
			Message: "nothing can be wished of a database that is only looked at",
		},
	}
}
