package depot

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"net/http"
	"time"
)

// tlsName is the name in the certificate. A name and not an address, because
// Argo CD takes ADDRESS:PORT/PATH for a Helm repository of the older kind.
const tlsName = "localhost"

// ServeTLS serves all the same over TLS too, for clients that speak nothing
// else to registries, until Close. It returns NAME:PORT and the certificate
// that clients must trust, in PEM.
func (d *Depot) ServeTLS() (address string, authority []byte, err error) {
	certificate, err := selfSigned(tlsName)
	if err != nil {
		return "", nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return "", nil, err
	}
	go func() {
		err := d.server.Serve(tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{certificate}}))
		if !errors.Is(err, http.ErrServerClosed) {
			d.server.ErrorLog.Printf("the depot stopped to serve TLS: %v", err)
		}
	}()
	authority = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Certificate[0]})
	return net.JoinHostPort(tlsName, port), authority, nil
}

// selfSigned is a certificate for a day.
func selfSigned(name string) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}
