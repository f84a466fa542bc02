package platform_test

import (
	"fmt"

	"seamark.dev/seamark/pkg/platform"
)

// A configuration is read strictly: whatever is wrong is told at once, with
// its line, its field and a way to mend it.
func ExampleLoad() {
	_, findings := platform.Load(platform.Source{Name: "platform.yaml", Data: []byte(`
apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  environments:
  - name: production
    region: fra2
    cluster: {nodePool: {min: 2}}
    databases:
      adservice: {version: 17}
    domain: {zone: example.com, acmeEmail: ops@example.com}
`)})
	for _, f := range findings {
		fmt.Println(f)
	}
	// Output:
	// platform.yaml:8: spec.environments[0].region: warning: "fra2": was not known as a DigitalOcean region with DOKS, managed databases and Spaces when this program was made; did you mean "fra1"? doctl kubernetes options regions lists what DigitalOcean offers [config-unknown-region]
	// platform.yaml:9: spec.environments[0].cluster.nodePool.min: "2": must be at least 3: Loki writes to three replicas on three nodes and needs two of them [config-too-small]
	// platform.yaml:11: spec.environments[0].databases.adservice.version: "17": must be a string, not a whole number; write it in quotes: "17" [config-wrong-type]
}

// A platform may as well be a Go value: complete it, then validate it.
func ExampleComplete() {
	p := platform.Complete(platform.Platform{
		APIVersion: platform.APIVersion,
		Kind:       platform.Kind,
		Metadata:   platform.Metadata{Name: "acme"},
		Spec: platform.Spec{Environments: []platform.Environment{{
			Name:   "production",
			Region: "fra1",
			Domain: platform.Domain{Zone: "example.com", ACMEEmail: "ops@example.com"},
		}}},
	})
	fmt.Println(platform.Validate(p).Err())
	fmt.Println(p.Spec.Environments[0].Domain.Demo)
	fmt.Println(p.Spec.Environments[0].DatabaseNames())
	// Output:
	// <nil>
	// demo.example.com
	// [adservice cartservice]
}
