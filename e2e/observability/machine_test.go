package observability

import (
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// startMachine is the stand-in for the metrics endpoint that DigitalOcean
// serves beside each node of a database: Telegraf's names, as far as they are
// documented, behind TLS and a login. It returns the port.
func startMachine(t *testing.T, ca *authority, login metricsLogin, name string) int {
	t.Helper()
	certificate, key := ca.server(t)
	pair, err := tls.X509KeyPair([]byte(certificate), []byte(key))
	if err != nil {
		t.Fatal(err)
	}
	metrics, born := metricsOf(t, "telegraf"), time.Now()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		username, password, _ := r.BasicAuth()
		if username != login.username || password != login.password {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		fmt.Fprint(w, exposition(metrics, name, time.Since(born)))
	}))
	server.TLS = &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it is meant to be refused
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.Listener.Addr().(*net.TCPAddr).Port
}

// exposition is what a healthy machine shows after some time.
func exposition(metrics map[string][]string, host string, age time.Duration) string {
	known := map[string]string{"host": host, "cpu": "cpu-total", "fstype": "ext4", "path": "/", "device": "vda1", "name": "vda1", "interface": "eth0", "mode": "rw"}
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(metrics)) {
		var labels []string
		for _, l := range metrics[name] {
			value, ok := known[l]
			if !ok {
				value = "some-" + l
			}
			labels = append(labels, fmt.Sprintf("%s=%q", l, value))
		}
		fmt.Fprintf(&text, "%s{%s} %g\n", name, strings.Join(labels, ","), healthy(name, age))
	}
	return text.String()
}

// healthy is a value of which nobody need be told.
func healthy(name string, age time.Duration) float64 {
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(name, part) })
	}
	switch {
	case has("_percent", "cpu_usage") && has("available", "free", "idle"):
		return 80
	case has("_percent"), has("cpu_usage"):
		return 20
	case has("diskio_", "net_", "_uptime"): // counters
		return 1000 * age.Seconds()
	case has("_total"):
		return 4 << 30
	case has("_available", "_free"):
		return 3 << 30
	case has("swap"):
		return 0
	case has("mem_", "disk_"):
		return 1 << 30
	}
	return 1
}
