package doks

import (
	"context"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// Labels that cert-manager's chart gives the pods of its programs.
const (
	labelName      = "app.kubernetes.io/name"
	labelComponent = "app.kubernetes.io/component"
)

// running tells whether a program of cert-manager has a ready pod, and in
// which namespace. Its stand-in does nothing before.
func (c *cluster) running(ctx context.Context, name, component string) (namespace string, ok bool, err error) {
	pods := &corev1.PodList{}
	if err := c.List(ctx, pods, client.MatchingLabels{labelName: name, labelComponent: component}); err != nil {
		return "", false, err
	}
	for _, pod := range pods.Items {
		if isReady(&pod) {
			return pod.Namespace, true, nil
		}
	}
	return "", false, nil
}

// certManager tells whether cert-manager's controller runs, and in which
// namespace: it is also where the Secrets of a ClusterIssuer are looked for.
func (c *cluster) certManager(ctx context.Context) (namespace string, ok bool, err error) {
	return c.running(ctx, "cert-manager", "controller")
}

// gatewayEnabled tells whether cert-manager's configuration has the Gateway
// API switched on, without which it makes no certificates for Gateways.
func (c *cluster) gatewayEnabled(ctx context.Context, namespace string) (bool, error) {
	maps := &corev1.ConfigMapList{}
	err := c.List(ctx, maps, client.InNamespace(namespace), client.MatchingLabels{labelName: "cert-manager", labelComponent: "controller"})
	if err != nil {
		return false, err
	}
	for _, configuration := range maps.Items {
		if enablesGateway(configuration.Data["config.yaml"]) {
			return true, nil
		}
	}
	return false, nil
}

// readyPod is a ready pod that a Service selects, or nil.
func (c *cluster) readyPod(ctx context.Context, service *corev1.Service) (*corev1.Pod, error) {
	if len(service.Spec.Selector) == 0 {
		return nil, nil
	}
	pods := &corev1.PodList{}
	if err := c.List(ctx, pods, client.InNamespace(service.Namespace), client.MatchingLabels(service.Spec.Selector)); err != nil {
		return nil, err
	}
	for i := range pods.Items {
		if isReady(&pods.Items[i]) {
			return &pods.Items[i], nil
		}
	}
	return nil, nil
}

func isReady(pod *corev1.Pod) bool {
	if !pod.DeletionTimestamp.IsZero() {
		return false
	}
	for _, condition := range pod.Status.Conditions {
		if condition.Type == corev1.PodReady {
			return condition.Status == corev1.ConditionTrue
		}
	}
	return false
}

// split takes "namespace/name" apart.
func split(name string) client.ObjectKey {
	namespace, name, _ := strings.Cut(name, "/")
	return client.ObjectKey{Namespace: namespace, Name: name}
}
