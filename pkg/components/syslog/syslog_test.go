package syslog

import (
	"testing"
	"time"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	cmmeta "github.com/cert-manager/cert-manager/pkg/apis/meta/v1"
	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

var environment = platform.Environment{
	Name:   "prod",
	Domain: platform.Domain{Zone: "example.org", Logs: "logs.example.org"},
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
		"Issuer.cert-manager.io cluster-services/syslog-bootstrap",
		"Certificate.cert-manager.io cluster-services/syslog-ca",
		"Issuer.cert-manager.io cluster-services/syslog-ca",
		"Certificate.cert-manager.io cluster-services/alloy-syslog-tls",
		"Service cluster-services/alloy-syslog",
	}
	var got []string
	for _, o := range Component(environment).Objects {
		got = append(got, model.RefOf(o).String())
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("objects, -want +got:\n%s", diff)
	}
}

// The log sinks pin the authority. With cert-manager's defaults it would be
// another one, with another key, after 60 days.
func TestRegressionCAOutlivesItsPins(t *testing.T) {
	ca := find[*certmanagerv1.Certificate](t, "Certificate", "syslog-ca").Spec
	if got, want := ca.Duration.Duration, 87600*time.Hour; got != want {
		t.Errorf("duration %v, want %v", got, want)
	}
	if got, want := ca.PrivateKey.RotationPolicy, certmanagerv1.RotationPolicyNever; got != want {
		t.Errorf("rotation policy %q, want %q", got, want)
	}
	if !ca.IsCA {
		t.Error("the authority is no authority")
	}
}

// Plain syslog on 514 carried the databases' logs in clear text, and needed a
// privileged port.
func TestRegressionSyslogIsTLSOn6514(t *testing.T) {
	service := find[*corev1.Service](t, "Service", "alloy-syslog")
	if len(service.Spec.Ports) != 1 {
		t.Fatalf("%d ports, want only the TLS port", len(service.Spec.Ports))
	}
	port := service.Spec.Ports[0]
	if port.Port != 6514 || port.TargetPort.IntValue() != 6514 || port.Protocol != corev1.ProtocolTCP {
		t.Errorf("port %d to %s over %s, want 6514 to 6514 over TCP", port.Port, port.TargetPort.String(), port.Protocol)
	}
}

func TestChainOfTrust(t *testing.T) {
	bootstrap := find[*certmanagerv1.Issuer](t, "Issuer", BootstrapIssuerName)
	if bootstrap.Spec.SelfSigned == nil {
		t.Error("the bootstrap issuer does not sign itself")
	}
	ca := find[*certmanagerv1.Certificate](t, "Certificate", CAName)
	issuer := find[*certmanagerv1.Issuer](t, "Issuer", CAName)
	server := find[*certmanagerv1.Certificate](t, "Certificate", TLSSecretName)
	if issuer.Spec.CA == nil || issuer.Spec.CA.SecretName != ca.Spec.SecretName {
		t.Errorf("the issuer signs with %+v, want the Secret %q", issuer.Spec.CA, ca.Spec.SecretName)
	}
	cases := map[string]struct {
		reason    string
		got, want cmmeta.IssuerReference
	}{
		"CA": {
			reason: "The authority has nothing above it.",
			got:    ca.Spec.IssuerRef,
			want:   cmmeta.IssuerReference{Group: "cert-manager.io", Kind: "Issuer", Name: bootstrap.Name},
		},
		"Server": {
			reason: "The listener's certificate must verify against the pinned authority.",
			got:    server.Spec.IssuerRef,
			want:   cmmeta.IssuerReference{Group: "cert-manager.io", Kind: "Issuer", Name: issuer.Name},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, tc.got); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestServerCertificate(t *testing.T) {
	spec := find[*certmanagerv1.Certificate](t, "Certificate", TLSSecretName).Spec
	if diff := cmp.Diff([]string{"logs.example.org"}, spec.DNSNames); diff != "" {
		t.Errorf("the sinks verify the name they send to: -want +got:\n%s", diff)
	}
	if spec.SecretName != TLSSecretName {
		t.Errorf("Secret %q, want %q", spec.SecretName, TLSSecretName)
	}
	formats := []certmanagerv1.CertificateAdditionalOutputFormat{{Type: "CombinedPEM"}}
	if diff := cmp.Diff(formats, spec.AdditionalOutputFormats); diff != "" {
		t.Errorf("Alloy reads one combined file: -want +got:\n%s", diff)
	}
	if KeyCombinedPEM != certmanagerv1.CertificateOutputFormatCombinedPEMKey {
		t.Errorf("key %q, but cert-manager writes %q", KeyCombinedPEM, certmanagerv1.CertificateOutputFormatCombinedPEMKey)
	}
	if spec.RenewBefore.Duration >= spec.Duration.Duration || spec.RenewBefore.Duration < 14*day {
		t.Errorf("renewed %v before the end of %v: want time to notice a failure", spec.RenewBefore, spec.Duration)
	}
}

func TestKeysAndUsages(t *testing.T) {
	cases := map[string]struct {
		reason string
		usages []certmanagerv1.KeyUsage
		key    certmanagerv1.CertificatePrivateKey
	}{
		CAName: {
			reason: "It signs certificates, for ten years.",
			usages: []certmanagerv1.KeyUsage{"cert sign", "crl sign", "digital signature"},
			key:    certmanagerv1.CertificatePrivateKey{Algorithm: "RSA", Size: 4096, RotationPolicy: "Never"},
		},
		TLSSecretName: {
			reason: "It serves TLS, with a new key each time.",
			usages: []certmanagerv1.KeyUsage{"server auth", "digital signature", "key encipherment"},
			key:    certmanagerv1.CertificatePrivateKey{Algorithm: "RSA", Size: 2048, RotationPolicy: "Always"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			spec := find[*certmanagerv1.Certificate](t, "Certificate", name).Spec
			if diff := cmp.Diff(tc.usages, spec.Usages); diff != "" {
				t.Errorf("%s usages, -want +got:\n%s", tc.reason, diff)
			}
			if diff := cmp.Diff(&tc.key, spec.PrivateKey); diff != "" {
				t.Errorf("%s key, -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestLoadBalancer(t *testing.T) {
	service := find[*corev1.Service](t, "Service", ServiceName)
	want := map[string]string{
		"service.beta.kubernetes.io/do-loadbalancer-type":    "REGIONAL_NETWORK",
		"service.beta.kubernetes.io/do-loadbalancer-network": "INTERNAL",
		"service.beta.kubernetes.io/do-loadbalancer-name":    "prod-logs",
		"external-dns.alpha.kubernetes.io/hostname":          "logs.example.org",
		"external-dns.alpha.kubernetes.io/ttl":               "300",
	}
	if diff := cmp.Diff(want, service.Annotations); diff != "" {
		t.Errorf("annotations, -want +got:\n%s", diff)
	}
	if service.Spec.Type != corev1.ServiceTypeLoadBalancer {
		t.Errorf("type %q, want LoadBalancer", service.Spec.Type)
	}
	if service.Spec.ExternalTrafficPolicy != corev1.ServiceExternalTrafficPolicyLocal {
		t.Errorf("externalTrafficPolicy %q, want Local", service.Spec.ExternalTrafficPolicy)
	}
	pods := map[string]string{"app.kubernetes.io/name": "alloy", "app.kubernetes.io/instance": "alloy"}
	if diff := cmp.Diff(pods, service.Spec.Selector); diff != "" {
		t.Errorf("selector, -want +got:\n%s", diff)
	}
}

// Flux takes an object without conditions for healthy, so every kind that the
// unit must wait for needs a check of its own.
func TestHealthCoversCertManager(t *testing.T) {
	covered := map[string]bool{}
	for _, check := range Component(environment).Health {
		covered[check.APIVersion+" "+check.Kind] = len(check.Conditions) > 0
	}
	want := map[string]bool{"cert-manager.io/v1 Certificate": true, "cert-manager.io/v1 Issuer": true}
	if diff := cmp.Diff(want, covered); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
