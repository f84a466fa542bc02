package ocean

import (
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// tunnel is an HTTP proxy for CONNECT that knows where to go.
type tunnel struct {
	routes map[string]string
	log    *slog.Logger
}

// ServeHTTP connects a caller with the other end, or refuses.
func (t *tunnel) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	to, ok := t.routes[r.Host]
	if r.Method != http.MethodConnect || !ok {
		t.log.Warn("proxy refuses", "method", r.Method, "host", r.Host)
		http.Error(w, "the proxy does not lead there", http.StatusForbidden)
		return
	}
	far, err := net.DialTimeout("tcp", to, 5*time.Second)
	if err != nil {
		t.log.Warn("proxy cannot connect", "host", r.Host, "to", to, "err", err)
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer far.Close()
	near, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		t.log.Warn("proxy cannot take over the connection", "host", r.Host, "err", err)
		return
	}
	defer near.Close()
	if _, err := io.WriteString(near, "HTTP/1.1 200 Connection Established\r\n\r\n"); err != nil {
		return
	}
	ended := make(chan struct{}, 2)
	pump := func(dst io.Writer, src io.Reader) {
		_, _ = io.Copy(dst, src) // either end may close at any time
		ended <- struct{}{}
	}
	go pump(far, buffered)
	go pump(near, far)
	<-ended
}
