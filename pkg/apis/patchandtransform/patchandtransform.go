// Package patchandtransform holds the input of function-patch-and-transform
// (pt.fn.crossplane.io/v1beta1), as far as we write it. Package compose builds
// these types; there is rarely a reason to use them by hand.
package patchandtransform

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// KindResources is the kind of the input.
var KindResources = metav1.TypeMeta{APIVersion: "pt.fn.crossplane.io/v1beta1", Kind: "Resources"}

// Resources is the input: the resources of a Composition.
type Resources struct {
	metav1.TypeMeta `json:",inline"`
	// Environment is filled from the XR before the resources are composed.
	Environment *Environment `json:"environment,omitempty"`
	// WriteConnectionSecretToRef names the Secret that the function composes
	// from the connection details of the resources.
	WriteConnectionSecretToRef *SecretRef `json:"writeConnectionSecretToRef,omitempty"`
	// Resources are composed in this order.
	Resources []Resource `json:"resources"`
}

// Environment is a scratch pad of one run: what one resource writes, those
// after it read in the same run.
type Environment struct {
	// Patches fill it from the XR.
	Patches []Patch `json:"patches"`
}

// SecretRef names the composed connection Secret.
type SecretRef struct {
	// Patches set name and namespace from the XR.
	Patches []Patch `json:"patches,omitempty"`
}

// Resource is the template of one composed resource.
type Resource struct {
	// Name identifies the resource within the Composition, for ever.
	Name string `json:"name"`
	// Base is what the patches start from: a typed object.
	Base any `json:"base"`
	// Patches are applied in this order.
	Patches []Patch `json:"patches,omitempty"`
	// ConnectionDetails go into the composed connection Secret.
	ConnectionDetails []ConnectionDetail `json:"connectionDetails,omitempty"`
	// ReadinessChecks must all hold. Default: condition Ready is True.
	ReadinessChecks []ReadinessCheck `json:"readinessChecks,omitempty"`
}

// PatchType says from where to where a patch copies.
type PatchType string

// The directions we use.
const (
	FromComposite          PatchType = "FromCompositeFieldPath"
	ToComposite            PatchType = "ToCompositeFieldPath"
	CombineFromComposite   PatchType = "CombineFromComposite"
	CombineToComposite     PatchType = "CombineToComposite"
	ToEnvironment          PatchType = "ToEnvironmentFieldPath"
	FromEnvironment        PatchType = "FromEnvironmentFieldPath"
	CombineFromEnvironment PatchType = "CombineFromEnvironment"
)

// Patch copies a field.
type Patch struct {
	Type PatchType `json:"type"`
	// FromFieldPath is the source, unless Combine is given.
	FromFieldPath string `json:"fromFieldPath,omitempty"`
	// Combine makes one string of several sources.
	Combine *Combine `json:"combine,omitempty"`
	// ToFieldPath is the target.
	ToFieldPath string `json:"toFieldPath"`
	// Transforms change the value on its way.
	Transforms []Transform `json:"transforms,omitempty"`
	// Policy says what to do if the source does not exist, or the target does.
	Policy *Policy `json:"policy,omitempty"`
}

// Policy says what to do if the source of a patch does not exist, or its target
// does.
type Policy struct {
	// FromFieldPath is Optional (skip the patch, the default) or Required.
	FromFieldPath string `json:"fromFieldPath,omitempty"`
	// ToFieldPath is Replace (the default), MergeObjects or AppendArrays.
	ToFieldPath string `json:"toFieldPath,omitempty"`
}

// Required withholds a resource that does not exist yet until the source
// does. Once the resource exists it means the same as Optional.
const Required = "Required"

// MergeObjects adds fields to an object that is there.
const MergeObjects = "ForceMergeObjects"

// AppendArrays appends what a list that is there does not hold yet.
const AppendArrays = "ForceMergeObjectsAppendArrays"

// Combine makes one string of several sources, all of which must exist.
type Combine struct {
	Variables []Variable `json:"variables"`
	// Strategy is string.
	Strategy string        `json:"strategy"`
	String   CombineString `json:"string"`
}

// StrategyString combines by a format.
const StrategyString = "string"

// Variable is one source.
type Variable struct {
	FromFieldPath string `json:"fromFieldPath"`
}

// CombineString holds a format of Go's fmt. Numbers are float64: use %v.
type CombineString struct {
	Format string `json:"fmt"`
}
