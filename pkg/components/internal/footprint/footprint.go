// Package footprint writes down what charts make outside of their namespace.
// Argo CD refuses what it was not told of, so a version of a chart that makes
// more shows as a sync that fails, and names the kind.
package footprint

import (
	"slices"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/pkg/model"
)

// Of is the footprint of a chart with these sorts of objects without a
// namespace.
func Of(kinds ...[]schema.GroupKind) model.Footprint {
	return model.Footprint{ClusterKinds: slices.Concat(kinds...)}
}

// InKubeSystem is the same, for a chart that also makes objects in kube-system.
func InKubeSystem(kinds ...[]schema.GroupKind) model.Footprint {
	f := Of(kinds...)
	f.Namespaces = []string{"kube-system"}
	return f
}

// Roles are rights in the whole cluster.
func Roles() []schema.GroupKind {
	return kinds("rbac.authorization.k8s.io", "ClusterRole", "ClusterRoleBinding")
}

// CRDs are kinds of the chart's own.
func CRDs() []schema.GroupKind { return kinds("apiextensions.k8s.io", "CustomResourceDefinition") }

// Webhooks check and change objects on their way into the API server.
func Webhooks() []schema.GroupKind {
	return kinds("admissionregistration.k8s.io", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")
}

// APIServices are parts of the Kubernetes API that the chart's program serves.
func APIServices() []schema.GroupKind { return kinds("apiregistration.k8s.io", "APIService") }

func kinds(group string, names ...string) []schema.GroupKind {
	var all []schema.GroupKind
	for _, name := range names {
		all = append(all, schema.GroupKind{Group: group, Kind: name})
	}
	return all
}
