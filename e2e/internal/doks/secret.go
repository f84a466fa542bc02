package doks

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"strings"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	corev1 "k8s.io/api/core/v1"
)

// fillSecret writes a key and its certificate into the Certificate's Secret.
func fillSecret(secret *corev1.Secret, certificate *certmanagerv1.Certificate, key crypto.Signer, result issued) error {
	var encoding certmanagerv1.PrivateKeyEncoding
	if certificate.Spec.PrivateKey != nil {
		encoding = certificate.Spec.PrivateKey.Encoding
	}
	encoded, err := encodeKey(key, encoding)
	if err != nil {
		return err
	}
	secret.Namespace, secret.Name = certificate.Namespace, certificate.Spec.SecretName
	if secret.Type == "" {
		secret.Type = corev1.SecretTypeTLS
	}
	if secret.Data == nil {
		secret.Data = map[string][]byte{}
	}
	secret.Data[corev1.TLSPrivateKeyKey] = encoded
	secret.Data[corev1.TLSCertKey] = encodeCertificates(result.chain...)
	delete(secret.Data, keyCA)
	if result.root != nil {
		secret.Data[keyCA] = encodeCertificates(result.root)
	}
	decorate(secret, certificate)
	describe(secret, certificate, result.chain[0])
	addFormats(secret, certificate)
	return nil
}

// decorate adds cert-manager's own label and what the Certificate's template
// has.
func decorate(secret *corev1.Secret, certificate *certmanagerv1.Certificate) {
	if secret.Labels == nil {
		secret.Labels = map[string]string{}
	}
	if secret.Annotations == nil {
		secret.Annotations = map[string]string{}
	}
	secret.Labels[certmanagerv1.PartOfCertManagerControllerLabelKey] = "true"
	if template := certificate.Spec.SecretTemplate; template != nil {
		for key, value := range template.Labels {
			secret.Labels[key] = value
		}
		for key, value := range template.Annotations {
			secret.Annotations[key] = value
		}
	}
}

// describe annotates what is in the Secret and who has issued it.
func describe(secret *corev1.Secret, certificate *certmanagerv1.Certificate, issued *x509.Certificate) {
	var addresses []string
	for _, address := range issued.IPAddresses {
		addresses = append(addresses, address.String())
	}
	for key, value := range map[string]string{
		certmanagerv1.CertificateNameKey:       certificate.Name,
		certmanagerv1.IssuerNameAnnotationKey:  certificate.Spec.IssuerRef.Name,
		certmanagerv1.IssuerKindAnnotationKey:  issuerKind(certificate),
		certmanagerv1.IssuerGroupAnnotationKey: certificate.Spec.IssuerRef.Group,
		certmanagerv1.CommonNameAnnotationKey:  issued.Subject.CommonName,
		certmanagerv1.AltNamesAnnotationKey:    strings.Join(issued.DNSNames, ","),
		certmanagerv1.IPSANAnnotationKey:       strings.Join(addresses, ","),
		certmanagerv1.URISANAnnotationKey:      "",
	} {
		secret.Annotations[key] = value
	}
}

// addFormats derives the additional output formats from key and certificate,
// and removes those that are no longer asked for.
func addFormats(secret *corev1.Secret, certificate *certmanagerv1.Certificate) {
	delete(secret.Data, certmanagerv1.CertificateOutputFormatDERKey)
	delete(secret.Data, certmanagerv1.CertificateOutputFormatCombinedPEMKey)
	key, chain := secret.Data[corev1.TLSPrivateKeyKey], secret.Data[corev1.TLSCertKey]
	for _, format := range certificate.Spec.AdditionalOutputFormats {
		switch format.Type {
		case certmanagerv1.CertificateOutputFormatCombinedPEM:
			secret.Data[certmanagerv1.CertificateOutputFormatCombinedPEMKey] = bytes.Join([][]byte{key, chain}, []byte("\n"))
		case certmanagerv1.CertificateOutputFormatDER:
			if found, _ := pem.Decode(key); found != nil {
				secret.Data[certmanagerv1.CertificateOutputFormatDERKey] = found.Bytes
			}
		}
	}
}
