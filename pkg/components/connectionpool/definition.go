package connectionpool

import (
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

// made is why nothing about a pool can be changed: the provider knows no update,
// and would have to destroy it.
const made = "a pool is made once; make another one, of another name, and delete this one when nobody uses it"

// Definition is the kind ConnectionPool, for databases of the engines that have
// such.
func Definition(engines platform.DatabaseTable) compose.Definition {
	return compose.Definition{
		Kind:        seamark.KindConnectionPool,
		Names:       apiextensions.Names{Plural: "connectionpools", Singular: "connectionpool"},
		Composition: compositionName,
		Description: "A pool of connections to a logical database of a ManagedDatabase, as one user. How to connect to it is delivered into the cluster.",
		Spec: manageddatabase.PartSpec("The desired pool.", engines.WithPools(), map[string]apiextensions.Schema{
			"name": manageddatabase.PartName("Name of the pool, by which clients connect as to a database."),
			"mode": {
				Type: "string", Enum: platform.PoolModes(),
				Description: "For how long a client keeps a connection to the database.",
			},
			"size":            compose.Whole("Number of connections to the database.", 1, platform.MostPoolConnections),
			"logicalDatabase": compose.Text("Logical database that clients are connected to.", platform.PartPattern),
			"user":            compose.Text("User as whom they are connected.", platform.PartPattern),
		}),
		Status: status(),
		Cloud:  []string{"pool"},
		Rules: []apiextensions.Rule{
			compose.Named(),
			compose.Fixed("mode", made), compose.Fixed("size", made),
			compose.Fixed("logicalDatabase", made), compose.Fixed("user", made),
		},
		Columns: []apiextensions.PrinterColumn{
			compose.Column("In", "string", ".spec.database", "ManagedDatabase that it is a pool of."),
			compose.Column("Name", "string", ".spec.name", "Name of the pool."),
			compose.Column("Mode", "string", ".spec.mode", "For how long a client keeps a connection."),
			compose.Column("Size", "integer", ".spec.size", "Number of connections."),
		},
	}
}

func status() apiextensions.Schema {
	return apiextensions.Schema{
		Description: "The pool as last observed.",
		Properties: map[string]apiextensions.Schema{
			"host": compose.Observed("string", "Address within the VPC."),
			"actual": compose.Actual(map[string]apiextensions.Schema{
				"mode":            compose.Observed("string", "Mode of the pool."),
				"size":            compose.Observed("integer", "Number of connections."),
				"logicalDatabase": compose.Observed("string", "Logical database."),
				"user":            compose.Observed("string", "User."),
			}),
		},
	}
}
