// Package gateway is the public entrance of the demo: the Let's Encrypt issuer,
// the Gateway with its load balancer, and the routes to the frontend.
//
// What waits for what, and what must not. The Gateway's load balancer and the
// certificate need nothing of the demo, so their health may be waited for. The
// frontend Service arrives with the demo's release, in a unit that depends on
// this one: a route is therefore healthy when its Gateway has accepted it, and
// ResolvedRefs, which is False until the Service exists, is left out. Waiting
// for it here would make the two units wait for each other for ever.
package gateway

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Names of the objects, and of what comes from them.
const (
	// Name is the Gateway, in the demo namespace.
	Name = "demo"
	// ClassName is the GatewayClass that DOKS brings.
	ClassName = "cilium"
	// TLSSecretName is the Secret that cert-manager creates for the Gateway's
	// HTTPS listener; the Certificate it makes for it has the same name.
	TLSSecretName = "demo-tls"
	// ListenerHTTPS and ListenerHTTP are the Gateway's listeners.
	ListenerHTTPS = "https"
	ListenerHTTP  = "http"
)

// LoadBalancerName is the name of the public load balancer at DigitalOcean.
func LoadBalancerName(environment string) string { return environment + "-demo" }

// Component is the public entrance of an environment's demo.
//
// The Gateway counts as healthy when it has its address. Cilium reports that
// as soon as one listener is valid, and the HTTPS listener is not valid before
// cert-manager has issued the certificate. That is on purpose: exporters and
// demo come after this unit, and a name server or certificate authority out of
// our hands should not hold them back. An alert tells of a missing certificate.
func Component(env platform.Environment) model.Component {
	return model.Component{
		Name: "gateway",
		Objects: []model.Object{
			clusterIssuer(env),
			gateway(env),
			redirectRoute(env),
			frontendRoute(env),
		},
		Health: []model.HealthCheck{
			health.Conditions(kinds.ClusterIssuer, "Ready"),
			health.Conditions(kinds.Gateway, string(gatewayv1.GatewayConditionAccepted), string(gatewayv1.GatewayConditionProgrammed)),
			health.Parents(kinds.HTTPRoute, string(gatewayv1.RouteConditionAccepted)),
		},
	}
}

func gateway(env platform.Environment) *gatewayv1.Gateway {
	metadata := meta(Name)
	metadata.Annotations = map[string]string{"cert-manager.io/cluster-issuer": IssuerName}
	return &gatewayv1.Gateway{
		TypeMeta:   kinds.Gateway,
		ObjectMeta: metadata,
		Spec: gatewayv1.GatewaySpec{
			GatewayClassName: ClassName,
			Infrastructure: &gatewayv1.GatewayInfrastructure{
				// Cilium copies these to the Service of the load balancer.
				Annotations: map[gatewayv1.AnnotationKey]gatewayv1.AnnotationValue{
					"service.beta.kubernetes.io/do-loadbalancer-name": gatewayv1.AnnotationValue(LoadBalancerName(env.Name)),
					"service.beta.kubernetes.io/do-loadbalancer-type": "REGIONAL_NETWORK",
				},
			},
			Listeners: []gatewayv1.Listener{
				listener(env, ListenerHTTPS, 443, gatewayv1.HTTPSProtocolType, terminate()),
				listener(env, ListenerHTTP, 80, gatewayv1.HTTPProtocolType, nil),
			},
		},
	}
}

func listener(env platform.Environment, name gatewayv1.SectionName, port gatewayv1.PortNumber,
	protocol gatewayv1.ProtocolType, tls *gatewayv1.ListenerTLSConfig) gatewayv1.Listener {
	return gatewayv1.Listener{
		Name:     name,
		Port:     port,
		Protocol: protocol,
		Hostname: new(gatewayv1.Hostname(env.Domain.Demo)),
		TLS:      tls,
		AllowedRoutes: &gatewayv1.AllowedRoutes{
			Namespaces: &gatewayv1.RouteNamespaces{From: new(gatewayv1.NamespacesFromSame)},
		},
	}
}

func terminate() *gatewayv1.ListenerTLSConfig {
	return &gatewayv1.ListenerTLSConfig{
		Mode:            new(gatewayv1.TLSModeTerminate),
		CertificateRefs: []gatewayv1.SecretObjectReference{{Name: TLSSecretName}},
	}
}

func meta(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Name: name, Namespace: dokscluster.NamespaceDemo}
}
