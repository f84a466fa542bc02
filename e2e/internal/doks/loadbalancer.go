package doks

import (
	"context"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/controller/controllerutil"
)

// What DigitalOcean's cloud controller reads from a Service and leaves on it.
const (
	cloudController       = "digitalocean-cloud-controller-manager"
	annotationNetwork     = "service.beta.kubernetes.io/do-loadbalancer-network"
	annotationName        = "service.beta.kubernetes.io/do-loadbalancer-name"
	annotationBalancerID  = "kubernetes.digitalocean.com/load-balancer-id"
	finalizerLoadBalancer = "service.kubernetes.io/load-balancer-cleanup"
)

// syncLoadBalancers is the cloud controller: it gives Services of type
// LoadBalancer their load balancer, and removes it when they go.
func (c *cluster) syncLoadBalancers(ctx context.Context) (bool, error) {
	services := &corev1.ServiceList{}
	if err := c.List(ctx, services); err != nil {
		return false, err
	}
	return each(services.Items, func(service *corev1.Service) (bool, error) {
		wanted := service.Spec.Type == corev1.ServiceTypeLoadBalancer && service.DeletionTimestamp.IsZero()
		switch {
		case wanted:
			return c.ensureLoadBalancer(ctx, service)
		case slices.Contains(service.Finalizers, finalizerLoadBalancer):
			return true, c.releaseLoadBalancer(ctx, service)
		}
		return true, nil
	})
}

func (c *cluster) ensureLoadBalancer(ctx context.Context, service *corev1.Service) (bool, error) {
	before := service.DeepCopy()
	if controllerutil.AddFinalizer(service, finalizerLoadBalancer) {
		// First of all, so that no load balancer outlives its Service.
		if err := c.save(ctx, cloudController, before, service, "added finalizer"); err != nil {
			return false, err
		}
		before = service.DeepCopy()
	}
	internal := service.Annotations[annotationNetwork] == "INTERNAL"
	id, address, err := c.cloud.LoadBalancer(ctx, balancerName(service), internal)
	if err != nil {
		return false, err
	}
	if service.Annotations == nil {
		service.Annotations = map[string]string{}
	}
	service.Annotations[annotationBalancerID] = id
	if err := c.save(ctx, cloudController, before, service, "load balancer "+id+" is being made"); err != nil || address == "" {
		return false, err
	}
	before = service.DeepCopy()
	if len(service.Status.LoadBalancer.Ingress) != 1 || service.Status.LoadBalancer.Ingress[0].IP != address {
		service.Status.LoadBalancer.Ingress = []corev1.LoadBalancerIngress{{IP: address}}
	}
	return true, c.saveStatus(ctx, cloudController, before, service, "load balancer has address "+address)
}

func (c *cluster) releaseLoadBalancer(ctx context.Context, service *corev1.Service) error {
	if err := c.cloud.DeleteLoadBalancer(ctx, service.Annotations[annotationBalancerID]); err != nil {
		return err
	}
	before := service.DeepCopy()
	controllerutil.RemoveFinalizer(service, finalizerLoadBalancer)
	delete(service.Annotations, annotationBalancerID)
	return client.IgnoreNotFound(c.save(ctx, cloudController, before, service, "load balancer removed"))
}

// balancerName is the annotated name, else one made from the Service's UID.
func balancerName(service *corev1.Service) string {
	if name := service.Annotations[annotationName]; name != "" {
		return name
	}
	return "a" + strings.ReplaceAll(string(service.UID), "-", "")
}
