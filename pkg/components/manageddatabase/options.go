package manageddatabase

import (
	"slices"

	"k8s.io/apimachinery/pkg/api/resource"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

// The types of trusted sources, as DigitalOcean calls them.
const (
	sourceAddress = "ip_addr"
	sourceApp     = "app"
	sourceCluster = "k8s"
	sourceDroplet = "droplet"
	sourceTag     = "tag"
)

func evictionPolicy() apiextensions.Schema {
	return apiextensions.Schema{
		Type:        "string",
		Description: "What Valkey does when its memory is full. Without it no key is evicted, and writing fails.",
		Enum:        platform.EvictionPolicies(),
	}
}

func trustedSources() apiextensions.Schema {
	return apiextensions.Schema{
		Type:        "array",
		Description: "Who may connect beside the nodes of the cluster.",
		MaxItems:    new(int64(platform.MostTrustedSources)),
		Items: &apiextensions.Schema{
			Type:     "object",
			Required: []string{"type", "value"},
			Properties: map[string]apiextensions.Schema{
				"type": {
					Type: "string", Description: "What it is.",
					Enum: []string{sourceAddress, sourceApp, sourceCluster, sourceDroplet, sourceTag},
				},
				"value": compose.Observed("string", "IPv4 address or range, name of the tag, or ID."),
			},
		},
	}
}

func restoreFrom() apiextensions.Schema {
	return apiextensions.Schema{
		Type:        "object",
		Description: "Backup of a database of the same engine. It matters when the database is made, and never again.",
		Required:    []string{"database"},
		Properties: map[string]apiextensions.Schema{
			"database":        compose.Text("Name of that database at DigitalOcean.", compose.PatternName),
			"backupCreatedAt": compose.Observed("string", "When the backup was made, RFC 3339. Without it the newest is taken."),
		},
	}
}

// optionPatches are what a database may have. What an engine does not take the
// provider refuses in words.
func optionPatches() compose.Patches {
	return compose.Patches{
		compose.From("spec.storageSizeMib").Text().To("spec.forProvider.storageSizeMib"),
		compose.From("spec.evictionPolicy").To("spec.forProvider.evictionPolicy"),
		compose.From("spec.restoreFrom.database").To("spec.forProvider.backupRestore[0].databaseName"),
		compose.From("spec.restoreFrom.backupCreatedAt").To("spec.forProvider.backupRestore[0].backupCreatedAt"),
	}
}

// storage is the size in MiB, 0 without one.
func storage(db platform.Database) int64 {
	quantity, err := resource.ParseQuantity(db.Storage)
	if err != nil {
		return 0
	}
	return quantity.Value() >> 20
}

func sources(s platform.TrustedSources) []seamark.TrustedSource {
	of := func(kind string, values []string) []seamark.TrustedSource {
		var all []seamark.TrustedSource
		for _, value := range values {
			all = append(all, seamark.TrustedSource{Type: kind, Value: value})
		}
		return all
	}
	return slices.Concat(
		of(sourceAddress, s.Addresses), of(sourceTag, s.Tags), of(sourceDroplet, s.Droplets),
		of(sourceCluster, s.Clusters), of(sourceApp, s.Apps),
	)
}
