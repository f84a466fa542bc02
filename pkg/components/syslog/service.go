package syslog

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/platform"
)

// LoadBalancerName is the name of the internal load balancer at DigitalOcean.
func LoadBalancerName(environment string) string { return environment + "-logs" }

// service is the internal load balancer. Its address is private, so the name
// in the public zone leads nowhere from outside the VPC.
func service(env platform.Environment) *corev1.Service {
	metadata := meta(ServiceName)
	metadata.Annotations = map[string]string{
		// Both are settled when the load balancer is made; changing them
		// later means replacing it, and with it the address.
		"service.beta.kubernetes.io/do-loadbalancer-type":    "REGIONAL_NETWORK",
		"service.beta.kubernetes.io/do-loadbalancer-network": "INTERNAL",
		"service.beta.kubernetes.io/do-loadbalancer-name":    LoadBalancerName(env.Name),
		"external-dns.alpha.kubernetes.io/hostname":          env.Domain.Logs,
		"external-dns.alpha.kubernetes.io/ttl":               "300",
	}
	return &corev1.Service{
		TypeMeta:   kinds.Service,
		ObjectMeta: metadata,
		Spec: corev1.ServiceSpec{
			Type: corev1.ServiceTypeLoadBalancer,
			// Local makes the load balancer's health check follow the
			// readiness of the Alloy pod on each node, and keeps the
			// sender's address, which the network policy looks at.
			ExternalTrafficPolicy: corev1.ServiceExternalTrafficPolicyLocal,
			Selector:              PodLabels(),
			Ports: []corev1.ServicePort{{
				Name:       "syslog-tls",
				Port:       Port,
				TargetPort: intstr.FromInt32(Port),
				Protocol:   corev1.ProtocolTCP,
			}},
		},
	}
}

// PodLabels select the pods that listen: those of the alloy release, by the
// labels that its chart gives them.
func PodLabels() map[string]string {
	return map[string]string{
		"app.kubernetes.io/name":     "alloy",
		"app.kubernetes.io/instance": "alloy",
	}
}
