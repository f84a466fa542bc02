// Package depot is one HTTP origin on loopback that stands for everything that
// Flux and Crossplane download: a Git repository, an OCI registry with charts
// and Crossplane packages, and Helm repositories of the older kind.
//
// Its layout mirrors the hosts upstream: what is oci://ghcr.io/a/b there is
// oci://ADDRESS/ghcr.io/a/b here. Mirrors has all such pairs.
package depot

import (
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/google/go-containerregistry/pkg/registry"
)

// Depot is a running origin. Its methods may be called from many goroutines.
type Depot struct {
	address  string
	server   *http.Server
	git      *gitRepository
	helm     helmRepositories
	failures failures
}

// Start serves on a free port of 127.0.0.1 until Close. The Git repository is
// made in dir, which must exist; all the rest is kept in memory. Every request
// is logged as Debug.
func Start(dir string, log *slog.Logger) (*Depot, error) {
	git, err := newGitRepository(dir)
	if err != nil {
		return nil, err
	}
	backend, err := git.handler(log)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	d := &Depot{address: listener.Addr().String(), git: git}

	mux := http.NewServeMux()
	mux.Handle("/git/", backend)
	mux.Handle("/v2/", registry.New(registry.Logger(slog.NewLogLogger(log.Handler(), slog.LevelDebug))))
	mux.Handle("/charts/", http.StripPrefix("/charts/", &d.helm))
	d.server = &http.Server{
		Handler:           logged(log, d.failures.before(mux)),
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	go func() {
		if err := d.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("the depot stopped", "address", d.address, "error", err)
		}
	}()
	return d, nil
}

// Address is host and port: 127.0.0.1:PORT.
func (d *Depot) Address() string { return d.address }

// GitURL is where the repository is cloned from.
func (d *Depot) GitURL() string { return "http://" + d.address + "/git/" + repositoryName }

// Close ends all connections. What was served is gone, but for the Git
// repository's folder.
func (d *Depot) Close() error { return d.server.Close() }

// Fail answers the next requests to paths that start with prefix with 503
// Service Unavailable: times of them, all for a negative number, none any more
// for 0. A prefix is of the path of the URL: /v2/ghcr.io/ of all charts from
// there, /git/ of the repository. Clients repeat such a request themselves, so
// that one download may cost several times. PushChart and PushPackage are
// clients too.
func (d *Depot) Fail(prefix string, times int) { d.failures.set(prefix, times) }
