package inventory

import (
	"strings"

	"seamark.dev/seamark/pkg/model"
)

// providerConfig is the configuration that a managed resource names beside its
// kind.
func providerConfig(f *field) {
	ref := model.ObjectRef{
		Group: configGroup(f.o.Ref.Group), Kind: f.o.Node.TextAt("spec", "providerConfigRef", "kind"), Name: f.name(),
	}
	if ref.Kind == "ProviderConfig" {
		ref.Namespace = f.o.Ref.Namespace
	}
	f.refer(Reference{To: Identity{f.o.Cluster, ref}, Hard: true, Before: !f.o.Remote})
}

// configGroup is the group of a provider's configurations: that of its
// resources without what stands before PROVIDER.m.crossplane.io.
func configGroup(group string) string {
	parts := strings.Split(group, ".")
	return strings.Join(parts[max(0, len(parts)-4):], ".")
}

// connectionSecret is the Secret that Crossplane writes for a managed resource.
// Its keys are known for the kinds that say them; of others the component that
// owns the resource declares them.
func connectionSecret(f *field) {
	var keys []string
	details, _ := f.o.Node.Get("spec", "connectionDetails")
	for _, d := range details.Items() {
		keys = append(keys, d.TextAt("toConnectionSecretKey"))
	}
	f.made(model.ObjectRef{Kind: "Secret", Namespace: f.o.Ref.Namespace, Name: f.name()}, keys...)
}

// injectedSecret is a Secret that a call of provider-http fills.
func injectedSecret(f *field) {
	var keys []string
	mappings, _ := f.node.Get("keyMappings")
	for _, m := range mappings.Items() {
		keys = append(keys, m.TextAt("secretKey"))
	}
	f.made(model.ObjectRef{
		Kind: "Secret", Namespace: f.node.TextAt("secretRef", "namespace"), Name: f.node.TextAt("secretRef", "name"),
	}, keys...)
}

// used is an object that a Usage protects, or that uses it.
func used(f *field) {
	at := len(f.path)
	f.path = append(f.path, declaredPath("resourceRef.name")...)
	f.refer(Reference{Hard: true, To: f.named(groupOf(f.node.TextAt("apiVersion")), f.node.TextAt("kind"),
		f.o.Ref.Namespace, f.node.TextAt("resourceRef", "name"))})
	f.path = f.path[:at]
}
