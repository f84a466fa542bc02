package kubelet

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// proxied is a client whose requests go through the proxy.
func proxied(t *testing.T, proxy *ConnectProxy, server *httptest.Server) *http.Client {
	t.Helper()
	proxy.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	front := httptest.NewServer(proxy)
	t.Cleanup(front.Close)
	address, err := url.Parse(front.URL)
	if err != nil {
		t.Fatal(err)
	}
	transport := server.Client().Transport.(*http.Transport).Clone()
	transport.Proxy = http.ProxyURL(address)
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func get(client *http.Client, address string) (string, error) {
	response, err := client.Get(address)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return string(text), err
}

func TestConnectProxy(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "you asked "+r.Host+" as "+r.TLS.ServerName)
	}))
	defer server.Close()
	var attempts atomic.Int32
	proxy := &ConnectProxy{
		Hosts: map[string]string{"example.com:443": server.Listener.Addr().String()},
		Resolve: func(_ context.Context, host string, port int) (string, error) {
			switch {
			case host == "example.com" && port == 9443 && attempts.Add(1) < 3:
				return "", errors.New("it restarts")
			case host == "example.com" && port == 9443:
				return server.Listener.Addr().String(), nil
			case host == "slow.example.com":
				return "", errors.New("it never starts")
			}
			return "", ErrUnknown
		},
		Patience: 2 * time.Second,
	}
	client := proxied(t, proxy, server)
	for name, c := range map[string]struct{ reason, address, want, err string }{
		"Table":   {reason: "a host of the table is its stand-in, by its own name", address: "https://example.com/", want: "you asked example.com as example.com"},
		"Waits":   {reason: "a Service whose process restarts is waited for", address: "https://example.com:9443/", want: "you asked example.com:9443 as example.com"},
		"Refused": {reason: "everything else is refused at once", address: "https://example.org/", err: "Forbidden"},
		"Port":    {reason: "so is another port of a host of the table", address: "https://example.com:444/", err: "Forbidden"},
		"Never":   {reason: "patience ends", address: "https://slow.example.com/", err: "Bad Gateway"},
		"Plain":   {reason: "plain requests are not served", address: "http://example.com/", want: "only CONNECT is served\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := get(client, c.address)
			if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
				t.Fatalf("%s: %v", c.reason, err)
			}
			if got != c.want {
				t.Errorf("%s: %q", c.reason, got)
			}
		})
	}
}

// TestEarlyBytes: a client may speak before it has the answer.
func TestEarlyBytes(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	go func() {
		if conn, err := listener.Accept(); err == nil {
			_, _ = io.Copy(conn, conn)
			conn.Close()
		}
	}()
	proxy := &ConnectProxy{Hosts: map[string]string{"echo:1": listener.Addr().String()}, Log: slog.New(slog.DiscardHandler)}
	front := httptest.NewServer(proxy)
	defer front.Close()
	conn, err := net.Dial("tcp", front.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, "CONNECT echo:1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nearly "); err != nil {
		t.Fatal(err)
	}
	reader := bufio.NewReader(conn)
	response, err := http.ReadResponse(reader, &http.Request{Method: http.MethodConnect})
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("answered %v, %v", response, err)
	}
	if _, err := io.WriteString(conn, "late"); err != nil {
		t.Fatal(err)
	}
	if err := closeWrite(conn); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(reader)
	if err != nil || string(got) != "early late" {
		t.Errorf("got %q, %v", got, err)
	}
}
