// Package apiextensions holds the Crossplane kinds that define composite
// resources, definitions (v2) and compositions (v1), as far as we write them.
//
// Crossplane's own types hold the schema of a definition and the input of a
// function as bytes. Here both are typed: a misspelt field does not compile, and
// the proofs read what a Composition makes. Every rendered object is read into
// Crossplane's types by a test.
package apiextensions

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// The kinds of this package.
var (
	KindCompositeResourceDefinition = metav1.TypeMeta{
		APIVersion: "apiextensions.crossplane.io/v2", Kind: "CompositeResourceDefinition",
	}
	KindComposition = metav1.TypeMeta{
		APIVersion: "apiextensions.crossplane.io/v1", Kind: "Composition",
	}
)
