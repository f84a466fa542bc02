package doks

import (
	"context"
	"time"

	"github.com/go-logr/logr"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/util/workqueue"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/config"
	"sigs.k8s.io/controller-runtime/pkg/event"
	"sigs.k8s.io/controller-runtime/pkg/handler"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
)

// task is one program's work. Clusters here are small, so a task looks at all
// its objects whenever any of them changes: nothing can be forgotten.
type task struct {
	name string
	// watches are the kinds that the task looks at. It starts when the API
	// server serves all of them, which for a chart's kinds is later.
	watches []schema.GroupVersionKind
	// sync does all there is to do. It reports whether everything is settled;
	// if not it is called again after a delay, without any change.
	sync func(context.Context) (settled bool, err error)
}

func (c *cluster) tasks() []task {
	return []task{
		{"cloud-controller", []schema.GroupVersionKind{kindService}, c.syncLoadBalancers},
		{"volume-driver", []schema.GroupVersionKind{kindClaim, kindVolume}, c.syncVolumes},
		{"cilium-gateway", []schema.GroupVersionKind{kindClass, kindGateway, kindRoute, kindService, kindSecret}, c.syncGateways},
		{"servers", []schema.GroupVersionKind{kindService, kindSecret, kindDeployment}, c.syncServers},
		{"startupapicheck", []schema.GroupVersionKind{kindJob}, c.syncStartUpChecks},
		{"cainjector", []schema.GroupVersionKind{kindSecret, kindValidating, kindMutating, kindDefinition, kindAPIService}, c.syncInjection},
		{"issuers", []schema.GroupVersionKind{kindIssuer, kindCluster, kindSecret}, c.syncIssuers},
		{"certificates", []schema.GroupVersionKind{kindCertificate, kindIssuer, kindCluster, kindSecret}, c.syncCertificates},
		{"gateway-shim", []schema.GroupVersionKind{kindGateway, kindCertificate}, c.syncShim},
	}
}

// control runs the tasks until the context ends.
func (c *cluster) control(ctx context.Context, kubeconfig *rest.Config) error {
	mgr, err := ctrl.NewManager(kubeconfig, ctrl.Options{
		Scheme:  c.Scheme(),
		Logger:  logr.FromSlogHandler(loud{c.log.Handler()}),
		Metrics: metricsserver.Options{BindAddress: "0"},
		Controller: config.Controller{
			// Several clusters in one process have the same programs.
			SkipNameValidation: new(true),
			CacheSyncTimeout:   time.Hour,
		},
	})
	if err != nil {
		return err
	}
	for _, t := range c.tasks() {
		start := manager.RunnableFunc(func(ctx context.Context) error { return c.start(ctx, mgr, t) })
		if err := mgr.Add(start); err != nil {
			return err
		}
	}
	return mgr.Start(ctx)
}

// start waits for the task's kinds, then gives the task to the manager.
func (c *cluster) start(ctx context.Context, mgr ctrl.Manager, t task) error {
	c.untilDone(ctx, t.name, func() error { return served(mgr, t.watches) })
	if ctx.Err() != nil {
		return nil
	}
	c.log.Info("doks: program starts", "program", t.name)
	builder := ctrl.NewControllerManagedBy(mgr).Named(t.name)
	for _, kind := range t.watches {
		builder = builder.Watches(metadataOf(kind), c.shortly())
	}
	return builder.Complete(c.reconciler(t))
}

func served(mgr ctrl.Manager, kinds []schema.GroupVersionKind) error {
	for _, kind := range kinds {
		if _, err := mgr.GetRESTMapper().RESTMapping(kind.GroupKind(), kind.Version); err != nil {
			return err
		}
	}
	return nil
}

// shortly asks for one run of the task a little after a change, so that many
// changes at once cost one run.
func (c *cluster) shortly() handler.EventHandler {
	type queue = workqueue.TypedRateLimitingInterface[reconcile.Request]
	enqueue := func(q queue) {
		q.AddAfter(reconcile.Request{NamespacedName: types.NamespacedName{Name: "all"}}, c.delay/4)
	}
	return handler.Funcs{
		CreateFunc:  func(_ context.Context, _ event.CreateEvent, q queue) { enqueue(q) },
		UpdateFunc:  func(_ context.Context, _ event.UpdateEvent, q queue) { enqueue(q) },
		DeleteFunc:  func(_ context.Context, _ event.DeleteEvent, q queue) { enqueue(q) },
		GenericFunc: func(_ context.Context, _ event.GenericEvent, q queue) { enqueue(q) },
	}
}

// reconciler runs the task, and again after a delay if it is not settled.
func (c *cluster) reconciler(t task) reconcile.Reconciler {
	last := ""
	return reconcile.Func(func(ctx context.Context, _ reconcile.Request) (reconcile.Result, error) {
		settled, err := t.sync(ctx)
		message := ""
		if client.IgnoreAlreadyExists(err) != nil && !isConflict(err) && ctx.Err() == nil {
			message = err.Error()
		}
		if message != last && message != "" {
			c.log.Warn("doks: will try again", "program", t.name, "error", message)
		}
		last = message
		if err != nil || !settled {
			return reconcile.Result{RequeueAfter: c.delay}, nil
		}
		return reconcile.Result{}, nil
	})
}
