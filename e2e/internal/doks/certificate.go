package doks

import (
	"context"
	"crypto"
	"errors"
	"fmt"
	"time"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const certManagerCertificates = "cert-manager-certificates-issuing"

// syncCertificates is the part of cert-manager that keeps a valid certificate
// in the Secret of each Certificate. It does not renew: nothing lives so long.
func (c *cluster) syncCertificates(ctx context.Context) (bool, error) {
	namespace, running, err := c.certManager(ctx)
	if err != nil || !running {
		return false, err
	}
	certificates := &certmanagerv1.CertificateList{}
	if err := c.List(ctx, certificates); err != nil {
		return false, err
	}
	return each(certificates.Items, func(certificate *certmanagerv1.Certificate) (bool, error) {
		if !certificate.DeletionTimestamp.IsZero() {
			return true, nil
		}
		return c.syncCertificate(ctx, certificate, namespace)
	})
}

func (c *cluster) syncCertificate(ctx context.Context, certificate *certmanagerv1.Certificate, namespace string) (bool, error) {
	secret := &corev1.Secret{}
	key := client.ObjectKey{Namespace: certificate.Namespace, Name: certificate.Spec.SecretName}
	if err := c.Get(ctx, key, secret); client.IgnoreNotFound(err) != nil {
		return false, err
	}
	before := certificate.DeepCopy()
	lack := whatLacks(certificate, secret, time.Now())
	if lack == nil {
		if err := c.keepSecret(ctx, certificate, secret); err != nil {
			return false, err
		}
		setUpToDate(certificate, secret)
		return true, c.saveStatus(ctx, certManagerCertificates, before, certificate, "certificate is ready")
	}
	setLacking(certificate, lack)
	why := "certificate is not ready: " + lack.message
	if err := c.saveStatus(ctx, certManagerCertificates, before, certificate, why); err != nil {
		return false, err
	}
	return c.issue(ctx, certificate, secret, namespace)
}

// issue signs the certificate, when its issuer can and some time has passed,
// and writes the Secret. It is settled at the next look, which sees the Secret.
func (c *cluster) issue(ctx context.Context, certificate *certmanagerv1.Certificate, secret *corev1.Secret, namespace string) (bool, error) {
	issuer, err := c.issuerOf(ctx, certificate)
	if err != nil || issuer == nil || !issuerReady(issuer) {
		return false, err
	}
	wait := c.delay
	if acme := issuer.GetSpec().ACME; acme != nil {
		if err := c.checkSolvers(ctx, acme, namespace, certificate.Spec.DNSNames); err != nil {
			return false, fmt.Errorf("order for Certificate %s/%s is pending: %w", certificate.Namespace, certificate.Name, err)
		}
		wait = 5 * c.delay
	}
	if !c.stopwatch.passed(fmt.Sprintf("certificate/%s/%d", certificate.UID, certificate.Generation), wait) {
		return false, nil
	}
	if issuer.GetNamespace() != "" {
		namespace = issuer.GetNamespace()
	}
	key, err := c.keyFor(certificate, secret)
	if err != nil {
		return false, err
	}
	result, err := c.signWith(ctx, certificate, issuer, key, namespace)
	if err != nil {
		return false, err
	}
	before := secret.DeepCopy()
	if err := fillSecret(secret, certificate, key, result); err != nil {
		return false, err
	}
	return false, c.writeSecret(ctx, before, secret, "issued by "+issuer.GetName())
}

func (c *cluster) issuerOf(ctx context.Context, certificate *certmanagerv1.Certificate) (certmanagerv1.GenericIssuer, error) {
	ref := certificate.Spec.IssuerRef
	if ref.Kind == certmanagerv1.ClusterIssuerKind {
		issuer := &certmanagerv1.ClusterIssuer{}
		err := c.Get(ctx, client.ObjectKey{Name: ref.Name}, issuer)
		return issuer, absentIssuer(err, ref.Name)
	}
	issuer := &certmanagerv1.Issuer{}
	err := c.Get(ctx, client.ObjectKey{Namespace: certificate.Namespace, Name: ref.Name}, issuer)
	return issuer, absentIssuer(err, ref.Name)
}

func absentIssuer(err error, name string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("referenced issuer %q: %w", name, err)
}

// keyFor is a new key, or the present one if the Certificate keeps it.
func (c *cluster) keyFor(certificate *certmanagerv1.Certificate, secret *corev1.Secret) (crypto.Signer, error) {
	settings := certificate.Spec.PrivateKey
	if settings != nil && settings.RotationPolicy == certmanagerv1.RotationPolicyNever {
		old, err := decodeKey(secret.Data[corev1.TLSPrivateKeyKey])
		if err == nil && keyFits(old, settings) {
			return old, nil
		}
	}
	return newKey(settings)
}

func (c *cluster) signWith(ctx context.Context, certificate *certmanagerv1.Certificate, issuer certmanagerv1.GenericIssuer, key crypto.Signer, namespace string) (issued, error) {
	duration := certmanagerv1.DefaultCertificateDuration
	if certificate.Spec.Duration != nil {
		duration = certificate.Spec.Duration.Duration
	}
	if issuer.GetSpec().ACME != nil {
		duration = 90 * day // whatever was asked for
	}
	template, err := certificateTemplate(&certificate.Spec, duration)
	if err != nil {
		return issued{}, err
	}
	switch spec := issuer.GetSpec(); {
	case spec.SelfSigned != nil:
		return signSelf(template, key)
	case spec.CA != nil:
		ca, err := c.authorityIn(ctx, client.ObjectKey{Namespace: namespace, Name: spec.CA.SecretName})
		if err != nil {
			return issued{}, err
		}
		return ca.sign(template, key.Public())
	case spec.ACME != nil:
		result, err := c.letsEncrypt.sign(template, key.Public())
		result.root = nil // an ACME server does not tell its root
		return result, err
	}
	return issued{}, errors.New("unsupported type of issuer")
}

// keepSecret corrects what the Certificate says about the Secret besides the
// certificate itself: labels, annotations, additional formats.
func (c *cluster) keepSecret(ctx context.Context, certificate *certmanagerv1.Certificate, secret *corev1.Secret) error {
	before := secret.DeepCopy()
	decorate(secret, certificate)
	addFormats(secret, certificate)
	return c.save(ctx, certManagerCertificates, before, secret, "Secret follows its Certificate")
}

func (c *cluster) writeSecret(ctx context.Context, before, secret *corev1.Secret, why string) error {
	if secret.ResourceVersion != "" {
		return c.save(ctx, certManagerCertificates, before, secret, why)
	}
	c.tell(certManagerCertificates, secret, why)
	return c.Create(ctx, secret, client.FieldOwner(certManagerCertificates))
}

// setUpToDate writes the status of a Certificate whose Secret is as it should
// be.
func setUpToDate(certificate *certmanagerv1.Certificate, secret *corev1.Secret) {
	chain, err := decodeCertificates(secret.Data[corev1.TLSCertKey])
	if err != nil {
		return
	}
	status := &certificate.Status
	lifetime := chain[0].NotAfter.Sub(chain[0].NotBefore)
	renewBefore := lifetime / 3
	if certificate.Spec.RenewBefore != nil {
		renewBefore = certificate.Spec.RenewBefore.Duration
	}
	notBefore, notAfter := metav1.NewTime(chain[0].NotBefore), metav1.NewTime(chain[0].NotAfter)
	switch {
	case status.Revision == nil:
		status.Revision = new(1)
	case isIssuing(certificate):
		status.Revision = new(*status.Revision + 1)
	}
	if status.NotAfter == nil || !status.NotAfter.Equal(&notAfter) {
		status.NotBefore, status.NotAfter = &notBefore, &notAfter
	}
	if renewal := metav1.NewTime(notAfter.Add(-renewBefore)); status.RenewalTime == nil || !status.RenewalTime.Equal(&renewal) {
		status.RenewalTime = &renewal
	}
	setCertificateCondition(certificate, certmanagerv1.CertificateConditionReady, true, "Ready", "Certificate is up to date and has not expired")
	removeIssuing(certificate)
}
