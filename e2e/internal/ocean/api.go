package ocean

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
)

// API is the cloud's HTTP API on a loopback port, under its real name, and the
// proxy through which a program reaches it there.
type API struct {
	ca      []byte
	file    string
	proxy   string
	api     string // where it really listens
	servers []*http.Server
}

// Serve begins to answer at https://api.digitalocean.com, for programs that
// use the proxy and trust the authority of Environment. The authority's
// certificate is written into dir. The proxy also sends the routes, from
// host:port to host:port, and refuses everything else.
func (c *Cloud) Serve(dir string, routes map[string]string) (*API, error) {
	ca, err := newAuthority("Simulated DigitalOcean")
	if err != nil {
		return nil, err
	}
	cert, err := ca.issue(apiHost)
	if err != nil {
		return nil, err
	}
	a := &API{ca: ca.pem(), file: filepath.Join(dir, "digitalocean-ca.crt")}
	if err := os.WriteFile(a.file, a.ca, 0o600); err != nil {
		return nil, err
	}
	api, err := a.listen(c.Handler(), &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12})
	if err != nil {
		return nil, err
	}
	a.api = api
	open := a.Hosts()
	for from, to := range routes {
		open[from] = to
	}
	proxy, err := a.listen(&tunnel{routes: open, log: c.log}, nil)
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	a.proxy = "http://" + proxy
	return a, nil
}

// listen serves a handler on a loopback port and returns its address.
func (a *API) listen(handler http.Handler, config *tls.Config) (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	address := listener.Addr().String()
	if config != nil {
		listener = tls.NewListener(listener, config)
	}
	server := &http.Server{Handler: handler}
	a.servers = append(a.servers, server)
	go func() { _ = server.Serve(listener) }() // ends with Close
	return address, nil
}

// Environment is what a program needs in its environment to reach the API.
// Go programs do not use a proxy for loopback addresses, so that the hub's API
// server is reached directly.
func (a *API) Environment() []string {
	return []string{"HTTPS_PROXY=" + a.proxy, "SSL_CERT_FILE=" + a.file}
}

// Hosts are the addresses behind the API's name, for a proxy of somebody else's.
func (a *API) Hosts() map[string]string { return map[string]string{apiHost + ":443": a.api} }

// File is the path of the authority's certificate.
func (a *API) File() string { return a.file }

// Authority is the certificate, in PEM, of the authority that the API's
// certificate is signed by.
func (a *API) Authority() []byte { return a.ca }

// Client is an HTTP client that reaches the API as Environment lets a program.
func (a *API) Client() (*http.Client, error) {
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(a.ca) {
		return nil, fmt.Errorf("%s is no certificate", a.file)
	}
	proxy, err := url.Parse(a.proxy)
	if err != nil {
		return nil, err
	}
	return &http.Client{Transport: &http.Transport{
		Proxy:           http.ProxyURL(proxy),
		TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
	}}, nil
}

// Close stops answering.
func (a *API) Close() error {
	var errs []error
	for _, server := range a.servers {
		errs = append(errs, server.Close())
	}
	return errors.Join(errs...)
}
