package observability

import (
	"bufio"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"seamark.dev/seamark/e2e/internal/process"
)

// redis is a server with TLS and one user, and a replica of it.
type redis struct {
	port           int
	user, password string
}

// startRedis runs the servers and a small load until the test ends. As in a
// managed database, the user may not ask for the configuration.
func startRedis(t *testing.T, ca *authority, user, password string) redis {
	t.Helper()
	program := installed(t, "redis-server")
	r := redis{freePort(t), user, password}
	dir := t.TempDir()
	certificate, key := ca.server(t)
	shared := fmt.Sprintf(`bind 127.0.0.1
port 0
tls-cert-file %s
tls-key-file %s
tls-ca-cert-file %s
tls-auth-clients no
tls-replication yes
save ""
maxmemory 64mb
maxmemory-policy allkeys-lru
slowlog-log-slower-than 10
user default off
user %s on #%x ~* &* +@all -config
`, write(t, filepath.Join(dir, "tls.crt"), certificate), write(t, filepath.Join(dir, "tls.key"), key),
		write(t, filepath.Join(dir, "ca.crt"), ca.pem), user, sha256.Sum256([]byte(password)))
	replica := fmt.Sprintf("replicaof 127.0.0.1 %d\nmasteruser %s\nmasterauth %q\n", r.port, user, password)
	for _, server := range []struct {
		name, configuration string
		port                int
	}{{"primary", shared, r.port}, {"replica", shared + replica, freePort(t)}} {
		home := filepath.Join(dir, server.name)
		if err := os.Mkdir(home, 0o755); err != nil {
			t.Fatal(err)
		}
		file := write(t, filepath.Join(dir, server.name+".conf"), fmt.Sprintf("%stls-port %d\ndir %s\n", server.configuration, server.port, home))
		start(t, "redis-"+server.name, process.Command{Program: program, Args: []string{file}}).await(t, "it listens", listening(server.port))
	}
	r.load(t, ca)
	return r
}

// load is a client that writes, and reads what is there as well as what is not.
func (r redis) load(t *testing.T, ca *authority) {
	t.Helper()
	roots := x509.NewCertPool()
	roots.AddCert(ca.certificate)
	conn, err := tls.Dial("tcp", address(r.port), &tls.Config{RootCAs: roots})
	if err != nil {
		t.Fatal(err)
	}
	answers := bufio.NewReader(conn)
	if _, err := fmt.Fprintf(conn, "AUTH %s %q\r\n", r.user, r.password); err != nil {
		t.Fatal(err)
	}
	if answer, err := answers.ReadString('\n'); err != nil || answer != "+OK\r\n" {
		t.Fatalf("cannot log in to Redis: %q %v", answer, err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go func() { _, _ = answers.WriteTo(io.Discard) }() // until the connection is closed
	go func() {
		for i := 0; ; i++ {
			_, err := fmt.Fprintf(conn, "SETRANGE key%d 30000 x\r\nEXPIRE key%d %d\r\nGET key%d\r\nGET nothing\r\n", i%50, i%50, 1+i%60, i%50)
			if err != nil {
				return // closed at the end of the test
			}
			time.Sleep(20 * time.Millisecond)
		}
	}()
}
