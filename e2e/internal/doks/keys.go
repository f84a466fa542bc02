package doks

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
)

// newKey makes a key as the settings ask for it; the default is RSA 2048.
func newKey(settings *certmanagerv1.CertificatePrivateKey) (crypto.Signer, error) {
	algorithm, size := keySettings(settings)
	switch algorithm {
	case certmanagerv1.ECDSAKeyAlgorithm:
		return ecdsa.GenerateKey(curve(size), rand.Reader)
	case certmanagerv1.Ed25519KeyAlgorithm:
		_, key, err := ed25519.GenerateKey(rand.Reader)
		return key, err
	}
	return rsa.GenerateKey(rand.Reader, size)
}

func keySettings(settings *certmanagerv1.CertificatePrivateKey) (certmanagerv1.PrivateKeyAlgorithm, int) {
	algorithm, size := certmanagerv1.RSAKeyAlgorithm, 0
	if settings != nil {
		size = settings.Size
		if settings.Algorithm != "" {
			algorithm = settings.Algorithm
		}
	}
	switch {
	case size == 0 && algorithm == certmanagerv1.RSAKeyAlgorithm:
		size = 2048
	case size == 0 && algorithm == certmanagerv1.ECDSAKeyAlgorithm:
		size = 256
	}
	return algorithm, size
}

func curve(size int) elliptic.Curve {
	switch size {
	case 384:
		return elliptic.P384()
	case 521:
		return elliptic.P521()
	}
	return elliptic.P256()
}

// keyFits tells whether a key is as the settings ask for it.
func keyFits(key crypto.Signer, settings *certmanagerv1.CertificatePrivateKey) bool {
	algorithm, size := keySettings(settings)
	switch k := key.(type) {
	case *rsa.PrivateKey:
		return algorithm == certmanagerv1.RSAKeyAlgorithm && k.N.BitLen() == size
	case *ecdsa.PrivateKey:
		return algorithm == certmanagerv1.ECDSAKeyAlgorithm && k.Curve.Params().BitSize == size
	}
	return algorithm == certmanagerv1.Ed25519KeyAlgorithm
}

func encodeKey(key crypto.Signer, encoding certmanagerv1.PrivateKeyEncoding) ([]byte, error) {
	if encoding != certmanagerv1.PKCS8 {
		switch k := key.(type) {
		case *rsa.PrivateKey:
			return block("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(k)), nil
		case *ecdsa.PrivateKey:
			der, err := x509.MarshalECPrivateKey(k)
			return block("EC PRIVATE KEY", der), err
		}
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	return block("PRIVATE KEY", der), err
}

func decodeKey(encoded []byte) (crypto.Signer, error) {
	found, _ := pem.Decode(encoded)
	if found == nil {
		return nil, errors.New("no private key")
	}
	switch found.Type {
	case "RSA PRIVATE KEY":
		return x509.ParsePKCS1PrivateKey(found.Bytes)
	case "EC PRIVATE KEY":
		return x509.ParseECPrivateKey(found.Bytes)
	}
	key, err := x509.ParsePKCS8PrivateKey(found.Bytes)
	if err != nil {
		return nil, err
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("a %T cannot sign", key)
	}
	return signer, nil
}

func encodeCertificates(chain ...*x509.Certificate) []byte {
	var encoded []byte
	for _, certificate := range chain {
		encoded = append(encoded, block("CERTIFICATE", certificate.Raw)...)
	}
	return encoded
}

// decodeCertificates reads at least one certificate.
func decodeCertificates(encoded []byte) ([]*x509.Certificate, error) {
	var chain []*x509.Certificate
	for {
		found, rest := pem.Decode(encoded)
		if found == nil {
			break
		}
		certificate, err := x509.ParseCertificate(found.Bytes)
		if err != nil {
			return nil, err
		}
		chain, encoded = append(chain, certificate), rest
	}
	if len(chain) == 0 {
		return nil, errors.New("no certificate")
	}
	return chain, nil
}

func block(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}
