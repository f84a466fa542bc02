// Package compose writes Compositions for function-patch-and-transform as
// small typed values:
//
//	compose.Resource{
//		Name: "vpc",
//		Base: &digitalocean.VPC{TypeMeta: digitalocean.KindVPC, …},
//		Patches: compose.Patches{
//			compose.From("spec.region").To("spec.forProvider.region"),
//			compose.From("metadata.name").Format("%s-doks").To("spec.writeConnectionSecretToRef.name"),
//			compose.Status("status.atProvider.id").To("status.vpcID"),
//		},
//	}
//
// Two rules of the function shape what is written here. First, FromComposite
// patches read the observed XR: a status field that one resource writes
// reaches another resource one reconcile later; what it remembers (Remember)
// reaches those after it in the same one. Second, Required withholds
// only a resource that does not exist yet; once it exists, a source that
// vanishes drops the field. When makes that harmless, see there.
package compose

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
)

// Composition is one Composition with a single step of patch-and-transform.
type Composition struct {
	// Name is the name of the Composition.
	Name string
	// Of is the kind of XR it composes.
	Of metav1.TypeMeta
	// Labels are the labels of the Composition.
	Labels map[string]string
	// Function is the name of the Function object.
	Function string
	// ConnectionSecret is a format of the name of the Secret that collects
	// the connection details of all resources, over the XR's name. Empty if
	// no resource has any.
	ConnectionSecret string
	// Environment is remembered of the XR for all resources, as Remember does
	// for one.
	Environment Patches
	// Resources are composed in this order.
	Resources []Resource
}

// Resource is one composed resource.
type Resource struct {
	// Name identifies the resource within the Composition. A new name is a
	// new resource: Crossplane deletes the old one.
	Name string
	// Base is what the patches start from, a typed object with what never
	// changes.
	Base any
	// Patches are applied in this order.
	Patches Patches
	// Connection is what goes into the connection Secret.
	Connection []Detail
	// Readiness says when the resource counts as ready. Default: when its
	// Ready condition is True.
	Readiness Readiness
}

// Patches are patches between an XR and a composed resource.
type Patches = []patchandtransform.Patch

// Detail is one key of the connection Secret.
type Detail = patchandtransform.ConnectionDetail

// Readiness says when a composed resource counts as ready.
type Readiness []patchandtransform.ReadinessCheck

// AlwaysReady never holds back the XR: for kinds that have no Ready condition,
// and for resources that wait for something which waits for the XR.
func AlwaysReady() Readiness {
	return Readiness{{Type: patchandtransform.CheckNone}}
}

// FromSecret takes a key of the connection Secret that the resource publishes.
func FromSecret(key, sourceKey string) Detail {
	return Detail{
		Name:                    key,
		Type:                    patchandtransform.FromConnectionSecretKey,
		FromConnectionSecretKey: sourceKey,
	}
}

// FromField takes a field of the resource.
func FromField(key, path string) Detail {
	return Detail{Name: key, Type: patchandtransform.FromFieldPath, FromFieldPath: path}
}

// Object is the Composition as Crossplane reads it.
func (c Composition) Object() *apiextensions.Composition {
	return &apiextensions.Composition{
		TypeMeta:   apiextensions.KindComposition,
		ObjectMeta: metav1.ObjectMeta{Name: c.Name, Labels: c.Labels},
		Spec: apiextensions.CompositionSpec{
			CompositeTypeRef: apiextensions.TypeReference{APIVersion: c.Of.APIVersion, Kind: c.Of.Kind},
			Mode:             apiextensions.Pipeline,
			Pipeline: []apiextensions.Step{{
				Step:        "compose",
				FunctionRef: apiextensions.FunctionReference{Name: c.Function},
				Input:       c.input(),
			}},
		},
	}
}

func (c Composition) input() *patchandtransform.Resources {
	input := &patchandtransform.Resources{TypeMeta: patchandtransform.KindResources}
	if len(c.Environment) > 0 {
		input.Environment = &patchandtransform.Environment{Patches: c.Environment}
	}
	if c.ConnectionSecret != "" {
		input.WriteConnectionSecretToRef = &patchandtransform.SecretRef{Patches: Patches{
			Combine(c.ConnectionSecret, "metadata.name").To("name"),
			From("metadata.namespace").To("namespace"),
		}}
	}
	for _, r := range c.Resources {
		input.Resources = append(input.Resources, patchandtransform.Resource{
			Name:              r.Name,
			Base:              r.Base,
			Patches:           r.Patches,
			ConnectionDetails: r.Connection,
			ReadinessChecks:   r.Readiness,
		})
	}
	return input
}
