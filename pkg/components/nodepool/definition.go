package nodepool

import (
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/compose"
)

// Definition is the kind NodePool.
func Definition() compose.Definition {
	return compose.Definition{
		Kind:        seamark.KindNodePool,
		Names:       apiextensions.Names{Plural: "nodepools", Singular: "nodepool"},
		Composition: compositionName,
		Description: "A node pool of a DOKSCluster beside its default one, named CLUSTER-NAME, which scales itself between two bounds.",
		Spec:        spec(),
		Status:      status(),
		Cloud:       []string{"pool"},
		Rules: []apiextensions.Rule{
			compose.Fixed("size", "nodes are not resized in place; make a pool of another name, and delete this one when it is empty"),
		},
		Columns: []apiextensions.PrinterColumn{
			compose.Column("Size", "string", ".spec.size", "Droplet size of its nodes."),
			compose.Column("Min", "integer", ".spec.min", "Least number of nodes."),
			compose.Column("Max", "integer", ".spec.max", "Most nodes."),
			compose.Column("Nodes", "integer", ".status.nodes", "Number of nodes."),
		},
	}
}

func spec() apiextensions.Schema {
	s := dokscluster.PoolSchema(0)
	s.Description = "The desired node pool."
	s.Required = append([]string{"clusterName"}, s.Required...)
	s.Properties["clusterName"] = compose.ClusterName()
	s.Properties["tags"] = compose.Tags()
	s.Properties["deletionPolicy"] = compose.DeletionPolicyField()
	s.Properties["existingID"] = compose.Text("UUID of the node pool at DigitalOcean, if it exists already: it is taken over instead of made.", compose.PatternID)
	return s
}

func status() apiextensions.Schema {
	return apiextensions.Schema{
		Description: "The node pool as last observed.",
		Properties: map[string]apiextensions.Schema{
			"id":    compose.Observed("string", "ID of the node pool at DigitalOcean."),
			"nodes": compose.Observed("integer", "Number of nodes."),
			"actual": compose.Actual(map[string]apiextensions.Schema{
				"size": compose.Observed("string", "Size of its nodes."),
			}),
		},
	}
}
