package doks

import (
	"crypto/x509"
	"slices"
	"time"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	cmmeta "github.com/cert-manager/cert-manager/pkg/apis/meta/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// lack is why a Certificate must be issued.
type lack struct{ reason, message string }

// whatLacks compares a Certificate with its Secret, in cert-manager's order and
// words. It is nil when nothing has to be issued.
func whatLacks(certificate *certmanagerv1.Certificate, secret *corev1.Secret, now time.Time) *lack {
	if secret.ResourceVersion == "" {
		return &lack{"DoesNotExist", "Issuing certificate as Secret does not exist"}
	}
	if len(secret.Data[corev1.TLSCertKey]) == 0 || len(secret.Data[corev1.TLSPrivateKeyKey]) == 0 {
		return &lack{"MissingData", "Issuing certificate as Secret does not contain a certificate and a private key"}
	}
	chain, err := decodeCertificates(secret.Data[corev1.TLSCertKey])
	key, invalid := decodeKey(secret.Data[corev1.TLSPrivateKeyKey])
	switch {
	case err != nil || invalid != nil || !usablePair(secret):
		return &lack{"InvalidKeyPair", "Issuing certificate as Secret contains an invalid key pair"}
	case !keyFits(key, certificate.Spec.PrivateKey):
		return &lack{"SecretMismatch", "Existing private key is not up to date for spec: [spec.privateKey]"}
	case !sameIssuer(certificate, secret):
		return &lack{"IncorrectIssuer", "Issuing certificate as Secret was previously issued by another issuer"}
	case !sameNames(certificate, chain[0]):
		return &lack{"SecretMismatch", "Existing issued Secret is not up to date for spec"}
	case now.After(chain[0].NotAfter):
		return &lack{"Expired", "Certificate expired on " + chain[0].NotAfter.Format(time.RFC1123)}
	}
	return nil
}

func sameIssuer(certificate *certmanagerv1.Certificate, secret *corev1.Secret) bool {
	return secret.Annotations[certmanagerv1.IssuerNameAnnotationKey] == certificate.Spec.IssuerRef.Name &&
		secret.Annotations[certmanagerv1.IssuerKindAnnotationKey] == issuerKind(certificate)
}

func issuerKind(certificate *certmanagerv1.Certificate) string {
	if certificate.Spec.IssuerRef.Kind == "" {
		return certmanagerv1.IssuerKind
	}
	return certificate.Spec.IssuerRef.Kind
}

func sameNames(certificate *certmanagerv1.Certificate, issued *x509.Certificate) bool {
	wanted, got := slices.Sorted(slices.Values(certificate.Spec.DNSNames)), slices.Sorted(slices.Values(issued.DNSNames))
	return slices.Equal(wanted, got) &&
		certificate.Spec.CommonName == issued.Subject.CommonName &&
		len(certificate.Spec.IPAddresses) == len(issued.IPAddresses) &&
		certificate.Spec.IsCA == issued.IsCA
}

// setLacking writes the status of a Certificate that is to be issued.
func setLacking(certificate *certmanagerv1.Certificate, l *lack) {
	setCertificateCondition(certificate, certmanagerv1.CertificateConditionReady, false, l.reason, l.message)
	setCertificateCondition(certificate, certmanagerv1.CertificateConditionIssuing, true, l.reason, l.message)
}

func setCertificateCondition(certificate *certmanagerv1.Certificate, kind certmanagerv1.CertificateConditionType, ok bool, reason, message string) {
	condition := certmanagerv1.CertificateCondition{
		Type: kind, Status: truth(ok), Reason: reason, Message: message,
		ObservedGeneration: certificate.Generation, LastTransitionTime: new(metav1.Now()),
	}
	conditions := &certificate.Status.Conditions
	for i, old := range *conditions {
		if old.Type == kind {
			if old.Status == condition.Status {
				condition.LastTransitionTime = old.LastTransitionTime
			}
			(*conditions)[i] = condition
			return
		}
	}
	*conditions = append(*conditions, condition)
}

func isIssuing(certificate *certmanagerv1.Certificate) bool {
	return slices.ContainsFunc(certificate.Status.Conditions, func(condition certmanagerv1.CertificateCondition) bool {
		return condition.Type == certmanagerv1.CertificateConditionIssuing && condition.Status == cmmeta.ConditionTrue
	})
}

func removeIssuing(certificate *certmanagerv1.Certificate) {
	certificate.Status.Conditions = slices.DeleteFunc(certificate.Status.Conditions,
		func(condition certmanagerv1.CertificateCondition) bool {
			return condition.Type == certmanagerv1.CertificateConditionIssuing
		})
}
