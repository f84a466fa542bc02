package ocean

import (
	"context"
	"time"

	"github.com/crossplane/crossplane-runtime/v2/pkg/controller"
	"github.com/crossplane/crossplane-runtime/v2/pkg/gate"
	"github.com/crossplane/crossplane-runtime/v2/pkg/reconciler/customresourcesgate"
	"github.com/crossplane/crossplane-runtime/v2/pkg/resource"
	"github.com/go-logr/logr"
	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/wait"
	clientgo "k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/util/workqueue"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/config"
	runtimecontroller "sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/metrics/server"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
	"sigs.k8s.io/controller-runtime/pkg/source"
)

// firstRetry is the pause after the first failure; it doubles with each.
const firstRetry = 50 * time.Millisecond

// RunProvider runs the provider's controllers against a hub until the context
// ends. A kind is managed from when its definition is established. It may be
// run again after it has ended.
func (c *Cloud) RunProvider(ctx context.Context, hub *rest.Config, o ProviderOptions) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{clientgo.AddToScheme, apiextensions.AddToScheme} {
		if err := add(scheme); err != nil {
			return err
		}
	}
	mgr, err := ctrl.NewManager(hub, ctrl.Options{
		Scheme:     scheme,
		Metrics:    server.Options{BindAddress: "0"},
		Controller: config.Controller{SkipNameValidation: new(true)}, // it may run more than once in a process
		Logger:     logr.FromSlogHandler(c.log.Handler()),
	})
	if err != nil {
		return err
	}
	kube, err := client.New(hub, client.Options{Scheme: scheme, HTTPClient: mgr.GetHTTPClient(), Mapper: mgr.GetRESTMapper()})
	if err != nil {
		return err
	}
	p := c.newProvider(ctx, kube, o)
	ready := &gate.Gate[schema.GroupVersionKind]{}
	for _, s := range shapes() {
		ready.Register(func() {
			if err := p.watch(mgr, s); err != nil {
				p.log.Error("provider cannot watch", "kind", s.gvk, "err", err)
			}
		}, s.gvk)
	}
	for _, kind := range configs() {
		ready.Register(func() {
			if err := p.watchConfigs(mgr, kind); err != nil {
				p.log.Error("provider cannot watch", "kind", kind, "err", err)
			}
		}, kind)
	}
	gated := controller.DefaultOptions()
	gated.Gate = ready
	if err := customresourcesgate.Setup(mgr, gated); err != nil {
		return err
	}
	err = mgr.Start(ctx)
	cancel()
	p.busy.Wait()
	return err
}

// watch manages a kind from now on.
func (p *provider) watch(mgr ctrl.Manager, s shape) error {
	if err := p.served(mgr, s.gvk); err != nil {
		return err
	}
	c, err := p.controller(s)
	if err != nil {
		return err
	}
	kind := &unstructured.Unstructured{}
	kind.SetGroupVersionKind(s.gvk)
	options := runtimecontroller.Options{
		MaxConcurrentReconciles: 4,
		RateLimiter:             workqueue.NewTypedItemExponentialFailureRateLimiter[reconcile.Request](firstRetry, p.options.Retry),
	}
	p.log.Info("provider manages", "kind", s.gvk)
	return ctrl.NewControllerManagedBy(mgr).
		Named("managed/"+s.gvk.GroupKind().String()).
		WithOptions(options).
		WithEventFilter(resource.DesiredStateChanged()).
		Watches(kind, &handler.EnqueueRequestForObject{}).
		WatchesRawSource(source.Channel(c.wakes, &handler.EnqueueRequestForObject{})).
		Complete(c.Reconciler)
}

// watchConfigs keeps the provider configs of a kind while they are used.
func (p *provider) watchConfigs(mgr ctrl.Manager, gvk schema.GroupVersionKind) error {
	if err := p.served(mgr, gvk); err != nil {
		return err
	}
	kind := &unstructured.Unstructured{}
	kind.SetGroupVersionKind(gvk)
	return ctrl.NewControllerManagedBy(mgr).
		Named("providerconfig/" + gvk.GroupKind().String()).
		For(kind).
		Complete(&configController{provider: p, gvk: gvk})
}

// served waits until the API server tells of a kind: it does so a little after
// the definition is established, and a watch that is too early is not tried
// again for ten seconds.
func (p *provider) served(mgr ctrl.Manager, gvk schema.GroupVersionKind) error {
	return wait.PollUntilContextTimeout(p.life, firstRetry, time.Minute, true, func(context.Context) (bool, error) {
		_, err := mgr.GetRESTMapper().RESTMapping(gvk.GroupKind(), gvk.Version)
		return err == nil, nil
	})
}
