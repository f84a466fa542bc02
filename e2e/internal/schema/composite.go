package schema

import (
	"fmt"

	"github.com/crossplane/crossplane-runtime/v2/pkg/xcrd"
	apiextensionsv1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
)

// Composite is the schema of the composite resources that an XRD defines. The
// CustomResourceDefinition is derived by Crossplane's own code, which adds
// fields of its own and decides what of the XRD it takes over. The XRD must
// have exactly one version.
func Composite(xrd *unstructured.Unstructured) (*Schema, error) {
	// Crossplane stores both versions of XRDs as v1, without a conversion.
	typed := &apiextensionsv1.CompositeResourceDefinition{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructuredWithValidation(xrd.Object, typed, true); err != nil {
		return nil, fmt.Errorf("%s: %w", xrd.GetName(), err)
	}
	crd, err := xcrd.ForCompositeResource(typed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", xrd.GetName(), err)
	}
	if len(crd.Spec.Versions) != 1 {
		return nil, fmt.Errorf("%s has %d versions, not one", xrd.GetName(), len(crd.Spec.Versions))
	}
	compiled, err := New(crd.Spec.Versions[0].Schema.OpenAPIV3Schema)
	if err != nil {
		return nil, fmt.Errorf("schema of %s: %w", xrd.GetName(), err)
	}
	return compiled, nil
}
