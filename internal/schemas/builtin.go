package schemas

import (
	admissionv1 "k8s.io/api/admissionregistration/v1"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// builtIn decodes an object of a kind that is built into Kubernetes strictly
// into its Go type. These kinds have no CRD; known is false for others.
func (s *Set) builtIn(gvk schema.GroupVersionKind, object map[string]any) (known bool, findings []Finding) {
	if s.types == nil {
		types, err := builtInTypes()
		if err != nil {
			return false, []Finding{{Code: CodeInvalid, Message: err.Error(), line: err.Error()}}
		}
		s.types = types
	}
	typed, err := s.types.New(gvk)
	if err != nil {
		return false, nil // not registered
	}
	return true, strict("", object, typed)
}

func builtInTypes() (*runtime.Scheme, error) {
	types := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		admissionv1.AddToScheme, corev1.AddToScheme, appsv1.AddToScheme, networkingv1.AddToScheme, rbacv1.AddToScheme,
	} {
		if err := add(types); err != nil {
			return nil, err
		}
	}
	return types, nil
}
