package doks

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"

	acmev1 "github.com/cert-manager/cert-manager/pkg/apis/acme/v1"
	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	cmmeta "github.com/cert-manager/cert-manager/pkg/apis/meta/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const certManagerIssuers = "cert-manager-issuers"

// syncIssuers is the part of cert-manager that makes issuers ready.
func (c *cluster) syncIssuers(ctx context.Context) (bool, error) {
	namespace, running, err := c.certManager(ctx)
	if err != nil || !running {
		return false, err
	}
	issuers, clusterIssuers := &certmanagerv1.IssuerList{}, &certmanagerv1.ClusterIssuerList{}
	if err := c.List(ctx, issuers); err != nil {
		return false, err
	}
	if err := c.List(ctx, clusterIssuers); err != nil {
		return false, err
	}
	settled, first := each(issuers.Items, func(issuer *certmanagerv1.Issuer) (bool, error) {
		before := issuer.DeepCopy()
		ok, err := c.setUp(ctx, issuer, issuer.Namespace)
		return ok, errors.Join(err, c.saveStatus(ctx, certManagerIssuers, before, issuer, issuerSummary(issuer)))
	})
	ok, second := each(clusterIssuers.Items, func(issuer *certmanagerv1.ClusterIssuer) (bool, error) {
		before := issuer.DeepCopy()
		ok, err := c.setUp(ctx, issuer, namespace)
		return ok, errors.Join(err, c.saveStatus(ctx, certManagerIssuers, before, issuer, issuerSummary(issuer)))
	})
	return settled && ok, errors.Join(first, second)
}

// setUp finds out whether an issuer can issue, and writes its Ready condition.
// The Secrets that it names are looked for in the namespace.
func (c *cluster) setUp(ctx context.Context, issuer certmanagerv1.GenericIssuer, namespace string) (bool, error) {
	spec := issuer.GetSpec()
	report := func(ok bool, reason, message string) { setIssuerReady(issuer, ok, reason, message) }
	switch {
	case spec.SelfSigned != nil:
		report(true, "IsReady", "")
		return true, nil
	case spec.CA != nil:
		return c.setUpCA(ctx, client.ObjectKey{Namespace: namespace, Name: spec.CA.SecretName}, report)
	case spec.ACME != nil:
		return c.setUpACME(ctx, issuer, namespace, report)
	}
	report(false, "Unsupported", "the stand-in knows issuers of type selfSigned, ca and acme")
	return true, nil
}

type readiness func(ok bool, reason, message string)

func (c *cluster) setUpCA(ctx context.Context, key client.ObjectKey, report readiness) (bool, error) {
	const prefix = "Error getting keypair for CA issuer: "
	ca, err := c.authorityIn(ctx, key)
	switch {
	case apierrors.IsNotFound(err):
		report(false, "ErrGetKeyPair", prefix+err.Error())
		return false, nil
	case err != nil:
		report(false, "ErrGetKeyPair", prefix+err.Error())
		return false, err
	case !ca.certificate.IsCA:
		report(false, "ErrInvalidKeyPair", prefix+"certificate is not a CA")
		return true, nil
	}
	report(true, "KeyPairVerified", "Signing CA verified")
	return true, nil
}

// setUpACME registers an account: after a while, as it is far away. Like the
// real one it does not look at the solvers, whose Secrets are missed only when
// a certificate is ordered.
func (c *cluster) setUpACME(ctx context.Context, issuer certmanagerv1.GenericIssuer, namespace string, report readiness) (bool, error) {
	config := issuer.GetSpec().ACME
	registered := issuer.GetStatus().ACME != nil && issuer.GetStatus().ACME.URI != ""
	if !registered && !c.stopwatch.passed("account/"+string(issuer.GetUID()), 2*c.delay) {
		return false, nil
	}
	key := client.ObjectKey{Namespace: namespace, Name: config.PrivateKey.Name}
	if err := c.ensureAccountKey(ctx, key); err != nil {
		report(false, "ErrRegisterACMEAccount", "Failed to register ACME account: "+err.Error())
		return false, err
	}
	status := issuer.GetStatus().ACMEStatus()
	status.URI = "https://acme-v02.api.letsencrypt.org/acme/acct/" + identifier(string(issuer.GetUID()))[:8]
	status.LastRegisteredEmail = config.Email
	report(true, "ACMEAccountRegistered", "The ACME account was registered with the ACME server")
	return true, nil
}

func (c *cluster) ensureAccountKey(ctx context.Context, key client.ObjectKey) error {
	err := c.Get(ctx, key, &corev1.Secret{})
	if !apierrors.IsNotFound(err) {
		return err
	}
	signer, err := newKey(&certmanagerv1.CertificatePrivateKey{Algorithm: certmanagerv1.RSAKeyAlgorithm, Size: 2048})
	if err != nil {
		return err
	}
	encoded, err := encodeKey(signer, certmanagerv1.PKCS1)
	if err != nil {
		return err
	}
	secret := &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{
			Namespace: key.Namespace, Name: key.Name,
			Labels: map[string]string{certmanagerv1.PartOfCertManagerControllerLabelKey: "true"},
		},
		Data: map[string][]byte{corev1.TLSPrivateKeyKey: encoded},
	}
	c.tell(certManagerIssuers, secret, "made the ACME account's key")
	return client.IgnoreAlreadyExists(c.Create(ctx, secret, client.FieldOwner(certManagerIssuers)))
}

// checkSolvers is why an ACME order for the names cannot be solved, or nil: no
// solver is for them, or the token for the zone is missing.
func (c *cluster) checkSolvers(ctx context.Context, issuer *acmev1.ACMEIssuer, namespace string, names []string) error {
	for _, name := range names {
		solver := solverFor(issuer.Solvers, name)
		if solver == nil {
			return fmt.Errorf("no configured challenge solvers can be used for this challenge: %s", name)
		}
		if solver.DNS01 == nil || solver.DNS01.DigitalOcean == nil {
			continue
		}
		token := solver.DNS01.DigitalOcean.Token
		secret := &corev1.Secret{}
		if err := c.Get(ctx, client.ObjectKey{Namespace: namespace, Name: token.Name}, secret); err != nil {
			return fmt.Errorf("error getting digitalocean token: %w", err)
		}
		if len(secret.Data[token.Key]) == 0 {
			return fmt.Errorf("error getting digitalocean token: key %q not found in secret '%s/%s'", token.Key, namespace, token.Name)
		}
	}
	return nil
}

// authorityIn reads the authority in a Secret.
func (c *cluster) authorityIn(ctx context.Context, key client.ObjectKey) (*authority, error) {
	secret := &corev1.Secret{}
	if err := c.Get(ctx, key, secret); err != nil {
		return nil, err
	}
	signer, err := decodeKey(secret.Data[corev1.TLSPrivateKeyKey])
	if err != nil {
		return nil, err
	}
	chain, err := decodeCertificates(secret.Data[corev1.TLSCertKey])
	if err != nil {
		return nil, err
	}
	roots, err := decodeCertificates(secret.Data[keyCA])
	if err != nil {
		return nil, err
	}
	return &authority{certificate: chain[0], key: signer, chain: withoutRoots(chain), root: roots[0]}, nil
}

// withoutRoots are the certificates that others did sign.
func withoutRoots(chain []*x509.Certificate) []*x509.Certificate {
	var signed []*x509.Certificate
	for _, certificate := range chain {
		if certificate.CheckSignatureFrom(certificate) != nil {
			signed = append(signed, certificate)
		}
	}
	return signed
}

func setIssuerReady(issuer certmanagerv1.GenericIssuer, ok bool, reason, message string) {
	condition := certmanagerv1.IssuerCondition{
		Type: certmanagerv1.IssuerConditionReady, Status: truth(ok), Reason: reason, Message: message,
		ObservedGeneration: issuer.GetGeneration(), LastTransitionTime: new(metav1.Now()),
	}
	status := issuer.GetStatus()
	for i, old := range status.Conditions {
		if old.Type == condition.Type {
			if old.Status == condition.Status {
				condition.LastTransitionTime = old.LastTransitionTime
			}
			status.Conditions[i] = condition
			return
		}
	}
	status.Conditions = append(status.Conditions, condition)
}

func issuerReady(issuer certmanagerv1.GenericIssuer) bool {
	for _, condition := range issuer.GetStatus().Conditions {
		if condition.Type == certmanagerv1.IssuerConditionReady {
			return condition.Status == cmmeta.ConditionTrue
		}
	}
	return false
}

func issuerSummary(issuer certmanagerv1.GenericIssuer) string {
	for _, condition := range issuer.GetStatus().Conditions {
		return fmt.Sprintf("issuer %s=%s (%s) %s", condition.Type, condition.Status, condition.Reason, condition.Message)
	}
	return "issuer judged"
}

func truth(ok bool) cmmeta.ConditionStatus {
	if ok {
		return cmmeta.ConditionTrue
	}
	return cmmeta.ConditionFalse
}
