package databaseuser

import (
	"slices"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

// Definition is the kind DatabaseUser, for databases of the engines that have
// such.
func Definition(engines platform.DatabaseTable) compose.Definition {
	return compose.Definition{
		Kind:        seamark.KindDatabaseUser,
		Names:       apiextensions.Names{Plural: "databaseusers", Singular: "databaseuser"},
		Composition: compositionName,
		Description: "A user of a ManagedDatabase beside its administrator. Account, address and certificate authority are delivered into the cluster.",
		Spec: manageddatabase.PartSpec("The desired user.", engines.WithUsers(), map[string]apiextensions.Schema{
			"name":       manageddatabase.PartName("Name of the user."),
			"authPlugin": authPlugin(engines),
		}, "authPlugin"),
		Status: apiextensions.Schema{
			Description: "The user as last observed.",
			Properties: map[string]apiextensions.Schema{
				"databaseID": compose.Observed("string", "ID of the database at DigitalOcean."),
			},
		},
		Cloud: []string{"user"},
		Columns: []apiextensions.PrinterColumn{
			compose.Column("In", "string", ".spec.database", "ManagedDatabase that it is a user of."),
			compose.Column("Name", "string", ".spec.name", "Name of the user."),
		},
	}
}

func authPlugin(engines platform.DatabaseTable) apiextensions.Schema {
	var plugins []string
	for _, facts := range engines {
		plugins = append(plugins, facts.AuthPlugins...)
	}
	slices.Sort(plugins)
	return apiextensions.Schema{
		Type:        "string",
		Description: "How the user logs in, where the engine has a choice. Changed, the user gets another password.",
		Enum:        slices.Compact(plugins),
	}
}
