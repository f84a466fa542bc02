package components_test

import (
	"testing"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/platform"
)

// TestHeld: every composite resource of an environment that is held stays with
// its Composition, whatever component has it, and no other one does.
func TestHeld(t *testing.T) {
	p, findings := platform.Load(platform.Source{Name: "platform.yaml", Data: []byte(`
apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  hub: {compositions: {update: Manual}}
  environments:
  - name: live
    region: sfo3
    domain: {zone: live.example.com, acmeEmail: ops@example.com}
    cluster: {additionalNodePools: [{name: batch, max: 3}]}
    alerts: {receiver: {slack: {channel: "#live"}}}
  - name: stage
    region: fra1
    compositions: {update: Automatic}
    network: {vpcCIDR: 10.202.0.0/22, clusterSubnet: 172.16.80.0/20, serviceSubnet: 192.168.16.0/22}
    domain: {zone: stage.example.com, acmeEmail: ops@example.com}
`)})
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	engine, err := engines.Of(p, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	units, err := components.Build(p, components.Standard(), engine)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, u := range units {
		for _, c := range u.Components {
			for _, o := range c.Objects {
				gvk := o.GetObjectKind().GroupVersionKind()
				if gvk.Group != seamark.Group {
					continue
				}
				xr, ok := o.(seamark.Composite)
				if !ok {
					t.Fatalf("%s %s is no seamark.Composite: it cannot be held", gvk.Kind, o.GetName())
				}
				kinds[gvk.Kind] = true
				policy := settings(xr).CompositionUpdatePolicy
				if held := policy == seamark.Manual; held != (o.GetNamespace() == "live") {
					t.Errorf("%s %s/%s has the update policy %q", gvk.Kind, o.GetNamespace(), o.GetName(), policy)
				}
			}
		}
	}
	if len(kinds) != 6 {
		t.Errorf("only the kinds %v were seen", kinds)
	}
}

func settings(xr seamark.Composite) seamark.Crossplane {
	switch x := xr.(type) {
	case *seamark.DOKSCluster:
		return x.Spec.Crossplane
	case *seamark.NodePool:
		return x.Spec.Crossplane
	case *seamark.ManagedDatabase:
		return x.Spec.Crossplane
	case *seamark.ObjectStore:
		return x.Spec.Crossplane
	case *seamark.LogSink:
		return x.Spec.Crossplane
	case *seamark.SecretCopy:
		return x.Spec.Crossplane
	}
	return seamark.Crossplane{}
}
