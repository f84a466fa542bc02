package syslog

import (
	"time"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	cmmeta "github.com/cert-manager/cert-manager/pkg/apis/meta/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/platform"
)

// The objects of the private certificate authority.
const (
	// BootstrapIssuerName is the self-signed Issuer of the authority itself.
	BootstrapIssuerName = "syslog-bootstrap"
	// CAName is the authority: its Certificate, its Secret and its Issuer.
	CAName = "syslog-ca"
)

const (
	day  = 24 * time.Hour
	year = 365 * day
)

// Lifetimes. cert-manager's default is 90 days, and a new key with every
// renewal; for an authority that others have pinned both would cut them off.
const (
	caDuration        = 10 * year // 87600h
	caRenewBefore     = year
	serverDuration    = 90 * day
	serverRenewBefore = 30 * day
)

func bootstrapIssuer() *certmanagerv1.Issuer {
	return issuer(BootstrapIssuerName, certmanagerv1.IssuerConfig{
		SelfSigned: &certmanagerv1.SelfSignedIssuer{},
	})
}

func caIssuer() *certmanagerv1.Issuer {
	return issuer(CAName, certmanagerv1.IssuerConfig{
		CA: &certmanagerv1.CAIssuer{SecretName: CAName},
	})
}

func issuer(name string, config certmanagerv1.IssuerConfig) *certmanagerv1.Issuer {
	return &certmanagerv1.Issuer{
		TypeMeta:   kinds.Issuer,
		ObjectMeta: meta(name),
		Spec:       certmanagerv1.IssuerSpec{IssuerConfig: config},
	}
}

func caCertificate() *certmanagerv1.Certificate {
	return certificate(CAName, certmanagerv1.CertificateSpec{
		IsCA:        true,
		CommonName:  CAName,
		SecretName:  CAName,
		IssuerRef:   issuerRef(BootstrapIssuerName),
		Duration:    &metav1.Duration{Duration: caDuration},
		RenewBefore: &metav1.Duration{Duration: caRenewBefore},
		Usages: []certmanagerv1.KeyUsage{
			certmanagerv1.UsageCertSign, certmanagerv1.UsageCRLSign, certmanagerv1.UsageDigitalSignature,
		},
		// The same key again: certificates signed after a renewal still
		// verify against the authority that the log sinks have pinned.
		PrivateKey: rsa(4096, certmanagerv1.RotationPolicyNever),
	})
}

func serverCertificate(env platform.Environment) *certmanagerv1.Certificate {
	return certificate(TLSSecretName, certmanagerv1.CertificateSpec{
		SecretName:  TLSSecretName,
		DNSNames:    []string{env.Domain.Logs},
		IssuerRef:   issuerRef(CAName),
		Duration:    &metav1.Duration{Duration: serverDuration},
		RenewBefore: &metav1.Duration{Duration: serverRenewBefore},
		Usages: []certmanagerv1.KeyUsage{
			certmanagerv1.UsageServerAuth, certmanagerv1.UsageDigitalSignature, certmanagerv1.UsageKeyEncipherment,
		},
		PrivateKey: rsa(2048, certmanagerv1.RotationPolicyAlways),
		// Writes KeyCombinedPEM.
		AdditionalOutputFormats: []certmanagerv1.CertificateAdditionalOutputFormat{
			{Type: certmanagerv1.CertificateOutputFormatCombinedPEM},
		},
	})
}

func certificate(name string, spec certmanagerv1.CertificateSpec) *certmanagerv1.Certificate {
	return &certmanagerv1.Certificate{TypeMeta: kinds.Certificate, ObjectMeta: meta(name), Spec: spec}
}

// rsa is a key that every TLS library accepts; which one the log sinks use is
// not documented.
func rsa(bits int, rotation certmanagerv1.PrivateKeyRotationPolicy) *certmanagerv1.CertificatePrivateKey {
	return &certmanagerv1.CertificatePrivateKey{
		Algorithm:      certmanagerv1.RSAKeyAlgorithm,
		Size:           bits,
		RotationPolicy: rotation,
	}
}

func issuerRef(name string) cmmeta.IssuerReference {
	return cmmeta.IssuerReference{Name: name, Kind: kinds.Issuer.Kind, Group: certmanagerv1.SchemeGroupVersion.Group}
}

func meta(name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Name: name, Namespace: dokscluster.NamespaceClusterServices}
}
