package observability

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"seamark.dev/seamark/e2e/internal/process"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/platform"
)

// sink is how a log sink sends: an rsyslogd on the machine of a database. Which
// of its settings DigitalOcean has chosen is not documented, so that both
// framings and both libraries of TLS take their turn.
type sink struct {
	framing, driver string
	longest         string // of a message; empty for rsyslog's own 8 KiB
	input           string // more settings of what reads the file
}

// lineByLine is each line of the file as a message, with its length in front.
var lineByLine = sink{framing: "octet-counted", driver: "ossl", longest: "512k"}

// statementByStatement puts lines together before they are sent. A message ends
// with a line feed, and the listener gives it on when the next one begins.
var statementByStatement = sink{framing: "traditional", driver: "gtls", input: `startmsg.regex="^[0-9]"`}

// node is the machine of a database: its name, and what its rsyslogd trusts.
type node struct {
	host, app, file string
	authority, peer string
}

// start runs rsyslogd on a machine until the test ends.
func (s sink) start(t *testing.T, port int, n node) (daemon *child, socket string) {
	t.Helper()
	program := installed(t, "rsyslogd")
	// A socket's path is short.
	dir, err := os.MkdirTemp("", "seamark-rs-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	socket = filepath.Join(dir, "log")
	longest := ""
	if s.longest != "" {
		longest = fmt.Sprintf("maxMessageSize=%q", s.longest)
	}
	configuration := fmt.Sprintf(`
global(workDirectory=%q localHostname=%q net.enableDNS="off" defaultNetstreamDriverCAFile=%q %s)
module(load="imfile" mode="polling" pollingInterval="1")
module(load="imuxsock" sysSock.use="off")
input(type="imuxsock" socket=%q)
input(type="imfile" file=%q tag=%q severity="info" facility="local0" %s)
action(type="omfwd" target="127.0.0.1" port="%d" protocol="tcp" tcp_Framing=%q
  streamDriver=%q streamDriverMode="1" streamDriverAuthMode="x509/name" streamDriverPermittedPeers=%q
  template="RSYSLOG_SyslogProtocol23Format" action.resumeInterval="1")
`, dir, n.host, write(t, filepath.Join(dir, "ca.crt"), n.authority), longest, socket, n.file, n.app, s.input,
		port, s.framing, s.driver, n.peer)
	file := write(t, filepath.Join(dir, "rsyslog.conf"), configuration)
	return start(t, "rsyslogd-"+n.app, process.Command{Program: program, Args: []string{"-n", "-i", filepath.Join(dir, "pid"), "-f", file}}), socket
}

// machine is the machine of the only database of an engine.
func machine(t *testing.T, r repositoryOf, engine platform.DatabaseEngine, app, file string, authority, server issued) node {
	t.Helper()
	return node{
		host: manageddatabase.ClusterName(r.env.Name, r.database(t, engine), engine) + "-1", app: app, file: file,
		authority: authority.pem, peer: server.certificate.DNSNames[0],
	}
}

// realLogs are what a real PostgreSQL and a real Redis wrote.
func realLogs(t *testing.T) (postgres, redis string) {
	t.Helper()
	pg := startPrimary(t, newAuthority(t, "Project CA"), "doadmin", postgresPassword)
	var arguments []string
	for _, statement := range []string{
		"SET log_min_duration_statement = 0",
		"SELECT 'one',\n\n  'three'",
		"SET log_statement = 'ddl'",
		"SET password_encryption = 'scram-sha-256'",
		"ALTER ROLE doadmin\n  PASSWORD\n  '" + secretWord + "'",
		"SELECT length('" + strings.Repeat("x", 20000) + "')",
		"SELECT * FROM missing",
	} {
		arguments = append(arguments, "-c", statement)
	}
	out, _ := pg.run(t, "psql", pg.socket(databaseName, arguments...)...) // one of them fails
	if !strings.Contains(out, "20000") || !strings.Contains(out, `"missing" does not exist`) {
		t.Fatalf("psql: %s", out)
	}
	dir := t.TempDir()
	server := start(t, "redis", process.Command{
		Program: installed(t, "redis-server"),
		Args:    []string{"--port", "0", "--save", "", "--unixsocket", filepath.Join(dir, "s"), "--dir", dir},
	})
	server.await(t, "it is ready", func() error {
		if !strings.Contains(server.Tail(), "ready to accept connections") {
			return fmt.Errorf("it has not said so")
		}
		return nil
	})
	return pg.log, server.log
}

// grows is a copy of a log that gets another line from time to time.
func grows(t *testing.T, log string) string {
	t.Helper()
	text, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(write(t, filepath.Join(t.TempDir(), "copy.log"), string(text)), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		defer file.Close()
		for t.Context().Err() == nil {
			time.Sleep(500 * time.Millisecond)
			if _, err := fmt.Fprintln(file, "0 a later line"); err != nil {
				return // the test is over
			}
		}
	}()
	return file.Name()
}

// realLines are what must become of these logs.
func realLines(t *testing.T, r repositoryOf, statement string) []wanted {
	t.Helper()
	const session = `^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \S+ \[\d+\] \[user=postgres,db=defaultdb,app=psql\] `
	pg, valkey := r.database(t, platform.PostgreSQL), r.database(t, platform.Valkey)
	info, failed := databaseLabels(r, pg, "postgres", "info"), databaseLabels(r, pg, "postgres", "error")
	metadata := func(severity string, more ...string) map[string]string {
		m := map[string]string{"pid": anything, "user": "postgres", "db": databaseName, "severity": severity}
		for _, name := range more {
			m[name] = anything
		}
		return m
	}
	like := func(reason, pattern string, labels, metadata map[string]string) wanted {
		return wanted{reason: reason, pattern: regexp.MustCompile(`(?s)` + pattern), labels: labels, metadata: metadata}
	}
	return []wanted{
		like("a statement of several lines", session+`LOG:  duration: \S+ ms  statement: SELECT 'one',\n\t\n\t  'three'$`, info, metadata("LOG", "duration_ms")),
		like("a password in the third line", session+`LOG:  statement: ALTER ROLE doadmin\n\t  PASSWORD\n\t  '\*\*\*'$`, info, metadata("LOG")),
		like("a long statement", session+`LOG:  duration: \S+ ms  statement: SELECT length\('`+statement, info, metadata("LOG", "duration_ms")),
		like("an error", session+`ERROR:  relation "missing" does not exist at character 15$`, failed, metadata("ERROR")),
		like("its statement", session+`STATEMENT:  SELECT \* FROM missing$`, info, metadata("STATEMENT")),
		like("a line of the server's own", `^[^\[]+ \[\d+\] LOG:  database system is ready to accept connections$`, info,
			map[string]string{"pid": anything, "severity": "LOG"}),
		like("a warning of Redis", `^\d+:C .* # oO0OoO0OoO0Oo Redis is starting`, databaseLabels(r, valkey, "valkey", "warning"),
			map[string]string{"pid": anything, "role": "C"}),
		like("a notice of Redis", `^\d+:M .* \* The server is now ready to accept connections`, databaseLabels(r, valkey, "valkey", "info"),
			map[string]string{"pid": anything, "role": "M"}),
	}
}

// TestRsyslog sends what PostgreSQL and Redis wrote by rsyslog to whoever runs
// the configuration.
func TestRsyslog(t *testing.T) {
	t.Parallel()
	installed(t, "rsyslogd")
	r := rendered(t)
	authority, server := syslogPKI(t)
	postgres, redis := realLogs(t)
	sinks := map[string]struct {
		sink
		statement string // the end of a statement with 20,000 characters
	}{
		"LineByLine":           {lineByLine, `x+'\)$`},
		"StatementByStatement": {statementByStatement, `x+$`}, // cut by rsyslog
	}
	for by, c := range collectors(t) {
		for name, s := range sinks {
			t.Run(by+"/"+name, func(t *testing.T) {
				t.Parallel()
				a := startAgent(t, "collector", c, server)
				s.start(t, a.port, machine(t, r, platform.PostgreSQL, "postgres", grows(t, postgres), authority, server))
				s.start(t, a.port, machine(t, r, platform.Valkey, "valkey", grows(t, redis), authority, server))
				a.collects(t, realLines(t, r, s.statement), secretWord)
				t.Run("Shown", func(t *testing.T) {
					arrived, err := a.loki.received()
					if err != nil {
						t.Fatal(err)
					}
					if lines := unshown(t, r, arrived); len(lines) > 0 {
						t.Errorf("no panel shows %q", lines)
					}
				})
			})
		}
	}
}

// TestRsyslogOfPrograms sends what a program tells rsyslog by its socket, which
// escapes what controls a terminal: a statement as one message, and in the way
// of PostgreSQL's own syslog.
func TestRsyslogOfPrograms(t *testing.T) {
	t.Parallel()
	r := rendered(t)
	authority, server := syslogPKI(t)
	empty := write(t, filepath.Join(t.TempDir(), "empty.log"), "")
	const session = "2026-01-01 00:00:00.000 UTC [7] [user=u,db=d,app=a] "
	info := databaseLabels(r, r.database(t, platform.PostgreSQL), "postgres", "info")
	metadata := map[string]string{"pid": "7", "user": "u", "db": "d", "severity": "LOG"}
	for by, c := range collectors(t) {
		t.Run(by, func(t *testing.T) {
			a := startAgent(t, "collector", c, server)
			daemon, socket := lineByLine.start(t, a.port, machine(t, r, platform.PostgreSQL, "postgres", empty, authority, server))
			var conn net.Conn
			daemon.await(t, "it has its socket", func() (err error) {
				conn, err = net.Dial("unixgram", socket)
				return err
			})
			defer conn.Close()
			for _, text := range []string{
				session + "LOG:  statement: SELECT 1\n\tFROM ads",
				"[5-1] " + session + "LOG:  statement: ALTER ROLE app",
				"[5-2] \tPASSWORD '" + secretWord + "'",
			} {
				if _, err := fmt.Fprintf(conn, "<134>Jan  1 00:00:00 postgres[7]: %s", text); err != nil {
					t.Fatal(err)
				}
			}
			a.collects(t, []wanted{
				{reason: "one message", line: session + "LOG:  statement: SELECT 1\n\tFROM ads", labels: info, metadata: metadata},
				{reason: "numbered messages", line: "[5-1] " + session + "LOG:  statement: ALTER ROLE app\n\tPASSWORD '***'", labels: info, metadata: metadata},
			}, secretWord)
		})
	}
}

// TestRsyslogOfLongLines: a line that is longer than the listener takes is lost,
// but what follows it is not for good: rsyslog connects again.
func TestRsyslogOfLongLines(t *testing.T) {
	t.Parallel()
	r := rendered(t)
	authority, server := syslogPKI(t)
	for by, c := range collectors(t) {
		t.Run(by, func(t *testing.T) {
			a := startAgent(t, "collector", c, server)
			file := write(t, filepath.Join(t.TempDir(), "long.log"),
				"fits "+strings.Repeat("x", 250_000)+"\ntoo long "+strings.Repeat("y", 300_000)+"\n")
			lineByLine.start(t, a.port, machine(t, r, platform.PostgreSQL, "postgres", file, authority, server))
			log, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer log.Close()
			found := func(got []pushed, text string) (n int) {
				for _, p := range got {
					if strings.HasPrefix(p.line, text) {
						n = len(p.line)
					}
				}
				return n
			}
			a.await(t, "a line behind the long one arrives", func() error {
				if _, err := fmt.Fprintln(log, "behind"); err != nil {
					return err
				}
				got, err := a.loki.received()
				if err == nil && found(got, "behind") == 0 {
					err = fmt.Errorf("it has not")
				}
				return err
			})
			got, _ := a.loki.received()
			if n := found(got, "fits "); n != 250_005 {
				t.Errorf("of a line that fits %d bytes arrive", n)
			}
			if n := found(got, "too long "); n != 0 {
				t.Errorf("of a line that is too long %d bytes arrive", n)
			}
		})
	}
}

// TestRsyslogVerifies: rsyslog sends nothing to a listener whose certificate is
// of another authority or for another name. Not each of its libraries says why;
// the listener sees the connection broken off.
func TestRsyslogVerifies(t *testing.T) {
	t.Parallel()
	r := rendered(t)
	authority, server := syslogPKI(t)
	file := write(t, filepath.Join(t.TempDir(), "some.log"), "0 a line\n0 another line\n")
	other := issue(t, "syslog-ca", nil)
	cases := map[string]struct {
		reason string
		change func(*node)
	}{
		"Authority": {"another authority", func(n *node) { n.authority = other.pem }},
		"Name":      {"another name", func(n *node) { n.peer = "elsewhere.example.org" }},
	}
	refuses := regexp.MustCompile(`(?i)certificate|not permitted|GnuTLS error|connection reset`)
	for name, tc := range cases {
		for _, s := range []sink{lineByLine, statementByStatement} {
			t.Run(name+"/"+s.driver, func(t *testing.T) {
				t.Parallel()
				a := startAgent(t, "collector", standIn(t, ""), server)
				n := machine(t, r, platform.PostgreSQL, "postgres", file, authority, server)
				tc.change(&n)
				daemon, _ := s.start(t, a.port, n)
				daemon.await(t, "it refuses", func() error {
					if said := daemon.Tail() + a.Tail(); !refuses.MatchString(said) {
						return fmt.Errorf("both say %q", said)
					}
					return nil
				})
				if got, err := a.loki.received(); err != nil || len(got) > 0 {
					t.Errorf("%s: something arrives: %v, %v", tc.reason, got, err)
				}
			})
		}
	}
}
