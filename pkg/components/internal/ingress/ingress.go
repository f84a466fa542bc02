// Package ingress is network policies that close ways into pods. They restrict
// ingress only, each to one kind of pod.
package ingress

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"seamark.dev/seamark/pkg/apis/kinds"
)

// Policy lets only the rules into the pods that the labels select.
func Policy(namespace, name string, pods map[string]string, rules ...networkingv1.NetworkPolicyIngressRule) *networkingv1.NetworkPolicy {
	return &networkingv1.NetworkPolicy{
		TypeMeta:   kinds.NetworkPolicy,
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: namespace},
		Spec: networkingv1.NetworkPolicySpec{
			PodSelector: metav1.LabelSelector{MatchLabels: pods},
			PolicyTypes: []networkingv1.PolicyType{networkingv1.PolicyTypeIngress},
			Ingress:     rules,
		},
	}
}

// Within admits the pods of an application's own namespace to it, on any port.
func Within(namespace, app string) *networkingv1.NetworkPolicy {
	return Policy(namespace, app, Name(app), Rule(SameNamespace()))
}

// Rule admits a peer to TCP ports; to every port if none is given.
func Rule(from networkingv1.NetworkPolicyPeer, ports ...int32) networkingv1.NetworkPolicyIngressRule {
	r := networkingv1.NetworkPolicyIngressRule{From: []networkingv1.NetworkPolicyPeer{from}}
	for _, port := range ports {
		r.Ports = append(r.Ports, networkingv1.NetworkPolicyPort{
			Protocol: new(corev1.ProtocolTCP),
			Port:     new(intstr.FromInt32(port)),
		})
	}
	return r
}

// Name is the label of an application's pods.
func Name(app string) map[string]string {
	return map[string]string{"app.kubernetes.io/name": app}
}

// SameNamespace is all pods of the policy's namespace.
func SameNamespace() networkingv1.NetworkPolicyPeer {
	return networkingv1.NetworkPolicyPeer{PodSelector: &metav1.LabelSelector{}}
}
