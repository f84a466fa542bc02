package kubelet

import (
	"context"
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	clientgoscheme "k8s.io/client-go/kubernetes/scheme"
	toolscache "k8s.io/client-go/tools/cache"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// Run watches the cluster and runs its Deployments until the context ends, and
// returns when all processes have ended. It may be called once.
func (k *Kubelet) Run(ctx context.Context) error {
	defer k.working.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	scheme := runtime.NewScheme()
	if err := clientgoscheme.AddToScheme(scheme); err != nil {
		return fmt.Errorf("cannot know the API's types: %w", err)
	}
	informers, err := cache.New(k.cfg, cache.Options{Scheme: scheme})
	if err != nil {
		return fmt.Errorf("cannot watch the cluster: %w", err)
	}
	cluster, err := client.New(k.cfg, client.Options{Scheme: scheme, Cache: &client.CacheOptions{Reader: informers}})
	if err != nil {
		return fmt.Errorf("cannot talk to the cluster: %w", err)
	}
	k.mu.Lock()
	k.cluster = cluster
	k.mu.Unlock()
	if err := k.subscribe(ctx, informers); err != nil {
		return err
	}
	k.working.Go(func() {
		if informers.WaitForCacheSync(ctx) {
			k.background(ctx)
		}
	})
	if err := informers.Start(ctx); err != nil {
		return fmt.Errorf("cannot watch the cluster: %w", err)
	}
	return nil
}

// background is what is done again and again beside the processes.
func (k *Kubelet) background(ctx context.Context) {
	if k.Readiness {
		k.working.Go(func() { k.reportPods(ctx) })
	}
	if k.Listen {
		k.working.Go(func() { k.listenForServices(ctx) })
	}
}

// subscribe says what to do about the objects that pods are made of.
func (k *Kubelet) subscribe(ctx context.Context, informers cache.Cache) error {
	wake := always(func(o client.Object) { k.wake(o.GetNamespace()) })
	handlers := []struct {
		object  client.Object
		handler toolscache.ResourceEventHandler
	}{
		{&corev1.Secret{}, wake},
		{&corev1.ConfigMap{}, wake},
		{&corev1.ServiceAccount{}, wake},
		{&corev1.Service{}, toolscache.ResourceEventHandlerFuncs{}},
		{&corev1.Pod{}, toolscache.ResourceEventHandlerFuncs{}},
		{&appsv1.Deployment{}, k.deployments(ctx)},
	}
	for _, h := range handlers {
		informer, err := informers.GetInformer(ctx, h.object)
		if err != nil {
			return fmt.Errorf("cannot watch %T: %w", h.object, err)
		}
		if _, err := informer.AddEventHandler(h.handler); err != nil {
			return fmt.Errorf("cannot watch %T: %w", h.object, err)
		}
	}
	return nil
}

// deployments starts and stops pods.
func (k *Kubelet) deployments(ctx context.Context) toolscache.ResourceEventHandler {
	sync := func(object any, exists bool) {
		if d, ok := object.(*appsv1.Deployment); ok {
			k.sync(ctx, d, exists)
		}
	}
	return toolscache.ResourceEventHandlerFuncs{
		AddFunc:    func(object any) { sync(object, true) },
		UpdateFunc: func(_, object any) { sync(object, true) },
		DeleteFunc: func(object any) {
			if unknown, ok := object.(toolscache.DeletedFinalStateUnknown); ok {
				object = unknown.Obj
			}
			sync(object, false)
		},
	}
}

// always calls the function for additions and changes.
func always(do func(client.Object)) toolscache.ResourceEventHandler {
	call := func(object any) {
		if o, ok := object.(client.Object); ok {
			do(o)
		}
	}
	return toolscache.ResourceEventHandlerFuncs{AddFunc: call, UpdateFunc: func(_, object any) { call(object) }}
}

// wake has the pods of a namespace look at their volumes now.
func (k *Kubelet) wake(namespace string) {
	for _, p := range k.alive() {
		if p.key.Namespace == namespace {
			p.awaken()
		}
	}
}
