package doks

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"time"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
)

const day = 24 * time.Hour

// authority signs certificates.
type authority struct {
	certificate *x509.Certificate
	key         crypto.Signer
	// chain is from the authority's certificate up to the root, without it.
	chain []*x509.Certificate
	root  *x509.Certificate
}

// issued is a certificate with all that goes with it into its Secret.
type issued struct {
	chain []*x509.Certificate // the certificate first, without the root
	root  *x509.Certificate   // nil when the authority does not say
}

// sign issues a certificate for a template.
func (a *authority) sign(template *x509.Certificate, public crypto.PublicKey) (issued, error) {
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, public, a.key)
	if err != nil {
		return issued{}, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return issued{}, err
	}
	return issued{chain: append([]*x509.Certificate{certificate}, a.chain...), root: a.root}, nil
}

// signSelf issues a certificate that vouches for itself.
func signSelf(template *x509.Certificate, key crypto.Signer) (issued, error) {
	self := &authority{certificate: template, key: key}
	result, err := self.sign(template, key.Public())
	if err == nil {
		result.root = result.chain[0]
	}
	return result, err
}

// newAuthority is a root of its own, or below another one.
func newAuthority(name string, above *authority) (*authority, error) {
	key, err := newKey(&certmanagerv1.CertificatePrivateKey{Algorithm: certmanagerv1.ECDSAKeyAlgorithm})
	if err != nil {
		return nil, err
	}
	template, err := certificateTemplate(&certmanagerv1.CertificateSpec{
		CommonName: name, IsCA: true, Usages: []certmanagerv1.KeyUsage{certmanagerv1.UsageCertSign, certmanagerv1.UsageDigitalSignature},
	}, 3650*day)
	if err != nil {
		return nil, err
	}
	if above == nil {
		result, err := signSelf(template, key)
		if err != nil {
			return nil, err
		}
		return &authority{certificate: result.chain[0], key: key, root: result.chain[0]}, nil
	}
	result, err := above.sign(template, key.Public())
	if err != nil {
		return nil, err
	}
	return &authority{certificate: result.chain[0], key: key, chain: result.chain, root: above.root}, nil
}

// newLetsEncrypt is an intermediate authority, as they issue from.
func newLetsEncrypt() (*authority, error) {
	root, err := newAuthority("(SIMULATED) ISRG Root X1", nil)
	if err != nil {
		return nil, err
	}
	return newAuthority("(SIMULATED) R10", root)
}

// certificateTemplate is what a Certificate asks for.
func certificateTemplate(spec *certmanagerv1.CertificateSpec, duration time.Duration) (*x509.Certificate, error) {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return nil, err
	}
	usage, extended, err := keyUsages(spec.Usages, spec.IsCA)
	if err != nil {
		return nil, err
	}
	now := time.Now().Truncate(time.Second)
	template := &x509.Certificate{
		SerialNumber:          serial,
		Subject:               pkix.Name{CommonName: spec.CommonName},
		DNSNames:              spec.DNSNames,
		EmailAddresses:        spec.EmailAddresses,
		NotBefore:             now,
		NotAfter:              now.Add(duration),
		KeyUsage:              usage,
		ExtKeyUsage:           extended,
		BasicConstraintsValid: true,
		IsCA:                  spec.IsCA,
	}
	if subject := spec.Subject; subject != nil {
		template.Subject.Organization = subject.Organizations
		template.Subject.OrganizationalUnit = subject.OrganizationalUnits
	}
	for _, address := range spec.IPAddresses {
		ip := net.ParseIP(address)
		if ip == nil {
			return nil, fmt.Errorf("invalid IP address %q", address)
		}
		template.IPAddresses = append(template.IPAddresses, ip)
	}
	return template, nil
}
