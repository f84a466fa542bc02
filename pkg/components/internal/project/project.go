// Package project assigns what composite resources make to projects of
// DigitalOcean, which exist already: cluster, databases and bucket. A VPC belongs
// to none.
//
// It is beside the providers: a database's own project cannot be changed once it
// is made, and the provider's kind for it neither. And it is a Composition of its
// own, for an XR whose project is never named would never be ready.
package project

import (
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

// Resource is the resource of the Compositions, and so of status.cloud.
const Resource = "project"

// variant is the Composition that assigns.
var variant = compose.Variant{Field: "project", Suffix: "-project", Does: "assigns to it"}

// What is assigned, as DigitalOcean calls it in a uniform resource name.
const (
	Cluster  = "kubernetes"
	Database = "dbaas"
	Bucket   = "space"
)

// Composition is one that also assigns what it makes to spec.project: a kind of
// resource, by the field of the XR's status with its ID. It has no labels, so
// that no selector finds it beside the one without.
func Composition(c compose.Composition, kind, id string) compose.Composition {
	c.Name = CompositionName(c.Name)
	c.Labels = nil
	c.Resources = append(slices.Clip(c.Resources), assignment(kind, id))
	return c
}

// CompositionName is the name of the Composition with a project, over that of
// the one without.
func CompositionName(without string) string { return variant.Name(without) }

// Field is the schema of spec.project.
func Field() apiextensions.Schema {
	return compose.Text("UUID of the project at DigitalOcean that this is assigned to. It must exist. "+
		"When this is taken away, it stays where it is.", compose.PatternID)
}

// Rule wants spec.project and a Composition that assigns to it together, for a
// kind with these Compositions without one.
func Rule(without ...string) apiextensions.Rule { return variant.Rule(without) }

// assigned is whether DigitalOcean has it in the project. Any other answer is an
// error, for the words of it to be seen.
const assigned = `.payload.body.resources[0] as $urn | ` +
	`[.response.body.resources[]? | select(.urn == $urn) | .status][0] as $is | ` +
	`if $is == "ok" or $is == "assigned" or $is == "already_assigned" then true ` +
	`else error("\($urn) is not assigned to the project: \($is)") end`

// assignment asks for it again and again, which is one call a time, changes
// nothing that is as it should be, and tells as much as a look. What is in a
// project can be listed only as a whole, page by page.
func assignment(kind, id string) compose.Resource {
	call := providerhttp.Mapping{Method: "POST", URL: ".payload.baseUrl", Body: ".payload.body"}
	made, seen := call, call
	made.Action, seen.Action = providerhttp.ActionCreate, providerhttp.ActionObserve
	return compose.Cloud(compose.Resource{
		Name: Resource,
		Base: &providerhttp.Request{
			TypeMeta:   providerhttp.KindRequest,
			ObjectMeta: metav1.ObjectMeta{Annotations: compose.Repeatable()},
			Spec: providerhttp.RequestSpec{
				Spec: managed.Spec{
					ManagementPolicies: compose.Kept(), // there is nothing to delete
					ProviderConfigRef:  packages.ProviderConfigRef(),
				},
				ForProvider: providerhttp.RequestParameters{
					Headers:               map[string][]string{"Content-Type": {"application/json"}},
					Mappings:              []providerhttp.Mapping{made, seen},
					ExpectedResponseCheck: providerhttp.Answered(assigned),
				},
			},
		},
		Patches: compose.Patches{
			// Only with the ID, so that without it there is no payload at all,
			// which the schema of the Request refuses.
			compose.Combine(environment.API+"/projects/%[1]s/resources", "spec.project", id).Required().
				To("spec.forProvider.payload.baseUrl"),
			compose.Combine(`{"resources":["do:`+kind+`:%[2]s"]}`, "spec.project", id).To("spec.forProvider.payload.body"),
		},
	})
}
