package doks

import (
	"bytes"
	"crypto/x509"
	"strings"
	"testing"
	"time"

	acmev1 "github.com/cert-manager/cert-manager/pkg/apis/acme/v1"
	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	cmmeta "github.com/cert-manager/cert-manager/pkg/apis/meta/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"
)

const host = "logs.example.org"

func selfSigned() *certmanagerv1.Issuer {
	issuer := &certmanagerv1.Issuer{ObjectMeta: named(services, "bootstrap")}
	issuer.Spec.SelfSigned = &certmanagerv1.SelfSignedIssuer{}
	return issuer
}

func caIssuer() *certmanagerv1.Issuer {
	issuer := &certmanagerv1.Issuer{ObjectMeta: named(services, "ca")}
	issuer.Spec.CA = &certmanagerv1.CAIssuer{SecretName: "ca"}
	return issuer
}

func certificateOf(name, issuer string, spec certmanagerv1.CertificateSpec) *certmanagerv1.Certificate {
	spec.SecretName, spec.IssuerRef = name, cmmeta.IssuerReference{Name: issuer}
	certificate := &certmanagerv1.Certificate{ObjectMeta: named(services, name), Spec: spec}
	certificate.Generation, certificate.UID = 3, types.UID(name)
	return certificate
}

func ecdsaKey(rotation certmanagerv1.PrivateKeyRotationPolicy) *certmanagerv1.CertificatePrivateKey {
	return &certmanagerv1.CertificatePrivateKey{Algorithm: certmanagerv1.ECDSAKeyAlgorithm, RotationPolicy: rotation}
}

// privateAuthority is a self-signed authority and a certificate from it, with
// all issuers and the controller's pod.
func privateAuthority() []client.Object {
	ca := certificateOf("ca", "bootstrap", certmanagerv1.CertificateSpec{
		IsCA: true, CommonName: "ca", PrivateKey: ecdsaKey(certmanagerv1.RotationPolicyNever),
		Duration: &metav1.Duration{Duration: 87600 * time.Hour},
	})
	leaf := certificateOf("listener", "ca", certmanagerv1.CertificateSpec{
		DNSNames: []string{host},
		Usages:   []certmanagerv1.KeyUsage{certmanagerv1.UsageServerAuth, certmanagerv1.UsageDigitalSignature},
		Duration: &metav1.Duration{Duration: 48 * time.Hour},
		AdditionalOutputFormats: []certmanagerv1.CertificateAdditionalOutputFormat{
			{Type: certmanagerv1.CertificateOutputFormatCombinedPEM},
		},
		SecretTemplate: &certmanagerv1.CertificateSecretTemplate{Labels: map[string]string{"team": "logs"}},
	})
	return []client.Object{controllerPod(), selfSigned(), caIssuer(), ca, leaf}
}

func TestPrivateAuthority(t *testing.T) {
	c := newTestCluster(t, interceptor.Funcs{}, privateAuthority()...)
	settle(t, c.syncIssuers, c.syncCertificates)
	secret := read(t, c, services, "listener", &corev1.Secret{})
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(secret.Data["ca.crt"]) {
		t.Fatal("no authority in ca.crt")
	}
	chain, err := decodeCertificates(secret.Data["tls.crt"])
	if err != nil {
		t.Fatal(err)
	}
	if len(chain) != 1 {
		t.Errorf("%d certificates in tls.crt, want 1: the root is not sent along", len(chain))
	}
	if _, err := chain[0].Verify(x509.VerifyOptions{Roots: roots, DNSName: host}); err != nil {
		t.Errorf("the log sink would not trust it: %v", err)
	}
	if lifetime := chain[0].NotAfter.Sub(chain[0].NotBefore); lifetime != 48*time.Hour {
		t.Errorf("lifetime %s, want 48h", lifetime)
	}
	combined := bytes.Join([][]byte{secret.Data["tls.key"], secret.Data["tls.crt"]}, []byte("\n"))
	if !bytes.Equal(secret.Data["tls-combined.pem"], combined) {
		t.Error("tls-combined.pem is not key and certificate")
	}
	if secret.Labels["team"] != "logs" || secret.Type != corev1.SecretTypeTLS {
		t.Errorf("labels %v, type %s", secret.Labels, secret.Type)
	}
}

func TestCertificateStatus(t *testing.T) {
	c := newTestCluster(t, interceptor.Funcs{}, privateAuthority()...)
	if _, err := c.syncCertificates(t.Context()); err != nil {
		t.Fatal(err)
	}
	first := read(t, c, services, "listener", &certmanagerv1.Certificate{}).Status.Conditions
	if len(first) != 2 || first[0].Status != cmmeta.ConditionFalse || first[0].Reason != "DoesNotExist" {
		t.Errorf("before: %+v, want Ready=False (DoesNotExist) and Issuing", first)
	}
	settle(t, c.syncIssuers, c.syncCertificates)
	status := read(t, c, services, "listener", &certmanagerv1.Certificate{}).Status
	if len(status.Conditions) != 1 || status.Conditions[0].Status != cmmeta.ConditionTrue || status.Conditions[0].ObservedGeneration != 3 {
		t.Errorf("after: %+v, want only Ready=True for generation 3", status.Conditions)
	}
	if status.Revision == nil || *status.Revision != 1 || status.NotAfter == nil || status.RenewalTime == nil {
		t.Errorf("status %+v, want revision 1 and times", status)
	}
	before := read(t, c, services, "listener", &certmanagerv1.Certificate{}).ResourceVersion
	settle(t, c.syncCertificates)
	if after := read(t, c, services, "listener", &certmanagerv1.Certificate{}).ResourceVersion; after != before {
		t.Error("a settled Certificate is written again")
	}
}

// A changed name is a new certificate; the authority keeps its key.
func TestReissue(t *testing.T) {
	c := newTestCluster(t, interceptor.Funcs{}, privateAuthority()...)
	settle(t, c.syncIssuers, c.syncCertificates)
	oldCA, oldLeaf := read(t, c, services, "ca", &corev1.Secret{}), read(t, c, services, "listener", &corev1.Secret{})
	ca, leaf := read(t, c, services, "ca", &certmanagerv1.Certificate{}), read(t, c, services, "listener", &certmanagerv1.Certificate{})
	ca.Spec.CommonName, leaf.Spec.DNSNames = "another", []string{"other.example.org"}
	for _, certificate := range []client.Object{ca, leaf} {
		if err := c.Update(t.Context(), certificate); err != nil {
			t.Fatal(err)
		}
	}
	settle(t, c.syncCertificates)
	newCA, newLeaf := read(t, c, services, "ca", &corev1.Secret{}), read(t, c, services, "listener", &corev1.Secret{})
	if !bytes.Equal(oldCA.Data["tls.key"], newCA.Data["tls.key"]) || bytes.Equal(oldCA.Data["tls.crt"], newCA.Data["tls.crt"]) {
		t.Error("want a new certificate of the authority for the same key")
	}
	if bytes.Equal(oldLeaf.Data["tls.key"], newLeaf.Data["tls.key"]) {
		t.Error("want a new key for the listener")
	}
	if got := *read(t, c, services, "listener", &certmanagerv1.Certificate{}).Status.Revision; got != 2 {
		t.Errorf("revision %d, want 2", got)
	}
}

func acmeIssuer() *certmanagerv1.ClusterIssuer {
	issuer := &certmanagerv1.ClusterIssuer{ObjectMeta: named("", "letsencrypt")}
	issuer.Spec.ACME = &acmev1.ACMEIssuer{
		Server: "https://acme.example.org", PrivateKey: cmmeta.SecretKeySelector{LocalObjectReference: cmmeta.LocalObjectReference{Name: "account"}},
		Solvers: []acmev1.ACMEChallengeSolver{{
			Selector: &acmev1.CertificateDNSNameSelector{DNSZones: []string{"example.org"}},
			DNS01: &acmev1.ACMEChallengeSolverDNS01{DigitalOcean: &acmev1.ACMEIssuerDNS01ProviderDigitalOcean{
				Token: cmmeta.SecretKeySelector{LocalObjectReference: cmmeta.LocalObjectReference{Name: "token"}, Key: "token"},
			}},
		}},
	}
	return issuer
}

func TestLetsEncrypt(t *testing.T) {
	public := certificateOf("public", "letsencrypt", certmanagerv1.CertificateSpec{DNSNames: []string{"shop.example.org"}})
	public.Namespace, public.Spec.IssuerRef.Kind = shop, certmanagerv1.ClusterIssuerKind
	c := newTestCluster(t, interceptor.Funcs{}, controllerPod(), acmeIssuer(), public)
	settle(t, c.syncIssuers)
	if account := read(t, c, services, "account", &corev1.Secret{}); len(account.Data["tls.key"]) == 0 {
		t.Error("no account key beside cert-manager")
	}
	_, err := c.syncCertificates(t.Context())
	if err == nil || !strings.Contains(err.Error(), "digitalocean token") {
		t.Errorf("error %v, want that the token is missing", err)
	}
	write(t, c, &corev1.Secret{ObjectMeta: named(services, "token"), Data: map[string][]byte{"token": []byte("x")}})
	settle(t, c.syncCertificates)
	secret := read(t, c, shop, "public", &corev1.Secret{})
	chain, err := decodeCertificates(secret.Data["tls.crt"])
	if err != nil || len(chain) != 2 {
		t.Fatalf("%d certificates, %v; want certificate and intermediate", len(chain), err)
	}
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(c.letsEncrypt.root)
	between.AddCert(chain[1])
	if _, err := chain[0].Verify(x509.VerifyOptions{
		Roots: roots, Intermediates: between, DNSName: "shop.example.org", KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	}); err != nil {
		t.Error(err)
	}
	if _, has := secret.Data["ca.crt"]; has {
		t.Error("ca.crt is there; an ACME server does not tell its root")
	}
}

func TestSolverFor(t *testing.T) {
	zone := func(zones ...string) acmev1.ACMEChallengeSolver {
		return acmev1.ACMEChallengeSolver{Selector: &acmev1.CertificateDNSNameSelector{DNSZones: zones}}
	}
	solvers := []acmev1.ACMEChallengeSolver{zone("example.org"), zone("shop.example.org")}
	cases := map[string]struct {
		reason string
		name   string
		want   *acmev1.ACMEChallengeSolver
	}{
		"LongestZone": {"The most particular zone wins.", "a.shop.example.org", &solvers[1]},
		"Zone":        {"The zone itself is in the zone.", "example.org", &solvers[0]},
		"Elsewhere":   {"A name that only ends alike is in no zone.", "badexample.org", nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := solverFor(solvers, tc.name); got != tc.want {
				t.Errorf("got %v, want %v\nreason: %s", got, tc.want, tc.reason)
			}
		})
	}
}

func TestKeys(t *testing.T) {
	cases := map[string]struct {
		reason   string
		settings *certmanagerv1.CertificatePrivateKey
		encoding certmanagerv1.PrivateKeyEncoding
		header   string
	}{
		"Default": {"RSA 2048 in PKCS#1 is cert-manager's default.", nil, "", "RSA PRIVATE KEY"},
		"ECDSA":   {"The curve follows the size.", &certmanagerv1.CertificatePrivateKey{Algorithm: "ECDSA", Size: 384}, "", "EC PRIVATE KEY"},
		"PKCS8":   {"The encoding can be chosen.", &certmanagerv1.CertificatePrivateKey{Algorithm: "ECDSA"}, certmanagerv1.PKCS8, "PRIVATE KEY"},
		"Ed25519": {"It knows only PKCS#8.", &certmanagerv1.CertificatePrivateKey{Algorithm: "Ed25519"}, "", "PRIVATE KEY"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			key, err := newKey(tc.settings)
			if err != nil {
				t.Fatal(err)
			}
			encoded, err := encodeKey(key, tc.encoding)
			if err != nil || !bytes.HasPrefix(encoded, []byte("-----BEGIN "+tc.header+"-----")) {
				t.Errorf("%.40s, %v\nreason: %s", encoded, err, tc.reason)
			}
			decoded, err := decodeKey(encoded)
			if err != nil || !keyFits(decoded, tc.settings) {
				t.Errorf("does not come back: %v", err)
			}
		})
	}
}
