package schemas

import (
	"reflect"
	"slices"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	schedulingv1 "k8s.io/api/scheduling/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// builtIn decodes an object of a kind that is built into Kubernetes strictly
// into its Go type, and looks for words, quantities and the like that the API
// server knows by code. These kinds have no CRD; known is false for others.
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
		return false, s.misnamed(gvk)
	}
	if findings = strict("", object, typed); len(findings) > 0 {
		return true, findings
	}
	node, err := manifest.Of(object)
	if err != nil {
		return true, []Finding{{Code: CodeInvalid, Message: err.Error(), line: err.Error()}}
	}
	for _, f := range charts.CheckObject(reflect.TypeOf(typed).Elem(), node) {
		message := f.Message
		if f.Remedy != "" {
			message += "; " + f.Remedy
		}
		findings = append(findings, Finding{Code: CodeInvalid, Path: f.Path.String(), Message: message, line: f.Path.String() + ": " + message})
	}
	return true, findings
}

// misnamed finds a kind that Kubernetes itself does not have in a version that it
// has other kinds in.
func (s *Set) misnamed(gvk schema.GroupVersionKind) []Finding {
	var near []string
	for kind := range s.types.KnownTypes(gvk.GroupVersion()) {
		near = append(near, kind)
	}
	slices.Sort(near)
	remedy := diag.DidYouMean(gvk.Kind, near)
	if remedy == "" {
		return nil // a kind that is none of those that people write
	}
	message := gvk.GroupVersion().String() + " has no such kind; " + remedy
	return []Finding{{Code: CodeVersion, Path: "kind", Value: gvk.Kind, Message: message, line: "kind: " + message}}
}

func builtInTypes() (*runtime.Scheme, error) {
	types := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		admissionv1.AddToScheme, appsv1.AddToScheme, autoscalingv1.AddToScheme, autoscalingv2.AddToScheme, batchv1.AddToScheme, corev1.AddToScheme,
		networkingv1.AddToScheme, policyv1.AddToScheme, rbacv1.AddToScheme, schedulingv1.AddToScheme, storagev1.AddToScheme,
	} {
		if err := add(types); err != nil {
			return nil, err
		}
	}
	return types, nil
}
