package apiextensions

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// CompositeResourceDefinition defines a kind of composite resource (XR).
type CompositeResourceDefinition struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the definition.
	Spec CompositeResourceDefinitionSpec `json:"spec"`
}

// CompositeResourceDefinitionSpec is what a definition says.
type CompositeResourceDefinitionSpec struct {
	// Scope is Namespaced or Cluster. It cannot be changed.
	Scope Scope `json:"scope"`
	// Group is the API group; the definition is named PLURAL.GROUP.
	Group string `json:"group"`
	// Names are the names of the kind.
	Names Names `json:"names"`
	// DefaultCompositionRef is the Composition of an XR that names none.
	DefaultCompositionRef *CompositionReference `json:"defaultCompositionRef,omitempty"`
	// Versions are the versions of the kind.
	Versions []Version `json:"versions"`
}

// Scope is where the objects of a kind live.
type Scope string

// Namespaced XRs compose resources in their own namespace only.
const Namespaced Scope = "Namespaced"

// Names are the names of a kind.
type Names struct {
	// Kind is the kind in CamelCase.
	Kind string `json:"kind"`
	// ListKind is the kind of a list, KIND + List if empty.
	ListKind string `json:"listKind,omitempty"`
	// Plural is the name in URLs, in lower case.
	Plural string `json:"plural"`
	// Singular is the name for the command line.
	Singular string `json:"singular,omitempty"`
	// ShortNames are abbreviations for the command line.
	ShortNames []string `json:"shortNames,omitempty"`
	// Categories are groups of kinds that kubectl get accepts.
	Categories []string `json:"categories,omitempty"`
}

// CompositionReference names a Composition.
type CompositionReference struct {
	Name string `json:"name"`
}

// Version is one version of a kind.
type Version struct {
	// Name is the version, for example v1alpha1.
	Name string `json:"name"`
	// Served says whether the API server offers the version.
	Served bool `json:"served"`
	// Referenceable says whether Compositions use this version; exactly one is.
	Referenceable bool `json:"referenceable"`
	// Schema is the shape of the XR.
	Schema Validation `json:"schema"`
	// AdditionalPrinterColumns are shown by kubectl get, after SYNCED, READY
	// and COMPOSITION, which Crossplane adds.
	AdditionalPrinterColumns []PrinterColumn `json:"additionalPrinterColumns,omitempty"`
}

// Validation holds the schema.
type Validation struct {
	OpenAPIV3Schema Schema `json:"openAPIV3Schema"`
}

// PrinterColumn is a column of kubectl get.
type PrinterColumn struct {
	// Name is the column's heading.
	Name string `json:"name"`
	// Type is the OpenAPI type: string, integer, date …
	Type string `json:"type"`
	// JSONPath is where the value is: .spec.region
	JSONPath string `json:"jsonPath"`
	// Description says what the column means.
	Description string `json:"description,omitempty"`
	// Priority above 0 shows the column in wide output only.
	Priority int32 `json:"priority,omitempty"`
}
