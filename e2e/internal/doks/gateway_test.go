package doks

import (
	"testing"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

const shopHost = "shop.example.org"

func shopGateway() *gatewayv1.Gateway {
	gateway := &gatewayv1.Gateway{ObjectMeta: named(shop, "demo")}
	gateway.Generation, gateway.UID = 2, "gateway"
	gateway.Labels = map[string]string{"part-of": "shop"}
	gateway.Annotations = map[string]string{"cert-manager.io/cluster-issuer": "letsencrypt"}
	gateway.Spec = gatewayv1.GatewaySpec{
		GatewayClassName: gatewayClass,
		Infrastructure:   &gatewayv1.GatewayInfrastructure{Annotations: map[gatewayv1.AnnotationKey]gatewayv1.AnnotationValue{annotationName: "prod-demo"}},
		Listeners: []gatewayv1.Listener{
			{Name: "https", Port: 443, Protocol: gatewayv1.HTTPSProtocolType, Hostname: new(gatewayv1.Hostname(shopHost)),
				TLS: &gatewayv1.ListenerTLSConfig{Mode: new(gatewayv1.TLSModeTerminate),
					CertificateRefs: []gatewayv1.SecretObjectReference{{Name: "demo-tls"}}}},
			{Name: "http", Port: 80, Protocol: gatewayv1.HTTPProtocolType, Hostname: new(gatewayv1.Hostname(shopHost))},
		},
	}
	return gateway
}

func shopRoute() *gatewayv1.HTTPRoute {
	route := &gatewayv1.HTTPRoute{ObjectMeta: named(shop, "frontend")}
	route.Generation = 5
	route.Spec = gatewayv1.HTTPRouteSpec{
		CommonRouteSpec: gatewayv1.CommonRouteSpec{ParentRefs: []gatewayv1.ParentReference{{Name: "demo", SectionName: new(gatewayv1.SectionName("https"))}}},
		Hostnames:       []gatewayv1.Hostname{shopHost},
		Rules: []gatewayv1.HTTPRouteRule{{BackendRefs: []gatewayv1.HTTPBackendRef{{
			BackendRef: gatewayv1.BackendRef{BackendObjectReference: gatewayv1.BackendObjectReference{Name: "frontend"}},
		}}}},
	}
	return route
}

func gatewayObjects() []client.Object {
	return []client.Object{builtIn()[0], shopGateway(), shopRoute()}
}

func listenerSummaries(gateway *gatewayv1.Gateway) map[string]string {
	result := map[string]string{"gateway": summary(gateway.Status.Conditions...)}
	for _, listener := range gateway.Status.Listeners {
		result[string(listener.Name)] = summary(listener.Conditions...)
	}
	return result
}

// The stages of a Gateway's life: without address, with it, and with the
// certificate.
func TestGatewayStages(t *testing.T) {
	const ok = "ResolvedRefs=True (ResolvedRefs), Accepted=True (Accepted), Programmed=True (Programmed)"
	c := newTestCluster(t, interceptor.Funcs{}, gatewayObjects()...)
	check := func(stage string, want map[string]string) {
		t.Helper()
		settle(t, c.syncGateways)
		got := listenerSummaries(read(t, c, shop, "demo", &gatewayv1.Gateway{}))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s, -want +got:\n%s", stage, diff)
		}
	}
	invalid := "ResolvedRefs=False (InvalidCertificateRef), Accepted=False (Invalid), Programmed=False (Pending)"
	check("no address", map[string]string{
		"gateway": "Accepted=True (Accepted), Programmed=False (AddressNotAssigned)",
		"https":   invalid,
		"http":    "ResolvedRefs=True (ResolvedRefs), Accepted=True (Accepted), Programmed=False (Pending)",
	})
	settle(t, c.syncLoadBalancers)
	check("an address is enough", map[string]string{
		"gateway": "Accepted=True (Accepted), Programmed=True (Programmed)", "https": invalid, "http": ok,
	})
	write(t, c, keyPair(t, shop, "demo-tls"))
	check("certificate", map[string]string{
		"gateway": "Accepted=True (Accepted), Programmed=True (Programmed)", "https": ok, "http": ok,
	})
	gateway := read(t, c, shop, "demo", &gatewayv1.Gateway{})
	if got := gateway.Status.Addresses[0].Value; got != "203.0.113.1" {
		t.Errorf("address %s, want the load balancer's", got)
	}
	if got := []int32{gateway.Status.Listeners[0].AttachedRoutes, gateway.Status.Listeners[1].AttachedRoutes}; got[0] != 1 || got[1] != 0 {
		t.Errorf("attached routes %v, want one at https only", got)
	}
	for _, condition := range gateway.Status.Conditions {
		if condition.ObservedGeneration != 2 {
			t.Errorf("%s for generation %d, want 2", condition.Type, condition.ObservedGeneration)
		}
	}
}

func keyPair(t *testing.T, namespace, name string) *corev1.Secret {
	t.Helper()
	ca, err := newAuthority("test", nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := encodeKey(ca.key, "")
	if err != nil {
		t.Fatal(err)
	}
	return &corev1.Secret{ObjectMeta: named(namespace, name), Data: map[string][]byte{
		"tls.crt": encodeCertificates(ca.certificate), "tls.key": key, "ca.crt": encodeCertificates(ca.certificate),
	}}
}

func TestGatewayService(t *testing.T) {
	c := newTestCluster(t, interceptor.Funcs{}, gatewayObjects()...)
	settle(t, c.syncGateways, c.syncLoadBalancers)
	settle(t, c.syncGateways)
	service := read(t, c, shop, "cilium-gateway-demo", &corev1.Service{})
	if service.Spec.Type != corev1.ServiceTypeLoadBalancer || len(service.Spec.Ports) != 2 || service.Spec.Ports[0].Port != 80 {
		t.Errorf("spec %+v", service.Spec)
	}
	if service.Annotations[annotationName] != "prod-demo" || service.Annotations[annotationBalancerID] == "" {
		t.Errorf("annotations %v, want the Gateway's and the cloud controller's", service.Annotations)
	}
	if !metav1.IsControlledBy(service, shopGateway()) {
		t.Error("the Service would outlive its Gateway")
	}
}

func TestRouteParents(t *testing.T) {
	cases := map[string]struct {
		reason   string
		change   func(*gatewayv1.HTTPRoute)
		services map[client.ObjectKey]bool
		want     string
	}{
		"NoBackend": {
			"The route is taken before its Service is there.", func(*gatewayv1.HTTPRoute) {}, nil,
			"Accepted=True (Accepted), ResolvedRefs=False (BackendNotFound)",
		},
		"Backend": {
			"All is there.", func(*gatewayv1.HTTPRoute) {}, map[client.ObjectKey]bool{{Namespace: shop, Name: "frontend"}: true},
			"Accepted=True (Accepted), ResolvedRefs=True (ResolvedRefs)",
		},
		"OtherHost": {
			"No listener has the name.", func(r *gatewayv1.HTTPRoute) { r.Spec.Hostnames[0] = "other.example.org"; r.Spec.Rules = nil }, nil,
			"Accepted=False (NoMatchingListenerHostname), ResolvedRefs=True (ResolvedRefs)",
		},
		"NoSection": {
			"There is no such listener.", func(r *gatewayv1.HTTPRoute) {
				r.Spec.ParentRefs[0].SectionName = new(gatewayv1.SectionName("x"))
				r.Spec.Rules = nil
			}, nil,
			"Accepted=False (NoMatchingParent), ResolvedRefs=True (ResolvedRefs)",
		},
		"OtherNamespace": {
			"Listeners take routes of their own namespace.", func(r *gatewayv1.HTTPRoute) {
				r.Namespace, r.Spec.ParentRefs[0].Namespace = "x", new(gatewayv1.Namespace(shop))
				r.Spec.Rules = nil
			}, nil,
			"Accepted=False (NotAllowedByListeners), ResolvedRefs=True (ResolvedRefs)",
		},
		"NoGateway": {
			"Nobody judges for a Gateway that is not there.", func(r *gatewayv1.HTTPRoute) { r.Spec.ParentRefs[0].Name = "x" }, nil, "",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			route := shopRoute()
			tc.change(route)
			if routeParents(route, gatewayState{}) == nil {
				t.Error("null parents are refused by the API server")
			}
			route.Status.Parents = routeParents(route, gatewayState{gateways: []gatewayv1.Gateway{*shopGateway()}, services: tc.services})
			conditions := parentConditions(route)
			if got := summary(conditions...); got != tc.want {
				t.Errorf("got %s, want %s\nreason: %s", got, tc.want, tc.reason)
			}
			for _, condition := range conditions {
				if condition.ObservedGeneration != 5 {
					t.Errorf("%s for generation %d, want 5", condition.Type, condition.ObservedGeneration)
				}
			}
		})
	}
}

func TestShim(t *testing.T) {
	configuration := &corev1.ConfigMap{ObjectMeta: named(services, "cert-manager"), Data: map[string]string{"config.yaml": "gatewayAPI:\n  enabled: true\n"}}
	configuration.Labels = map[string]string{labelName: "cert-manager", labelComponent: "controller"}
	c := newTestCluster(t, interceptor.Funcs{}, append(gatewayObjects(), controllerPod())...)
	if settled, err := c.syncShim(t.Context()); settled || err != nil {
		t.Errorf("settled %v, %v; want to wait for the configuration", settled, err)
	}
	write(t, c, configuration)
	settle(t, c.syncShim)
	certificate := read(t, c, shop, "demo-tls", &certmanagerv1.Certificate{})
	if diff := cmp.Diff([]string{shopHost}, certificate.Spec.DNSNames); diff != "" {
		t.Errorf("names, -want +got:\n%s", diff)
	}
	if ref := certificate.Spec.IssuerRef; ref.Kind != "ClusterIssuer" || ref.Name != "letsencrypt" {
		t.Errorf("issuer %+v", ref)
	}
	if certificate.Labels["part-of"] != "shop" || !metav1.IsControlledBy(certificate, shopGateway()) {
		t.Errorf("labels %v, owners %v", certificate.Labels, certificate.OwnerReferences)
	}
	gateway := read(t, c, shop, "demo", &gatewayv1.Gateway{})
	gateway.Spec.Listeners = gateway.Spec.Listeners[1:]
	if err := c.Update(t.Context(), gateway); err != nil {
		t.Fatal(err)
	}
	settle(t, c.syncShim)
	if err := c.Get(t.Context(), client.ObjectKeyFromObject(certificate), certificate); !isAbsent(err) {
		t.Errorf("%v, want that the Certificate went with its listener", err)
	}
}
