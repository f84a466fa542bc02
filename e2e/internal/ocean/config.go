package ocean

import (
	"context"

	"github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	kmeta "k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
)

// finalizerInUse keeps a provider config while managed resources use it, so
// that they can be deleted with its credentials.
const finalizerInUse = "in-use.crossplane.io"

// configs are the kinds of provider configs.
func configs() []schema.GroupVersionKind {
	version := schema.GroupVersion{Group: group, Version: "v1beta1"}
	return []schema.GroupVersionKind{version.WithKind("ClusterProviderConfig"), version.WithKind("ProviderConfig")}
}

// configController counts the users of provider configs of one kind.
type configController struct {
	*provider
	gvk schema.GroupVersionKind
}

// Reconcile keeps a provider config while it has users. The real provider
// counts by objects of their own, ProviderConfigUsages.
func (c *configController) Reconcile(ctx context.Context, request reconcile.Request) (reconcile.Result, error) {
	again := reconcile.Result{RequeueAfter: c.options.Retry}
	config := &unstructured.Unstructured{}
	config.SetGroupVersionKind(c.gvk)
	if err := c.kube.Get(ctx, request.NamespacedName, config); err != nil {
		return reconcile.Result{}, client.IgnoreNotFound(err)
	}
	users, err := c.users(ctx, config)
	if err != nil {
		return reconcile.Result{}, err
	}
	switch {
	case !meta.WasDeleted(config) && !meta.FinalizerExists(config, finalizerInUse):
		meta.AddFinalizer(config, finalizerInUse)
		return again, c.kube.Update(ctx, config)
	case meta.WasDeleted(config) && users == 0:
		meta.RemoveFinalizer(config, finalizerInUse)
		return reconcile.Result{}, client.IgnoreNotFound(c.kube.Update(ctx, config))
	}
	if equal(config.Object["status"], map[string]any{"users": users}) {
		return again, nil
	}
	config.Object["status"] = map[string]any{"users": users}
	return again, c.kube.Status().Update(ctx, config)
}

// users counts the managed resources that refer to a provider config.
func (c *configController) users(ctx context.Context, config *unstructured.Unstructured) (int64, error) {
	users := int64(0)
	for _, s := range shapes() {
		list := &ManagedList{}
		list.SetGroupVersionKind(s.gvk.GroupVersion().WithKind(s.gvk.Kind + "List"))
		err := c.kube.List(ctx, list, client.InNamespace(config.GetNamespace()))
		if kmeta.IsNoMatchError(err) {
			continue // nobody has activated the kind
		}
		if err != nil {
			return 0, err
		}
		for i := range list.Items {
			ref := (&Managed{Unstructured: list.Items[i]}).GetProviderConfigReference()
			if ref.Kind == config.GetKind() && ref.Name == config.GetName() {
				users++
			}
		}
	}
	return users, nil
}
