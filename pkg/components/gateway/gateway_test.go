package gateway

import (
	"testing"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	"github.com/google/go-cmp/cmp"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

var environment = platform.Environment{
	Name: "prod",
	Domain: platform.Domain{
		Zone: "example.org", Demo: "shop.example.org", ACMEEmail: "ops@example.org",
	},
}

// find returns the only object with a kind and name.
func find[O model.Object](t *testing.T, kind, name string) O {
	t.Helper()
	var found []O
	for _, o := range Component(environment).Objects {
		if ref := model.RefOf(o); ref.Kind == kind && ref.Name == name {
			found = append(found, o.(O))
		}
	}
	if len(found) != 1 {
		t.Fatalf("%s %s: %d objects, want 1", kind, name, len(found))
	}
	return found[0]
}

func TestObjects(t *testing.T) {
	want := []string{
		"ClusterIssuer.cert-manager.io letsencrypt",
		"Gateway.gateway.networking.k8s.io demo/demo",
		"HTTPRoute.gateway.networking.k8s.io demo/redirect-to-https",
		"HTTPRoute.gateway.networking.k8s.io demo/frontend",
	}
	var got []string
	for _, o := range Component(environment).Objects {
		got = append(got, model.RefOf(o).String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("objects, -want +got:\n%s", diff)
	}
}

// An account without a contact hears nothing of certificates that expire or
// are revoked.
func TestRegressionACMEAccountHasContact(t *testing.T) {
	acme := find[*certmanagerv1.ClusterIssuer](t, "ClusterIssuer", "letsencrypt").Spec.ACME
	if acme.Email != "ops@example.org" {
		t.Errorf("email %q, want the configured one", acme.Email)
	}
}

func TestIssuer(t *testing.T) {
	acme := find[*certmanagerv1.ClusterIssuer](t, "ClusterIssuer", "letsencrypt").Spec.ACME
	if want := "https://acme-v02.api.letsencrypt.org/directory"; acme.Server != want {
		t.Errorf("server %q, want %q", acme.Server, want)
	}
	if acme.PrivateKey.Name == "" || acme.PrivateKey.Name == TLSSecretName {
		t.Errorf("account key in Secret %q, want one of its own", acme.PrivateKey.Name)
	}
	if len(acme.Solvers) != 1 || acme.Solvers[0].DNS01 == nil || acme.Solvers[0].DNS01.DigitalOcean == nil {
		t.Fatalf("solvers %+v, want DigitalOcean DNS-01 alone", acme.Solvers)
	}
	token := acme.Solvers[0].DNS01.DigitalOcean.Token
	if token.Name != "digitalocean-access-token" || token.Key != "token" {
		t.Errorf("token from %s/%s, want the Secret that the cluster's composition delivers", token.Name, token.Key)
	}
	if diff := cmp.Diff([]string{"example.org"}, acme.Solvers[0].Selector.DNSZones); diff != "" {
		t.Errorf("zones, -want +got:\n%s", diff)
	}
}

func TestListeners(t *testing.T) {
	type listener struct {
		Port     gatewayv1.PortNumber
		Protocol gatewayv1.ProtocolType
		Hostname gatewayv1.Hostname
		Secret   gatewayv1.ObjectName
		From     gatewayv1.FromNamespaces
	}
	want := map[gatewayv1.SectionName]listener{
		"https": {443, "HTTPS", "shop.example.org", "demo-tls", "Same"},
		"http":  {80, "HTTP", "shop.example.org", "", "Same"},
	}
	got := map[gatewayv1.SectionName]listener{}
	for _, l := range find[*gatewayv1.Gateway](t, "Gateway", "demo").Spec.Listeners {
		row := listener{Port: l.Port, Protocol: l.Protocol, Hostname: *l.Hostname, From: *l.AllowedRoutes.Namespaces.From}
		if l.TLS != nil && *l.TLS.Mode == gatewayv1.TLSModeTerminate {
			row.Secret = l.TLS.CertificateRefs[0].Name
		}
		got[l.Name] = row
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("listeners, -want +got:\n%s", diff)
	}
}

func TestGateway(t *testing.T) {
	gateway := find[*gatewayv1.Gateway](t, "Gateway", "demo")
	if gateway.Spec.GatewayClassName != "cilium" {
		t.Errorf("class %q, want the one DOKS brings", gateway.Spec.GatewayClassName)
	}
	if got := gateway.Annotations["cert-manager.io/cluster-issuer"]; got != IssuerName {
		t.Errorf("issuer %q, want %q: without it nobody makes the certificate", got, IssuerName)
	}
	got := gateway.Spec.Infrastructure.Annotations["service.beta.kubernetes.io/do-loadbalancer-name"]
	if got != "prod-demo" {
		t.Errorf("load balancer %q, want prod-demo", got)
	}
}

func TestRoutes(t *testing.T) {
	cases := map[string]struct {
		reason  string
		section gatewayv1.SectionName
		rule    gatewayv1.HTTPRouteRule
	}{
		"redirect-to-https": {
			reason:  "Clear text is answered with a redirect and nothing else.",
			section: "http",
			rule: gatewayv1.HTTPRouteRule{Filters: []gatewayv1.HTTPRouteFilter{{
				Type: "RequestRedirect",
				RequestRedirect: &gatewayv1.HTTPRequestRedirectFilter{
					Scheme: new("https"), StatusCode: new(301),
				},
			}}},
		},
		"frontend": {
			reason:  "The shop is served over HTTPS only.",
			section: "https",
			rule: gatewayv1.HTTPRouteRule{BackendRefs: []gatewayv1.HTTPBackendRef{{
				BackendRef: gatewayv1.BackendRef{BackendObjectReference: gatewayv1.BackendObjectReference{
					Name: "frontend", Port: new(gatewayv1.PortNumber(80)),
				}},
			}}},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			spec := find[*gatewayv1.HTTPRoute](t, "HTTPRoute", name).Spec
			want := gatewayv1.HTTPRouteSpec{
				CommonRouteSpec: gatewayv1.CommonRouteSpec{
					ParentRefs: []gatewayv1.ParentReference{{Name: "demo", SectionName: &tc.section}},
				},
				Hostnames: []gatewayv1.Hostname{"shop.example.org"},
				Rules:     []gatewayv1.HTTPRouteRule{tc.rule},
			}
			if diff := cmp.Diff(want, spec); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// The backend of the frontend route comes with a unit that waits for this one:
// were ResolvedRefs required, both would wait for ever.
func TestHealth(t *testing.T) {
	cases := map[string]struct {
		reason string
		want   []string
	}{
		"ClusterIssuer": {"The account must be registered.", []string{"Ready"}},
		"Gateway":       {"It must have its address.", []string{"Accepted", "Programmed"}},
		"HTTPRoute":     {"Its backend is not there yet.", []string{"Accepted"}},
	}
	got := map[string][]string{}
	for _, check := range Component(environment).Health {
		got[check.Kind] = check.Conditions
	}
	if len(got) != len(cases) {
		t.Errorf("checks for %d kinds, want %d", len(got), len(cases))
	}
	for kind, tc := range cases {
		t.Run(kind, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, got[kind]); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
