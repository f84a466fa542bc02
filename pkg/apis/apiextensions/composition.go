package apiextensions

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Composition says which resources an XR of a kind is made of.
type Composition struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the composition.
	Spec CompositionSpec `json:"spec"`
}

// CompositionSpec is what a Composition says.
type CompositionSpec struct {
	// CompositeTypeRef is the kind of XR. It cannot be changed.
	CompositeTypeRef TypeReference `json:"compositeTypeRef"`
	// Mode is Pipeline; there is no other since Crossplane 2.0.
	Mode Mode `json:"mode"`
	// Pipeline are the functions, in the order in which they run.
	Pipeline []Step `json:"pipeline"`
}

// TypeReference names a kind.
type TypeReference struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
}

// Mode is how a Composition works.
type Mode string

// Pipeline runs functions.
const Pipeline Mode = "Pipeline"

// Step runs one function.
type Step struct {
	// Step names the step within the pipeline.
	Step string `json:"step"`
	// FunctionRef names the Function object.
	FunctionRef FunctionReference `json:"functionRef"`
	// Input is the function's own kind of input.
	Input any `json:"input,omitempty"`
}

// FunctionReference names a Function.
type FunctionReference struct {
	Name string `json:"name"`
}
