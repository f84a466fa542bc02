package observability

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"seamark.dev/seamark/e2e/internal/process"
)

// mysql is a server with TLS and passwords, and a standby that follows it.
type mysql struct {
	port           int
	user, password string

	dir   string
	owner *process.Owner
}

// startMySQL runs the servers and a small load until the test ends.
func startMySQL(t *testing.T, ca *authority, user, password string) mysql {
	t.Helper()
	program := installed(t, "mariadbd")
	// A socket's path is short.
	dir, err := os.MkdirTemp("", "seamark-my-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	m := mysql{port: freePort(t), user: user, password: password, dir: dir, owner: ownerOf(t, "mysql")}
	certificate, key := ca.server(t)
	files := []string{
		dir, write(t, filepath.Join(dir, "tls.crt"), certificate),
		write(t, filepath.Join(dir, "tls.key"), key), write(t, filepath.Join(dir, "ca.crt"), ca.pem),
	}
	give(t, m.owner, files...)
	m.start(t, program, "primary", 1, m.port)
	m.start(t, program, "standby", 2, freePort(t))
	m.follow(t)
	m.load(t)
	return m
}

// start makes a server with an empty database. Without TLS nobody comes in from
// outside.
func (m mysql) start(t *testing.T, program, name string, id, port int) {
	t.Helper()
	data := filepath.Join(m.dir, name)
	m.must(t, "mariadb-install-db", "--no-defaults", "--datadir="+data, "--auth-root-authentication-method=normal", "--skip-test-db")
	file := func(name string) string { return filepath.Join(m.dir, name) }
	server := start(t, "mysql-"+name, process.Command{
		Program: program,
		Args: []string{
			"--no-defaults", "--datadir=" + data, "--socket=" + m.socket(name), "--pid-file=" + file(name+".pid"),
			"--bind-address=127.0.0.1", fmt.Sprintf("--port=%d", port), "--skip-name-resolve", "--require-secure-transport=ON",
			"--ssl-cert=" + file("tls.crt"), "--ssl-key=" + file("tls.key"), "--ssl-ca=" + file("ca.crt"),
			fmt.Sprintf("--server-id=%d", id), "--log-bin=binlog", "--event-scheduler=ON",
			"--innodb-buffer-pool-size=16M", "--innodb-flush-log-at-trx-commit=0",
		},
		Owner: m.owner,
	})
	server.await(t, "it answers", func() error {
		if out, err := m.sql(t, name, "SELECT 1"); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	})
	m.fill(t, name)
}

// fill makes the user as DigitalOcean's is, as far as monitoring goes, and the
// one by which the standby follows. They are not replicated.
func (m mysql) fill(t *testing.T, name string) {
	t.Helper()
	m.execute(t, name,
		"SET sql_log_bin = 0",
		fmt.Sprintf("CREATE USER '%s'@'%%' IDENTIFIED BY '%s' REQUIRE SSL", m.user, strings.ReplaceAll(m.password, "'", "''")),
		fmt.Sprintf("GRANT SELECT, PROCESS, REPLICATION CLIENT ON *.* TO '%s'@'%%'", m.user),
		"CREATE USER 'follower'@'%' IDENTIFIED BY 'follower' REQUIRE SSL",
		"GRANT REPLICATION SLAVE ON *.* TO 'follower'@'%'",
	)
}

// follow makes the standby read what the primary writes.
func (m mysql) follow(t *testing.T) {
	t.Helper()
	m.execute(t, "standby",
		fmt.Sprintf("CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = %d, MASTER_USER = 'follower', "+
			"MASTER_PASSWORD = 'follower', MASTER_SSL = 1, MASTER_USE_GTID = slave_pos", m.port),
		"START SLAVE")
}

// load lets the primary write and read a little, each second.
func (m mysql) load(t *testing.T) {
	t.Helper()
	m.execute(t, "primary",
		"CREATE DATABASE "+databaseName, "USE "+databaseName,
		"CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, note TEXT)",
		"CREATE EVENT orders ON SCHEDULE EVERY 1 SECOND DO INSERT INTO orders (note) SELECT COUNT(*) FROM orders",
	)
}

func (m mysql) socket(name string) string { return filepath.Join(m.dir, name+".sock") }

func (m mysql) execute(t *testing.T, name string, statements ...string) {
	t.Helper()
	if out, err := m.sql(t, name, strings.Join(statements, "; ")); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

func (m mysql) sql(t *testing.T, name, statements string) (string, error) {
	t.Helper()
	return run(t, m.dir, m.owner, nil, installed(t, "mariadb"), "--no-defaults", "--socket="+m.socket(name), "--user=root", "-e", statements)
}

func (m mysql) must(t *testing.T, program string, args ...string) {
	t.Helper()
	if out, err := run(t, m.dir, m.owner, nil, installed(t, program), args...); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
}
