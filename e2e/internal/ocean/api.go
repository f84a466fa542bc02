package ocean

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
)

// API is the cloud's HTTP API on a loopback port, under its real name.
type API struct {
	ca      []byte
	file    string
	address string // where it really listens
	server  *http.Server
}

// Serve begins to answer at https://api.digitalocean.com, for programs that are
// led to Hosts and trust the certificate in File, which is written into dir.
func (c *Cloud) Serve(dir string) (*API, error) {
	ca, err := newAuthority("Simulated DigitalOcean")
	if err != nil {
		return nil, err
	}
	cert, err := ca.issue(apiHost)
	if err != nil {
		return nil, err
	}
	a := &API{ca: ca.pem(), file: filepath.Join(dir, "digitalocean-ca.crt"), server: &http.Server{Handler: c.Handler()}}
	if err := os.WriteFile(a.file, a.ca, 0o600); err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	a.address = listener.Addr().String()
	secure := tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12})
	go func() { _ = a.server.Serve(secure) }() // ends with Close
	return a, nil
}

// Hosts are the API's name and port with the address that stands behind them,
// for a proxy.
func (a *API) Hosts() map[string]string { return map[string]string{apiHost + ":443": a.address} }

// File is the path of the certificate, in PEM, of the authority that the API's
// own is signed by.
func (a *API) File() string { return a.file }

// Client is an HTTP client that verifies the API and reaches nothing else.
func (a *API) Client() (*http.Client, error) {
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(a.ca) {
		return nil, fmt.Errorf("%s is no certificate", a.file)
	}
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, network, a.address)
		},
	}}, nil
}

// Close stops answering.
func (a *API) Close() error { return a.server.Close() }
