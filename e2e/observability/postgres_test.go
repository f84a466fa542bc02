package observability

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"seamark.dev/seamark/e2e/internal/process"
)

// databaseName is the database that DigitalOcean makes in each PostgreSQL.
const databaseName = "defaultdb"

// postgres is a server with TLS and passwords, and a standby that reads from a
// replication slot.
type postgres struct {
	port           int
	user, password string

	log      string // path of what the primary prints
	dir, bin string
	owner    *process.Owner
}

// startPostgres runs the servers and a small load until the test ends.
func startPostgres(t *testing.T, ca *authority, user, password string) *postgres {
	t.Helper()
	p := startPrimary(t, ca, user, password)
	p.must(t, "pgbench", p.socket(databaseName, "--initialize", "--quiet")...)
	p.standby(t)
	p.load(t)
	return p
}

// startPrimary runs one server with an empty database until the test ends.
func startPrimary(t *testing.T, ca *authority, user, password string) *postgres {
	t.Helper()
	bin := filepath.Dir(installed(t, "initdb"))
	// PostgreSQL wants a path of less than 100 characters for its socket.
	dir, err := os.MkdirTemp("", "seamark-pg-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	p := &postgres{port: freePort(t), user: user, password: password, dir: dir, bin: bin, owner: ownerOf(t, "postgres")}
	give(t, p.owner, dir)
	p.initialise(t, ca)
	p.log = p.start(t, "primary", p.port).log
	p.fill(t)
	return p
}

// initialise makes the data folder. Without TLS nobody comes in from outside.
func (p *postgres) initialise(t *testing.T, ca *authority) {
	t.Helper()
	data := filepath.Join(p.dir, "primary")
	p.must(t, "initdb", "--pgdata="+data, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
	certificate, key := ca.server(t)
	files := []string{
		write(t, filepath.Join(p.dir, "server.crt"), certificate),
		write(t, filepath.Join(p.dir, "server.key"), key),
		write(t, filepath.Join(data, "pg_hba.conf"), "local all all trust\nlocal replication all trust\nhostssl all all all scram-sha-256\n"),
	}
	give(t, p.owner, files...)
	configuration := strings.Join([]string{
		"ssl = on",
		fmt.Sprintf("ssl_cert_file = '%s'", files[0]),
		fmt.Sprintf("ssl_key_file = '%s'", files[1]),
		fmt.Sprintf("listen_addresses = '%s'", host),
		fmt.Sprintf("unix_socket_directories = '%s'", p.dir),
		"password_encryption = scram-sha-256",
		"shared_preload_libraries = 'pg_stat_statements'",       // as in a managed database
		"log_line_prefix = '%m [%p] %q[user=%u,db=%d,app=%a] '", // one of those that can be chosen
		"fsync = off",
		"shared_buffers = 16MB",
	}, "\n")
	give(t, p.owner, write(t, filepath.Join(data, "postgresql.auto.conf"), configuration+"\n"))
}

func (p *postgres) start(t *testing.T, name string, port int) *child {
	t.Helper()
	server := start(t, "postgres-"+name, process.Command{
		Program: filepath.Join(p.bin, "postgres"),
		Args:    []string{"-D", filepath.Join(p.dir, name), "-c", fmt.Sprintf("port=%d", port)},
		Owner:   p.owner,
		Signal:  syscall.SIGINT, // without waiting for clients
	})
	server.await(t, "it answers", func() error {
		out, err := p.run(t, "psql", "-h", p.dir, "-p", fmt.Sprint(port), "-U", "postgres", "-c", "SELECT 1")
		if err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	})
	return server
}

// fill makes the user as DigitalOcean's is, as far as monitoring goes.
func (p *postgres) fill(t *testing.T) {
	t.Helper()
	sql := fmt.Sprintf("CREATE ROLE %s LOGIN PASSWORD '%s' IN ROLE pg_monitor", p.user, strings.ReplaceAll(p.password, "'", "''"))
	p.must(t, "psql", p.socket("postgres", "-c", sql, "-c", "CREATE DATABASE "+databaseName)...)
}

func (p *postgres) standby(t *testing.T) {
	t.Helper()
	p.must(t, "pg_basebackup", "-h", p.dir, "-p", fmt.Sprint(p.port), "-U", "postgres", "-D", filepath.Join(p.dir, "standby"),
		"--write-recovery-conf", "--create-slot", "--slot=standby", "--wal-method=stream", "--checkpoint=fast", "--no-sync")
	p.start(t, "standby", freePort(t))
}

// load is two clients that read and write a little, and one that holds a
// transaction open.
func (p *postgres) load(t *testing.T) {
	t.Helper()
	start(t, "pgbench", process.Command{
		Program: filepath.Join(p.bin, "pgbench"),
		Args:    p.socket(databaseName, "--client=2", "--rate=20", "--time=3600"),
		Owner:   p.owner,
	})
	start(t, "psql", process.Command{
		Program: filepath.Join(p.bin, "psql"),
		Args:    p.socket(databaseName, "-c", "BEGIN; SELECT count(*) FROM pgbench_accounts; SELECT pg_sleep(3600)"),
		Owner:   p.owner,
	})
}

// socket are arguments that lead to a database of the primary.
func (p *postgres) socket(database string, more ...string) []string {
	return append(append([]string{"-h", p.dir, "-p", fmt.Sprint(p.port), "-U", "postgres"}, more...), database)
}

func (p *postgres) must(t *testing.T, program string, args ...string) {
	t.Helper()
	if out, err := p.run(t, program, args...); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
}

func (p *postgres) run(t *testing.T, program string, args ...string) (string, error) {
	t.Helper()
	return run(t, p.dir, p.owner, nil, filepath.Join(p.bin, program), args...)
}
