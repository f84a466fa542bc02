package manageddatabase

import (
	"strings"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/internal/project"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

// maxNodes is the most nodes a managed database can have: one primary and two
// standby nodes.
const maxNodes = 3

// Definition is the kind ManagedDatabase, of these engines.
func Definition(engines platform.DatabaseTable) compose.Definition {
	return compose.Definition{
		Kind: seamark.KindManagedDatabase,
		Names: apiextensions.Names{
			Plural:     "manageddatabases",
			Singular:   "manageddatabase",
			ShortNames: []string{"mdb"},
		},
		Description: "A managed database in the VPC of a DOKSCluster, named CLUSTER-NAME-ENGINE. " +
			"Address, credentials and certificate authority are delivered into the cluster.",
		Spec:   spec(engines),
		Status: status(),
		Cloud:  []string{"ca", "database", "firewall", project.Resource},
		Rules:  []apiextensions.Rule{compose.Named(), compose.FixedRegion("database")},
		Columns: []apiextensions.PrinterColumn{
			compose.Column("Engine", "string", ".spec.engine", "Database program."),
			compose.Column("Version", "string", ".status.version", "Major version that runs."),
			compose.Column("Region", "string", ".spec.region", "DigitalOcean region."),
			compose.Column("Nodes", "integer", ".spec.nodes", "Number of nodes."),
			compose.Column("Host", "string", ".status.privateHost", "Address within the VPC."),
		},
	}
}

func spec(engines platform.DatabaseTable) apiextensions.Schema {
	return apiextensions.Schema{
		Description: "The desired database.",
		Required:    []string{"clusterName", "engine", "region"},
		Properties: map[string]apiextensions.Schema{
			"clusterName":    compose.ClusterName(),
			"engine":         engineField(engines),
			"version":        version(engines),
			"region":         compose.Region(),
			"size":           compose.Text("Node size slug, for example db-s-1vcpu-1gb.", compose.PatternSize),
			"nodes":          compose.Whole("Number of nodes: 1, or more with standby nodes.", 1, maxNodes),
			"maintenance":    compose.Maintenance(),
			"storageSizeMib": compose.Whole("Size of the disks in MiB, for PostgreSQL and MySQL. It can grow, and never shrink. Without it: what comes with the size.", 10<<10, 64<<20),
			"evictionPolicy": evictionPolicy(),
			"trustedSources": trustedSources(),
			"restoreFrom":    restoreFrom(),
			"existingID":     compose.Text("UUID of the database at DigitalOcean, if it exists already: it is taken over instead of made.", compose.PatternID),
			management:       managementField(),
			"deletionPolicy": compose.DeletionPolicyField(),
			"project":        project.Field(),
			"tags":           compose.Tags(),
		},
		Validations: append([]apiextensions.Rule{NamesComposition(), project.Rule(compositions(engines)...)}, managementRules(engines)...),
	}
}

func compositions(engines platform.DatabaseTable) []string {
	var names []string
	for _, facts := range engines {
		names = append(names, CompositionName(facts.Engine))
	}
	return names
}

// NamesComposition wants an XR to name its Composition: without one, Crossplane
// would pick any of the kind.
func NamesComposition() apiextensions.Rule {
	return apiextensions.Rule{
		Rule:    "has(self.crossplane) && (has(self.crossplane.compositionRef) || has(self.crossplane.compositionSelector))",
		Message: "spec.crossplane.compositionRef must name the Composition for the engine",
	}
}

func engineField(engines platform.DatabaseTable) apiextensions.Schema {
	var named, names []string
	for _, facts := range engines {
		named = append(named, facts.Named())
		names = append(names, string(facts.Engine))
	}
	return apiextensions.Schema{
		Type:        "string",
		Description: "Database program: " + either(named) + ".",
		Enum:        names,
		Validations: []apiextensions.Rule{
			compose.Immutable("DigitalOcean would have to destroy the database and make an empty one"),
		},
	}
}

func version(engines platform.DatabaseTable) apiextensions.Schema {
	var examples []string
	for _, facts := range engines {
		examples = append(examples, facts.Version+" for "+string(facts.Engine))
	}
	return compose.Text(
		"Major version, for example "+either(examples)+". Raise it to upgrade in place; "+
			"a lower version than what runs changes nothing.",
		`^[0-9]{1,2}$`,
	)
}

// either lists words: a, b or c.
func either(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

func status() apiextensions.Schema {
	targets := compose.Observed("array", "HOST:PORT of the metrics endpoint of each node.")
	targets.Items = &apiextensions.Schema{Type: "string"}
	targets.MaxItems = new(int64(maxNodes))
	return apiextensions.Schema{
		Description: "The database as last observed.",
		Properties: map[string]apiextensions.Schema{
			"id":             compose.Observed("string", "ID of the database at DigitalOcean."),
			"privateHost":    compose.Observed("string", "Address within the VPC."),
			"port":           compose.Observed("integer", "TCP port."),
			"user":           compose.Observed("string", "Name of the administrator."),
			"database":       compose.Observed("string", "Name of the default database."),
			"metricsTargets": targets,
			"version":        compose.Observed("string", "Major version that runs."),
			"actual": compose.Actual(map[string]apiextensions.Schema{
				"region": compose.Observed("string", "Region of the database."),
			}),
		},
	}
}
