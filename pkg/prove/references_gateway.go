package prove

import (
	"fmt"
	"strconv"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

const gatewayGroup = "gateway.networking.k8s.io"

// gatewayAPI reads Gateways and routes.
func (w *world) gatewayAPI(o applied) {
	switch o.ref.Kind {
	case "Gateway":
		w.gateway(o)
	case "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute":
		w.route(o)
	}
}

func (w *world) gateway(o applied) {
	w.refer(o, "spec.gatewayClassName", reference{hard: true, to: identity{o.cluster, model.ObjectRef{
		Group: gatewayGroup, Kind: "GatewayClass", Name: text(o.node, "spec", "gatewayClassName"),
	}}})
	issued := false
	for _, kind := range []string{"issuer", "cluster-issuer"} {
		annotation := "cert-manager.io/" + kind
		if name := text(o.node, "metadata", "annotations", annotation); name != "" {
			issued = true
			w.issuer(o, `metadata.annotations["`+annotation+`"]`, name, kind == "cluster-issuer")
		}
	}
	listeners, _ := o.node.Get("spec", "listeners")
	t := w.thing(o.cluster, o.ref)
	for i, l := range listeners.Items() {
		t.ports = append(t.ports, model.Port{Name: text(l, "name"), Number: portNumber(l, "port")})
		certificates, _ := l.Get("tls", "certificateRefs")
		for j, c := range certificates.Items() {
			ref := model.ObjectRef{Kind: "Secret", Namespace: or(text(c, "namespace"), o.ref.Namespace), Name: text(c, "name")}
			if issued && ref.Namespace == o.ref.Namespace {
				w.made(&o, ref, certificateKeys()...)
			}
			path := fmt.Sprintf("spec.listeners[%d].tls.certificateRefs[%d].name", i, j)
			w.refer(o, path, reference{to: identity{o.cluster, ref}, key: "tls.crt", hard: true})
		}
	}
}

// route checks the Gateway, its listener, and the Services behind. A route is
// accepted before its Services exist, so these hold nothing back.
func (w *world) route(o applied) {
	parents, _ := o.node.Get("spec", "parentRefs")
	for i, p := range parents.Items() {
		w.refer(o, fmt.Sprintf("spec.parentRefs[%d]", i), reference{
			hard: true,
			port: model.Port{Name: text(p, "sectionName"), Number: portNumber(p, "port")},
			to: identity{o.cluster, model.ObjectRef{
				Group: or(text(p, "group"), gatewayGroup), Kind: or(text(p, "kind"), "Gateway"),
				Namespace: or(text(p, "namespace"), o.ref.Namespace), Name: text(p, "name"),
			}},
		})
	}
	rules, _ := o.node.Get("spec", "rules")
	for i, rule := range rules.Items() {
		backends, _ := rule.Get("backendRefs")
		for j, b := range backends.Items() {
			w.refer(o, fmt.Sprintf("spec.rules[%d].backendRefs[%d]", i, j), reference{
				port: model.Port{Number: portNumber(b, "port")},
				to: identity{o.cluster, model.ObjectRef{
					Group: text(b, "group"), Kind: or(text(b, "kind"), "Service"),
					Namespace: or(text(b, "namespace"), o.ref.Namespace), Name: text(b, "name"),
				}},
			})
		}
	}
}

// number is a port number in a tree of fields; 0 if there is none.
func portNumber(n *manifest.Node, path ...string) int32 {
	i, err := strconv.ParseInt(text(n, path...), 10, 32)
	if err != nil {
		return 0
	}
	return int32(i)
}

func or(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}
