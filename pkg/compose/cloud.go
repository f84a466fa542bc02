package compose

import (
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
)

// cloud is the field of an XR's status with what became of its resources at
// DigitalOcean.
const cloud = "cloud"

// token is the field of an XR's spec with the token by which its resources at
// DigitalOcean are reached.
const token = "token"

// ProviderConfig is the ClusterProviderConfig of the token without a name; that
// of another one is called after both. So an XR can name no configuration that
// is not made for this.
const ProviderConfig = "digitalocean"

// TokenField is the schema of spec.token. Names of Secrets and configurations
// on the hub are made of it, behind a prefix.
func TokenField() apiextensions.Schema {
	return Text("Name of the API tokens by which DigitalOcean is reached. Without this, it is those without a name. "+
		"The hub has the ClusterProviderConfigs digitalocean-NAME and, for the cluster, the Secret digitalocean-dns-NAME.",
		PatternName)
}

// Cloud marks a resource at DigitalOcean. It is ready only while it is Ready
// and Synced: a provider that DigitalOcean refuses something leaves Ready as it
// was and says what it was told in the message of Synced. The conditions are to
// be seen in the XR, in status.cloud.NAME; the definition must list the name.
// It is reached with the token that the XR names. More checks may follow.
func Cloud(r Resource, more ...patchandtransform.ReadinessCheck) Resource {
	r = Told(r, more...)
	r.Patches = append(r.Patches, From("spec."+token).Format(ProviderConfig+"-%s").To("spec.providerConfigRef.name"))
	return r
}

// Told is Cloud for a resource that is elsewhere.
func Told(r Resource, more ...patchandtransform.ReadinessCheck) Resource {
	r.Readiness = append(Readiness{condition("Ready"), condition("Synced")}, more...)
	r.Patches = append(r.Patches[:len(r.Patches):len(r.Patches)],
		Status("status.conditions").To("status."+cloud+"."+r.Name))
	return r
}

// Succeeded wants the last answer to a DisposableRequest to have been a good one
// and as expected: one that is not leaves it Ready and Synced until the next.
func Succeeded() patchandtransform.ReadinessCheck {
	return patchandtransform.ReadinessCheck{Type: patchandtransform.CheckTrue, FieldPath: "status.synced"}
}

// Matches wants a field of the composed resource to have a value.
func Matches(path, value string) patchandtransform.ReadinessCheck {
	return patchandtransform.ReadinessCheck{Type: patchandtransform.CheckString, FieldPath: path, MatchString: value}
}

func condition(kind string) patchandtransform.ReadinessCheck {
	return patchandtransform.ReadinessCheck{
		Type:           patchandtransform.CheckCondition,
		MatchCondition: &patchandtransform.Condition{Type: kind, Status: "True"},
	}
}

// cloudStatus is the schema of status.cloud.
func cloudStatus(resources []string) apiextensions.Schema {
	s := Observed("object", "What became of each resource at DigitalOcean. "+
		"The message of a condition Synced that is False is what DigitalOcean answered.")
	s.Properties = map[string]apiextensions.Schema{}
	for _, name := range resources {
		s.Properties[name] = conditions(name)
	}
	return s
}

func conditions(of string) apiextensions.Schema {
	s := Observed("array", "The conditions of the resource "+of+".")
	item := Observed("object", "A condition, as Kubernetes has them.")
	item.Properties = map[string]apiextensions.Schema{
		"type":               Observed("string", "Ready or Synced."),
		"status":             Observed("string", "True or False."),
		"reason":             Observed("string", "One word for a program."),
		"message":            Observed("string", "Why it is so, for a person."),
		"lastTransitionTime": Observed("string", "Since when it is so."),
		"observedGeneration": Observed("integer", "The generation of the resource that this is about."),
	}
	s.Items = &item
	return s
}
