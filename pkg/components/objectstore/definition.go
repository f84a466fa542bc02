package objectstore

import (
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/internal/project"
	"seamark.dev/seamark/pkg/compose"
)

// Definition is the kind ObjectStore.
func Definition() compose.Definition {
	return compose.Definition{
		Kind: seamark.KindObjectStore,
		Names: apiextensions.Names{
			Plural:     "objectstores",
			Singular:   "objectstore",
			ShortNames: []string{"ostore"},
		},
		Composition: compositionName,
		Description: "A Spaces bucket with a key that opens this bucket only. " +
			"The key is delivered into the cluster as the Secret NAME-spaces.",
		Spec: apiextensions.Schema{
			Description: "The desired bucket.",
			Required:    []string{"bucketName", "clusterName", "region"},
			Properties: map[string]apiextensions.Schema{
				"clusterName": compose.ClusterName(),
				"bucketName":  bucketName(),
				"region":      compose.Region(),
				"existingKeyID": compose.Text("Access key ID of the bucket's key, if it exists already: it is taken over instead of made, "+
					"with the secret half that the Secret NAME-spaces in the cluster has.", `^DO[0-9A-Z]{18}$`),
				"deletionPolicy": compose.DeletionPolicyField(),
				"project":        project.Field(),
			},
			Validations: []apiextensions.Rule{project.Rule(compositionName)},
		},
		Status: apiextensions.Schema{
			Description: "The bucket as last observed.",
			Properties: map[string]apiextensions.Schema{
				"bucketName": compose.Observed("string", "Name of the bucket, once it exists."),
				"endpoint":   compose.Observed("string", "Host of the S3 API for the bucket's region."),
				"actual": compose.Actual(map[string]apiextensions.Schema{
					"region": compose.Observed("string", "Region of the bucket."),
				}),
			},
		},
		Cloud: []string{"bucket", "key", project.Resource},
		Rules: []apiextensions.Rule{
			// Not by status.actual, which an ObjectStore of an older Seamark gets
			// only when it is composed again: too late for a name that comes with it.
			compose.FixedBy("bucketName", "bucketName", "a bucket cannot be renamed. Keep the name that it has, "+
				"status.bucketName: in the configuration of a platform, write it as logs.bucket of the environment. "+
				"Or make a new ObjectStore and move the objects"),
			compose.FixedRegion("bucket"),
		},
		Columns: []apiextensions.PrinterColumn{
			compose.Column("Bucket", "string", ".spec.bucketName", "Name of the bucket."),
			compose.Column("Region", "string", ".spec.region", "DigitalOcean region."),
			compose.Column("Endpoint", "string", ".status.endpoint", "Host of the S3 API."),
		},
	}
}

func bucketName() apiextensions.Schema {
	s := compose.Text("Name of the bucket, unique in the region among all customers of DigitalOcean. It begins with a letter: Terraform takes no other name.",
		`^[a-z]([-a-z0-9]*[a-z0-9])?$`)
	s.MinLength = new(int64(3))
	return s
}
