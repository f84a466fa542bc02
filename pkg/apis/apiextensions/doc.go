// Package apiextensions holds the Crossplane kinds that define composite
// resources: definitions (v2), compositions (v1) and the activation policy for
// managed resources (v1alpha1), as far as we write them.
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
	KindManagedResourceActivationPolicy = metav1.TypeMeta{
		APIVersion: "apiextensions.crossplane.io/v1alpha1", Kind: "ManagedResourceActivationPolicy",
	}
)
