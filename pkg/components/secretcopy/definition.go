package secretcopy

import (
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/compose"
)

// Definition is the kind SecretCopy.
func Definition() compose.Definition {
	return compose.Definition{
		Kind: seamark.KindSecretCopy,
		Names: apiextensions.Names{
			Plural:   "secretcopies",
			Singular: "secretcopy",
		},
		Composition: compositionName,
		Description: "Copies the Secret of the same name, in the same namespace, with all keys into the cluster. " +
			"The copy follows the original, and stays when this is deleted.",
		Spec: apiextensions.Schema{
			Description: "Where the copy goes.",
			Required:    []string{"clusterName", "namespace"},
			Properties: map[string]apiextensions.Schema{
				"clusterName": compose.ClusterName(),
				"namespace": compose.Text("Namespace of the cluster to copy into.", compose.PatternName,
					compose.Immutable("the copy would stay where it is; delete this and make another")),
			},
		},
		Status: apiextensions.Schema{
			Description: "The copy as last observed.",
			Properties: map[string]apiextensions.Schema{
				"uid": compose.Observed("string", "UID of the copy in the cluster."),
			},
		},
		Columns: []apiextensions.PrinterColumn{
			compose.Column("Cluster", "string", ".spec.clusterName", "Cluster that is copied into."),
			compose.Column("To", "string", ".spec.namespace", "Namespace that is copied into."),
		},
	}
}
