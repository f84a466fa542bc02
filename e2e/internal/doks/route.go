package doks

import (
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

// routeParents is what the controller reports on a route, one entry for each
// reference to a Gateway of Cilium's. Entries of other controllers are kept.
func routeParents(route *gatewayv1.HTTPRoute, state gatewayState) []gatewayv1.RouteParentStatus {
	parents := []gatewayv1.RouteParentStatus{} // never null, which the schema refuses
	for _, old := range route.Status.Parents {
		if old.ControllerName != gatewayController {
			parents = append(parents, old)
		}
	}
	for _, ref := range route.Spec.ParentRefs {
		if gateway := gatewayOf(route, ref, state.gateways); gateway != nil {
			parents = append(parents, judgeParent(route, ref, gateway, state))
		}
	}
	return parents
}

func judgeParent(route *gatewayv1.HTTPRoute, ref gatewayv1.ParentReference, gateway *gatewayv1.Gateway, state gatewayState) gatewayv1.RouteParentStatus {
	status := gatewayv1.RouteParentStatus{ParentRef: ref, ControllerName: gatewayController}
	for _, old := range route.Status.Parents {
		if old.ControllerName == gatewayController && sameSection(old.ParentRef, ref) {
			status.Conditions = slices.Clone(old.Conditions)
		}
	}
	report := func(kind gatewayv1.RouteConditionType, ok bool, reason gatewayv1.RouteConditionReason, message string) {
		set(&status.Conditions, route.Generation, string(kind), ok, string(reason), message)
	}
	switch reason := refusal(route, ref, gateway); reason {
	case "":
		report(gatewayv1.RouteConditionAccepted, true, gatewayv1.RouteReasonAccepted, "Accepted HTTPRoute")
	default:
		report(gatewayv1.RouteConditionAccepted, false, reason, "No listener of the Gateway takes this route")
	}
	if missing := missingBackend(route, state.services); missing != "" {
		report(gatewayv1.RouteConditionResolvedRefs, false, gatewayv1.RouteReasonBackendNotFound, `services "`+missing+`" not found`)
	} else {
		report(gatewayv1.RouteConditionResolvedRefs, true, gatewayv1.RouteReasonResolvedRefs, "Service reference is valid")
	}
	return status
}

// refusal is why no listener takes the route, or "".
func refusal(route *gatewayv1.HTTPRoute, ref gatewayv1.ParentReference, gateway *gatewayv1.Gateway) gatewayv1.RouteConditionReason {
	reason := gatewayv1.RouteReasonNoMatchingParent
	for _, listener := range gateway.Spec.Listeners {
		switch {
		case !matchesSection(ref, listener):
		case !allowsNamespace(gateway, listener, route.Namespace):
			reason = gatewayv1.RouteReasonNotAllowedByListeners
		case !hostsIntersect(listener.Hostname, route.Spec.Hostnames):
			reason = gatewayv1.RouteReasonNoMatchingListenerHostname
		default:
			return ""
		}
	}
	return reason
}

func matchesSection(ref gatewayv1.ParentReference, listener gatewayv1.Listener) bool {
	return (ref.SectionName == nil || *ref.SectionName == listener.Name) &&
		(ref.Port == nil || *ref.Port == listener.Port)
}

// allowsNamespace knows Same, which is the default, and All. A selector is not
// used in the rendered repository and allows nothing here.
func allowsNamespace(gateway *gatewayv1.Gateway, listener gatewayv1.Listener, namespace string) bool {
	if allowed := listener.AllowedRoutes; allowed != nil && allowed.Namespaces != nil && allowed.Namespaces.From != nil {
		switch *allowed.Namespaces.From {
		case gatewayv1.NamespacesFromAll:
			return true
		case gatewayv1.NamespacesFromSelector, gatewayv1.NamespacesFromNone:
			return false
		}
	}
	return namespace == gateway.Namespace
}

func hostsIntersect(listener *gatewayv1.Hostname, route []gatewayv1.Hostname) bool {
	if listener == nil || *listener == "" || len(route) == 0 {
		return true
	}
	return slices.ContainsFunc(route, func(host gatewayv1.Hostname) bool {
		return host == *listener || covers(*listener, host) || covers(host, *listener)
	})
}

// covers tells whether a wildcard such as *.example.org covers a name.
func covers(wildcard, name gatewayv1.Hostname) bool {
	suffix, ok := strings.CutPrefix(string(wildcard), "*")
	return ok && strings.HasSuffix(string(name), suffix)
}

// missingBackend is the first backend Service that does not exist, or "".
func missingBackend(route *gatewayv1.HTTPRoute, services map[client.ObjectKey]bool) string {
	for _, rule := range route.Spec.Rules {
		for _, backend := range rule.BackendRefs {
			key := client.ObjectKey{Namespace: route.Namespace, Name: string(backend.Name)}
			if backend.Namespace != nil {
				key.Namespace = string(*backend.Namespace)
			}
			if !services[key] {
				return key.Name
			}
		}
	}
	return ""
}

// attachedRoutes counts the accepted routes of a listener.
func attachedRoutes(gateway *gatewayv1.Gateway, listener gatewayv1.Listener, routes []gatewayv1.HTTPRoute) int32 {
	var count int32
	for _, route := range routes {
		for _, ref := range route.Spec.ParentRefs {
			if refersTo(&route, ref, gateway) && matchesSection(ref, listener) && refusal(&route, ref, gateway) == "" {
				count++
				break
			}
		}
	}
	return count
}

func gatewayOf(route *gatewayv1.HTTPRoute, ref gatewayv1.ParentReference, gateways []gatewayv1.Gateway) *gatewayv1.Gateway {
	for i := range gateways {
		if refersTo(route, ref, &gateways[i]) {
			return &gateways[i]
		}
	}
	return nil
}

func refersTo(route *gatewayv1.HTTPRoute, ref gatewayv1.ParentReference, gateway *gatewayv1.Gateway) bool {
	namespace := route.Namespace
	if ref.Namespace != nil {
		namespace = string(*ref.Namespace)
	}
	isGateway := ref.Kind == nil || *ref.Kind == "Gateway"
	return isGateway && namespace == gateway.Namespace && string(ref.Name) == gateway.Name
}

func sameSection(a, b gatewayv1.ParentReference) bool {
	section := func(ref gatewayv1.ParentReference) gatewayv1.SectionName {
		if ref.SectionName == nil {
			return ""
		}
		return *ref.SectionName
	}
	return a.Name == b.Name && section(a) == section(b)
}

// parentConditions are the conditions of all parents.
func parentConditions(route *gatewayv1.HTTPRoute) []metav1.Condition {
	var all []metav1.Condition
	for _, parent := range route.Status.Parents {
		all = append(all, parent.Conditions...)
	}
	return all
}
