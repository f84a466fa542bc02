package doks

import (
	"cmp"
	"crypto/tls"
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

// judgeGateway writes a Gateway's status. Like Cilium, it accepts a Gateway
// when at least one listener is valid, and calls it programmed as soon as its
// load balancer has an address, whatever the other listeners lack.
func judgeGateway(gateway *gatewayv1.Gateway, service *corev1.Service, state gatewayState) {
	addresses := addressesOf(service)
	valid := 0
	var listeners []gatewayv1.ListenerStatus
	for _, listener := range gateway.Spec.Listeners {
		status, ok := judgeListener(gateway, listener, len(addresses) > 0, state)
		if ok {
			valid++
		}
		listeners = append(listeners, status)
	}
	gateway.Status.Listeners = listeners
	conditions, generation := &gateway.Status.Conditions, gateway.Generation
	accepted, programmed := string(gatewayv1.GatewayConditionAccepted), string(gatewayv1.GatewayConditionProgrammed)
	if valid == 0 {
		reason := string(gatewayv1.GatewayReasonListenersNotValid)
		set(conditions, generation, accepted, false, reason, "No Accepted Listeners")
		set(conditions, generation, programmed, false, reason, "No Accepted Listeners")
		return
	}
	gateway.Status.Addresses = addresses
	set(conditions, generation, accepted, true, string(gatewayv1.GatewayReasonAccepted), "Gateway successfully scheduled")
	if len(addresses) == 0 {
		set(conditions, generation, programmed, false, string(gatewayv1.GatewayReasonAddressNotAssigned), "Gateway waiting for address")
		return
	}
	set(conditions, generation, programmed, true, string(gatewayv1.GatewayReasonProgrammed), "Gateway Programmed")
}

// judgeListener reports on one listener and whether it is valid: one for TLS
// is not before the Secret with its certificate is there.
func judgeListener(gateway *gatewayv1.Gateway, listener gatewayv1.Listener, address bool, state gatewayState) (gatewayv1.ListenerStatus, bool) {
	status := gatewayv1.ListenerStatus{
		Name:           listener.Name,
		SupportedKinds: []gatewayv1.RouteGroupKind{{Group: new(gatewayv1.Group(gatewayv1.GroupName)), Kind: "HTTPRoute"}},
		AttachedRoutes: attachedRoutes(gateway, listener, state.routes),
		Conditions:     conditionsOf(gateway, listener.Name),
	}
	missing := missingCertificate(gateway, listener, state.certificates)
	valid := missing == ""
	report := func(kind gatewayv1.ListenerConditionType, ok bool, reason gatewayv1.ListenerConditionReason, message string) {
		set(&status.Conditions, gateway.Generation, string(kind), ok, string(reason), message)
	}
	if valid {
		report(gatewayv1.ListenerConditionResolvedRefs, true, gatewayv1.ListenerReasonResolvedRefs, "Resolved Refs")
		report(gatewayv1.ListenerConditionAccepted, true, gatewayv1.ListenerReasonAccepted, "Listener Accepted")
	} else {
		message := "Invalid CertificateRef: Secret " + missing + " is missing or holds no key pair"
		report(gatewayv1.ListenerConditionResolvedRefs, false, gatewayv1.ListenerReasonInvalidCertificateRef, message)
		report(gatewayv1.ListenerConditionAccepted, false, gatewayv1.ListenerReasonInvalid, "Listener not valid. "+message)
	}
	if valid && address {
		report(gatewayv1.ListenerConditionProgrammed, true, gatewayv1.ListenerReasonProgrammed, "Listener Programmed")
	} else {
		report(gatewayv1.ListenerConditionProgrammed, false, gatewayv1.ListenerReasonPending, "Address not ready yet")
	}
	return status, valid
}

// conditionsOf are a listener's conditions so far, so that a condition which
// stays keeps its time.
func conditionsOf(gateway *gatewayv1.Gateway, name gatewayv1.SectionName) []metav1.Condition {
	for _, status := range gateway.Status.Listeners {
		if status.Name == name {
			return slices.Clone(status.Conditions)
		}
	}
	return nil
}

// missingCertificate is the first Secret that the listener names and that is
// not there, or "".
func missingCertificate(gateway *gatewayv1.Gateway, listener gatewayv1.Listener, certificates map[client.ObjectKey]bool) string {
	if listener.TLS == nil {
		return ""
	}
	for _, ref := range listener.TLS.CertificateRefs {
		key := client.ObjectKey{Namespace: gateway.Namespace, Name: string(ref.Name)}
		if ref.Namespace != nil {
			key.Namespace = string(*ref.Namespace)
		}
		if !certificates[key] {
			return key.String()
		}
	}
	return ""
}

func usablePair(secret *corev1.Secret) bool {
	if len(secret.Data[corev1.TLSCertKey]) == 0 {
		return false
	}
	_, err := tls.X509KeyPair(secret.Data[corev1.TLSCertKey], secret.Data[corev1.TLSPrivateKeyKey])
	return err == nil
}

func addressesOf(service *corev1.Service) []gatewayv1.GatewayStatusAddress {
	var addresses []gatewayv1.GatewayStatusAddress
	for _, ingress := range service.Status.LoadBalancer.Ingress {
		addresses = append(addresses, gatewayv1.GatewayStatusAddress{
			Type: new(gatewayv1.IPAddressType), Value: ingress.IP,
		})
	}
	return addresses
}

// gatewayPorts has one port for each different one of the listeners. Node
// ports that the API server has given out are kept.
func gatewayPorts(gateway *gatewayv1.Gateway, existing []corev1.ServicePort) []corev1.ServicePort {
	ports := map[int32]corev1.ServicePort{}
	for _, listener := range gateway.Spec.Listeners {
		number := int32(listener.Port)
		ports[number] = corev1.ServicePort{Name: fmt.Sprintf("port-%d", number), Port: number, Protocol: corev1.ProtocolTCP}
	}
	for _, old := range existing {
		if _, wanted := ports[old.Port]; wanted {
			ports[old.Port] = old
		}
	}
	var list []corev1.ServicePort
	for _, p := range ports {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b corev1.ServicePort) int { return cmp.Compare(a.Port, b.Port) })
	return list
}

// set writes a condition, whose time changes only with its status.
func set(conditions *[]metav1.Condition, generation int64, kind string, ok bool, reason, message string) {
	status := metav1.ConditionFalse
	if ok {
		status = metav1.ConditionTrue
	}
	meta.SetStatusCondition(conditions, metav1.Condition{
		Type: kind, Status: status, Reason: reason, Message: message, ObservedGeneration: generation,
	})
}

// summary is conditions on one line.
func summary(conditions ...metav1.Condition) string {
	var words []string
	for _, condition := range conditions {
		words = append(words, fmt.Sprintf("%s=%s (%s)", condition.Type, condition.Status, condition.Reason))
	}
	return strings.Join(words, ", ")
}
