package observability

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"slices"
	"testing"
	"time"
)

// certificate is what counts of a cert-manager Certificate.
type certificate struct {
	Metadata struct {
		Name string `json:"name"`
	} `json:"metadata"`
	Spec struct {
		SecretName string   `json:"secretName"`
		CommonName string   `json:"commonName"`
		DNSNames   []string `json:"dnsNames"`
		IsCA       bool     `json:"isCA"`
		Usages     []string `json:"usages"`
		PrivateKey struct {
			Algorithm string `json:"algorithm"`
			Size      int    `json:"size"`
		} `json:"privateKey"`
		AdditionalOutputFormats []struct {
			Type string `json:"type"`
		} `json:"additionalOutputFormats"`
	} `json:"spec"`
}

// issued is what cert-manager puts into the Secret of a Certificate.
type issued struct {
	certificate *x509.Certificate
	signer      crypto.Signer
	pem, key    string
}

// combined is the additional output format CombinedPEM: the key first.
func (i issued) combined() string { return i.key + "\n" + i.pem }

// issue makes what the rendered Certificate of a Secret asks for. Without an
// issuer it signs itself.
func issue(t *testing.T, secret string, by *issued) issued {
	t.Helper()
	all := decoded[certificate](t, "Certificate")
	at := slices.IndexFunc(all, func(c certificate) bool { return c.Spec.SecretName == secret })
	if at < 0 {
		t.Fatalf("no Certificate for the Secret %s is rendered", secret)
	}
	spec := all[at].Spec
	if spec.PrivateKey.Algorithm != "RSA" {
		t.Fatalf("a key of the algorithm %s", spec.PrivateKey.Algorithm)
	}
	key, err := rsa.GenerateKey(rand.Reader, spec.PrivateKey.Size)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: spec.CommonName}, DNSNames: spec.DNSNames,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: spec.IsCA, BasicConstraintsValid: true,
	}
	for _, usage := range spec.Usages {
		switch usage {
		case "cert sign":
			template.KeyUsage |= x509.KeyUsageCertSign
		case "crl sign":
			template.KeyUsage |= x509.KeyUsageCRLSign
		case "digital signature":
			template.KeyUsage |= x509.KeyUsageDigitalSignature
		case "key encipherment":
			template.KeyUsage |= x509.KeyUsageKeyEncipherment
		case "server auth":
			template.ExtKeyUsage = append(template.ExtKeyUsage, x509.ExtKeyUsageServerAuth)
		default:
			t.Fatalf("tell this test what the usage %q means", usage)
		}
	}
	out := issued{signer: key, key: encode("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key))}
	parent, signer := template, crypto.Signer(key)
	if by != nil {
		parent, signer = by.certificate, by.signer
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	if out.certificate, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	out.pem = encode("CERTIFICATE", der)
	return out
}
