package doks

import (
	"context"
	"crypto/tls"
	"errors"
	"log"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// servers are what is being listened for on the addresses of Services.
type servers struct {
	log     *slog.Logger
	mutex   sync.Mutex
	running map[string]*server
}

type server struct {
	http        *http.Server
	mutex       sync.Mutex
	certificate tls.Certificate
}

func newServers(log *slog.Logger) *servers {
	return &servers{log: log, running: map[string]*server{}}
}

// serve listens on an address unless that is done already, and shows the
// certificate to new connections.
func (s *servers) serve(address string, certificate tls.Certificate, handler http.Handler) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if existing, ok := s.running[address]; ok {
		existing.show(certificate)
		return nil
	}
	started := &server{certificate: certificate}
	config := &tls.Config{GetCertificate: started.current, MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}}
	// A plain listener first: the error names the address.
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", address)
	if err != nil {
		return err
	}
	started.http = &http.Server{
		Handler: handler, TLSConfig: config, ReadHeaderTimeout: 10 * time.Second,
		ErrorLog: log.New(warnings{s.log, address}, "", 0),
	}
	s.running[address] = started
	s.log.Info("doks: listening", "address", address)
	go s.run(started, listener, address)
	return nil
}

func (s *servers) run(started *server, listener net.Listener, address string) {
	if err := started.http.ServeTLS(listener, "", ""); !errors.Is(err, http.ErrServerClosed) {
		s.log.Error("doks: stopped listening", "address", address, "error", err)
	}
}

// keep closes every server whose address is not among the given ones.
func (s *servers) keep(addresses map[string]bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for address, running := range s.running {
		if addresses[address] {
			continue
		}
		delete(s.running, address)
		if err := running.http.Close(); err != nil {
			s.log.Warn("doks: cannot close", "address", address, "error", err)
		}
		s.log.Info("doks: no longer listening", "address", address)
	}
}

func (s *servers) closeAll() { s.keep(nil) }

func (s *server) show(certificate tls.Certificate) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.certificate = certificate
}

func (s *server) current(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	certificate := s.certificate
	return &certificate, nil
}

// warnings are what net/http complains about, such as a client that does not
// trust the certificate.
type warnings struct {
	log     *slog.Logger
	address string
}

func (w warnings) Write(line []byte) (int, error) {
	w.log.Warn("doks: server", "address", w.address, "line", string(line))
	return len(line), nil
}
