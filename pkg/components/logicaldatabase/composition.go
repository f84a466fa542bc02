package logicaldatabase

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

const compositionName = "logicaldatabases." + seamark.Group

// Definition is the kind LogicalDatabase, for databases of the engines that have
// such.
func Definition(engines platform.DatabaseTable) compose.Definition {
	return compose.Definition{
		Kind:        seamark.KindLogicalDatabase,
		Names:       apiextensions.Names{Plural: "logicaldatabases", Singular: "logicaldatabase"},
		Composition: compositionName,
		Description: "A logical database in a ManagedDatabase, beside its default one.",
		Spec: manageddatabase.PartSpec("The desired logical database.", engines.WithDatabases(), map[string]apiextensions.Schema{
			"name": manageddatabase.PartName("Name of the logical database."),
		}),
		Status: apiextensions.Schema{
			Description: "The logical database as last observed.",
			Properties:  map[string]apiextensions.Schema{"id": compose.Observed("string", "ID for Terraform.")},
		},
		Cloud: []string{"database"},
		Rules: []apiextensions.Rule{compose.Named()},
		Columns: []apiextensions.PrinterColumn{
			compose.Column("In", "string", ".spec.database", "ManagedDatabase that it is in."),
			compose.Column("Name", "string", ".spec.name", "Name of the logical database."),
		},
	}
}

// Composition makes the logical database.
func Composition() compose.Composition {
	return compose.Composition{
		Name:     compositionName,
		Of:       seamark.KindLogicalDatabase,
		Function: packages.FunctionName(),
		Resources: []compose.Resource{compose.Cloud(compose.Resource{
			Name: "database",
			Base: &digitalocean.DatabaseDB{
				TypeMeta:   digitalocean.KindDatabaseDB,
				ObjectMeta: metav1.ObjectMeta{Annotations: compose.Repeatable()},
				Spec: digitalocean.DatabaseDBSpec{Spec: managed.Spec{
					ManagementPolicies: compose.Kept(),
					ProviderConfigRef:  packages.ProviderConfigRef(),
				}},
			},
			Patches: append(manageddatabase.PartPatches("database", "%s/database/%s"),
				compose.Status("status.atProvider.id").To("status.id")),
		})},
	}
}
