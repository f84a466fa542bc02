package compose_test

import (
	"fmt"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/delivery"
)

// A Composition with one bucket, named after its XR.
func Example() {
	composition := compose.Composition{
		Name:     "buckets.example.org",
		Of:       seamark.KindObjectStore,
		Function: "function-patch-and-transform",
		Resources: []compose.Resource{{
			Name: "bucket",
			Base: &digitalocean.Bucket{
				TypeMeta: digitalocean.KindBucket,
				Spec: digitalocean.BucketSpec{
					Spec: managed.Spec{ProviderConfigRef: managed.ProviderConfigRef{
						Kind: managed.ClusterProviderConfig, Name: "digitalocean",
					}},
					ForProvider: digitalocean.BucketParameters{ACL: "private"},
				},
			},
			Patches: compose.Patches{
				compose.From("metadata.name").Format("%s-bucket").To("metadata.name"),
				compose.From("spec.region").To("spec.forProvider.region"),
				compose.Status("status.atProvider.endpoint").To("status.endpoint"),
			},
		}},
	}
	data, err := delivery.Encode(composition.Object())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(string(data))
	// Output:
	// apiVersion: apiextensions.crossplane.io/v1
	// kind: Composition
	// metadata:
	//   name: buckets.example.org
	// spec:
	//   compositeTypeRef:
	//     apiVersion: seamark.dev/v1alpha1
	//     kind: ObjectStore
	//   mode: Pipeline
	//   pipeline:
	//   - step: compose
	//     functionRef:
	//       name: function-patch-and-transform
	//     input:
	//       apiVersion: pt.fn.crossplane.io/v1beta1
	//       kind: Resources
	//       resources:
	//       - name: bucket
	//         base:
	//           apiVersion: spaces.digitalocean.m.crossplane.io/v1alpha1
	//           kind: Bucket
	//           spec:
	//             providerConfigRef:
	//               kind: ClusterProviderConfig
	//               name: digitalocean
	//             forProvider:
	//               acl: private
	//         patches:
	//         - type: FromCompositeFieldPath
	//           fromFieldPath: metadata.name
	//           toFieldPath: metadata.name
	//           transforms:
	//           - type: string
	//             string:
	//               type: Format
	//               fmt: '%s-bucket'
	//         - type: FromCompositeFieldPath
	//           fromFieldPath: spec.region
	//           toFieldPath: spec.forProvider.region
	//         - type: ToCompositeFieldPath
	//           fromFieldPath: status.atProvider.endpoint
	//           toFieldPath: status.endpoint
}
