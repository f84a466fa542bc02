package prove

import (
	"fmt"
	"strings"

	"seamark.dev/seamark/pkg/model"
)

// crossplane reads the kinds of Crossplane itself.
func (w *world) crossplane(o applied) {
	named := func(path, group, kind, namespace, name string) {
		if name != "" {
			w.refer(o, path, reference{hard: true, to: identity{o.cluster, model.ObjectRef{
				Group: group, Kind: kind, Namespace: namespace, Name: name,
			}}})
		}
	}
	switch o.ref.Kind {
	case "Provider", "Function":
		named("spec.runtimeConfigRef.name", "pkg.crossplane.io", "DeploymentRuntimeConfig", "",
			text(o.node, "spec", "runtimeConfigRef", "name"))
	case "CompositeResourceDefinition":
		named("spec.defaultCompositionRef.name", "apiextensions.crossplane.io", "Composition", "",
			text(o.node, "spec", "defaultCompositionRef", "name"))
	case "Composition":
		steps, _ := o.node.Get("spec", "pipeline")
		for i, step := range steps.Items() {
			named(fmt.Sprintf("spec.pipeline[%d].functionRef.name", i), "pkg.crossplane.io", "Function", "",
				text(step, "functionRef", "name"))
		}
	case "Usage":
		for _, side := range []string{"of", "by"} {
			used, _ := o.node.Get("spec", side)
			group, _, _ := strings.Cut(text(used, "apiVersion"), "/")
			named("spec."+side+".resourceRef.name", group, text(used, "kind"), o.ref.Namespace,
				text(used, "resourceRef", "name"))
		}
	}
}

// managed reads managed resources and provider configurations. A field that
// ends in Ref names another managed resource; which kind, is the provider's.
func (w *world) managed(o applied) {
	config := configGroup(o.ref.Group)
	if strings.HasSuffix(o.ref.Kind, "ProviderConfig") {
		w.credentials(o)
		return
	}
	if name := text(o.node, "spec", "providerConfigRef", "name"); name != "" {
		ref := model.ObjectRef{Group: config, Kind: text(o.node, "spec", "providerConfigRef", "kind"), Name: name}
		if ref.Kind == "ProviderConfig" {
			ref.Namespace = o.ref.Namespace
		}
		w.refer(o, "spec.providerConfigRef.name", reference{to: identity{o.cluster, ref}, hard: true, before: !o.remote})
	}
	if name := text(o.node, "spec", "writeConnectionSecretToRef", "name"); name != "" {
		w.made(&o, secretIn(o, name).ref, publishedKeys(o)...)
	}
	switch o.ref.Kind {
	case "Object":
		w.kubernetesObject(o)
	case "Request", "DisposableRequest":
		w.request(o)
	}
	w.neighbours(o)
}

// configGroup is the group of a provider's configurations: that of its
// resources without what stands before PROVIDER.m.crossplane.io.
func configGroup(group string) string {
	parts := strings.Split(group, ".")
	return strings.Join(parts[max(0, len(parts)-4):], ".")
}

// publishedKeys are the keys of a connection Secret, for the kinds that say
// them. Of others the component that owns the resource declares them.
func publishedKeys(o applied) []string {
	var keys []string
	details, _ := o.node.Get("spec", "connectionDetails")
	for _, d := range details.Items() {
		keys = append(keys, text(d, "toConnectionSecretKey"))
	}
	return keys
}

func (w *world) credentials(o applied) {
	secret, ok := o.node.Get("spec", "credentials", "secretRef")
	if !ok {
		return
	}
	w.refer(o, "spec.credentials.secretRef", reference{hard: true, key: text(secret, "key"), to: identity{
		o.cluster, model.ObjectRef{Kind: "Secret", Namespace: text(secret, "namespace"), Name: text(secret, "name")},
	}})
}

// request notes the Secrets that a call of provider-http fills.
func (w *world) request(o applied) {
	configs, _ := o.node.Get("spec", "forProvider", "secretInjectionConfigs")
	for _, c := range configs.Items() {
		var keys []string
		mappings, _ := c.Get("keyMappings")
		for _, m := range mappings.Items() {
			keys = append(keys, text(m, "secretKey"))
		}
		w.made(&o, model.ObjectRef{
			Kind: "Secret", Namespace: text(c, "secretRef", "namespace"), Name: text(c, "secretRef", "name"),
		}, keys...)
	}
}

// neighbours are the references of DigitalOcean's resources to each other and
// to Secrets beside them.
func (w *world) neighbours(o applied) {
	const vpc, database = "vpc.digitalocean.m.crossplane.io", "database.digitalocean.m.crossplane.io"
	for _, to := range []struct{ field, group, kind string }{
		{"privateNetworkUuidRef", vpc, "VPC"},
		{"vpcUuidRef", vpc, "VPC"},
		{"clusterIdRef", database, "Cluster"},
		{"caCertSecretRef", "", "Secret"},
	} {
		n, _ := o.node.Get("spec", "forProvider", to.field)
		ref := model.ObjectRef{Group: to.group, Kind: to.kind, Namespace: o.ref.Namespace, Name: text(n, "name")}
		if ref.Name != "" {
			w.refer(o, "spec.forProvider."+to.field, reference{to: identity{o.cluster, ref}, key: text(n, "key"), hard: true})
		}
	}
}
