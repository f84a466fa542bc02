package kubelet

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"
)

// ConnectProxy is an HTTP proxy that answers CONNECT only. It stands in for the
// cluster's DNS: programs that honour HTTPS_PROXY hand it the names that they
// would otherwise resolve, and the API server can be told to reach webhooks
// through it (an EgressSelectorConfiguration for "cluster"), which then need
// not listen on their ClusterIP. It refuses everything that it does not know,
// so that nothing leaves the machine unnoticed.
type ConnectProxy struct {
	// Hosts are the outside world: HOST:PORT and the address that stands in.
	Hosts map[string]string

	// Resolve finds the cluster's own names. See Kubelet.Resolve.
	Resolve func(ctx context.Context, host string, port int) (string, error)

	// Patience is how long it waits for a Service behind which nothing listens
	// yet: a caller that is refused at once may come back much later (gRPC
	// after up to two minutes).
	Patience time.Duration

	// Log is told every refusal.
	Log *slog.Logger
}

// ServeHTTP tunnels a CONNECT.
func (p *ConnectProxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodConnect {
		p.refuse(w, r, http.StatusMethodNotAllowed, errors.New("only CONNECT is served"))
		return
	}
	server, err := p.dial(r.Context(), r.Host)
	if err != nil {
		code := http.StatusBadGateway
		if errors.Is(err, ErrUnknown) {
			code = http.StatusForbidden
		}
		p.refuse(w, r, code, err)
		return
	}
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		server.Close()
		p.refuse(w, r, http.StatusInternalServerError, errors.New("the connection cannot be taken over"))
		return
	}
	client, buffered, err := hijacker.Hijack()
	if err != nil {
		server.Close()
		p.Log.Warn("proxy cannot take over the connection", "host", r.Host, "error", err)
		return
	}
	if _, err := io.WriteString(client, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		server.Close()
		client.Close()
		return
	}
	splice(early{client, buffered.Reader}, server)
}

func (p *ConnectProxy) refuse(w http.ResponseWriter, r *http.Request, code int, err error) {
	p.Log.Warn("proxy refuses", "method", r.Method, "host", r.Host, "error", err)
	http.Error(w, err.Error(), code)
}

// dial connects to what the host stands for, and waits for it to be there.
func (p *ConnectProxy) dial(ctx context.Context, target string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, max(p.Patience, time.Second))
	defer cancel()
	for {
		conn, err := p.try(ctx, target)
		if err == nil || errors.Is(err, ErrUnknown) {
			return conn, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(100 * time.Millisecond):
		}
	}
}

func (p *ConnectProxy) try(ctx context.Context, target string) (net.Conn, error) {
	address, ok := p.Hosts[target]
	if !ok {
		host, text, err := net.SplitHostPort(target)
		if err != nil {
			return nil, errors.Join(ErrUnknown, err)
		}
		port, err := strconv.Atoi(text)
		if err != nil {
			return nil, errors.Join(ErrUnknown, err)
		}
		if p.Resolve == nil {
			return nil, ErrUnknown
		}
		if address, err = p.Resolve(ctx, host, port); err != nil {
			return nil, err
		}
	}
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", address)
}
