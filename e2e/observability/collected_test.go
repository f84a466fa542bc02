package observability

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/platform"
)

// wanted is a line that must arrive, as it is or by a pattern. Of the metadata
// all is compared, of the labels all but the host; "*" is what cannot be known.
type wanted struct {
	reason, line     string
	labels, metadata map[string]string
	pattern          *regexp.Regexp // in place of line
}

// anything is a value that is not empty.
const anything = "*"

func (w wanted) is(line string) bool {
	if w.pattern != nil {
		return w.pattern.MatchString(line)
	}
	return line == w.line
}

// unlike is the difference between what is wanted and what arrived.
func (w wanted) unlike(p pushed) string {
	labels, metadata := map[string]string{}, map[string]string{}
	for name, value := range p.labels {
		if name != "host" {
			labels[name] = value
		}
	}
	for name, value := range p.metadata {
		if w.metadata[name] == anything && value != "" {
			value = anything
		}
		metadata[name] = value
	}
	return cmp.Diff([]map[string]string{w.labels, w.metadata}, []map[string]string{labels, metadata})
}

// missing is what is wrong with the lines that arrived. None of the forbidden
// words may be in any of them.
func missing(got []pushed, wants []wanted, forbidden ...string) error {
	var findings []error
	for _, w := range wants {
		finding := fmt.Errorf("%s: nothing like it arrived", w.reason)
		for _, p := range got {
			if !w.is(p.line) {
				continue
			}
			if finding = nil; w.unlike(p) != "" {
				finding = fmt.Errorf("%s: labels and metadata, -want +got:\n%s", w.reason, w.unlike(p))
			}
			break
		}
		findings = append(findings, finding)
	}
	for _, p := range got {
		for _, word := range forbidden {
			if strings.Contains(p.line, word) {
				findings = append(findings, fmt.Errorf("%q is in the line %q", word, p.line))
			}
		}
		if p.labels["host"] == "" || time.Since(p.at) > time.Hour {
			findings = append(findings, fmt.Errorf("from %q at %s: %q", p.labels["host"], p.at, p.line))
		}
	}
	return errors.Join(findings...)
}

// collects wants lines to arrive, and shows what did when they do not.
func (a agent) collects(t *testing.T, wants []wanted, forbidden ...string) {
	t.Helper()
	a.await(t, "the lines arrive", func() error {
		got, err := a.loki.received()
		if err != nil {
			return err
		}
		if err := missing(got, wants, forbidden...); err != nil {
			return fmt.Errorf("%w\n%s", err, shown(got))
		}
		return nil
	})
}

func shown(all []pushed) string {
	var text strings.Builder
	for _, p := range all {
		fmt.Fprintf(&text, "%v %v %.300q\n", p.labels, p.metadata, p.line)
	}
	return text.String()
}

// databaseLabels are those of a line of a database, but for the host.
func databaseLabels(r repositoryOf, database, app, level string) map[string]string {
	labels := source{r.env.Name}.database(database, app, level)
	delete(labels, "host")
	return labels
}

// syslogPKI is what the platform issues for the listener.
func syslogPKI(t *testing.T) (authority, server issued) {
	t.Helper()
	authority = issue(t, "syslog-ca", nil)
	return authority, issue(t, syslog.TLSSecretName, &authority)
}

// dial connects to a listener by its name, as a log sink does.
func dial(port int, roots issued, name string) (*tls.Conn, error) {
	pool := x509.NewCertPool()
	pool.AddCert(roots.certificate)
	return tls.DialWithDialer(&net.Dialer{Timeout: 10 * time.Second}, "tcp", address(port), &tls.Config{RootCAs: pool, ServerName: name})
}

// microseconds is RFC 3339 as RFC 5424 allows it: the listener refuses more
// digits.
const microseconds = "2006-01-02T15:04:05.999999Z07:00"

// fixtures are messages of RFC 5424, as each database and each sender may write
// them, and what must become of them.
func fixtures(t *testing.T, r repositoryOf) (messages []string, wants []wanted) {
	t.Helper()
	pgName, valkeyName, mysqlName := r.database(t, platform.PostgreSQL), r.database(t, platform.Valkey), r.database(t, platform.MySQL)
	header := func(severity int, engine platform.DatabaseEngine, database, app string) string {
		host := manageddatabase.ClusterName(r.env.Name, database, engine) + "-1"
		return fmt.Sprintf("<%d>1 %s %s %s 7 - - ", 16*8+severity, time.Now().UTC().Format(microseconds), host, app)
	}
	const session = "2026-01-01 00:00:00.000 UTC [7] [user=doadmin,db=defaultdb,app=psql] "
	const informational, failure = 6, 3
	metadata := func(severity string) map[string]string {
		return map[string]string{"pid": "7", "user": "doadmin", "db": databaseName, "severity": severity}
	}
	slow := metadata("LOG")
	slow["duration_ms"] = "12.5"
	pg, info := header(informational, platform.PostgreSQL, pgName, "postgres"), databaseLabels(r, pgName, "postgres", "info")
	failed := databaseLabels(r, pgName, "postgres", "error")
	oom := "1:M 01 Jan 2026 00:00:00.000 # OOM command not allowed"
	const noSpace = "2026-01-01T00:00:00.000000Z 0 [ERROR] [MY-012592] [InnoDB] Operating system error number 28"
	slowly := []string{
		"# Time: 2026-01-01T00:00:00.000000Z", "# User@Host: doadmin[doadmin] @  [10.0.0.9]  Id:    12",
		"# Query_time: 2.000184  Lock_time: 0.000002 Rows_sent: 0  Rows_examined: 0", "SET timestamp=1767225600;",
		"CREATE USER app IDENTIFIED BY '" + secretWord + "';",
	}
	messages = []string{
		pg + " " + session + "LOG:  duration: 12.5 ms  statement: SELECT 1\n",
		pg + session + "LOG:  statement: SELECT *\n\tFROM ads\n\tWHERE x = 1\n",
		pg + session + "LOG:  statement: SELECT 2#012#011FROM ads",
		pg + session + "LOG:  statement: ALTER ROLE app",
		pg + "\tPASSWORD '" + secretWord + "'\n",
		header(failure, platform.PostgreSQL, pgName, "postgres") + session + "FATAL:  cannot reach postgres://doadmin:" + secretWord + "@db/defaultdb",
		pg + "\ufeff" + session + "LOG:  café",
		header(informational, platform.Valkey, valkeyName, "valkey") + oom,
		header(failure, platform.MySQL, mysqlName, "mysql") + noSpace,
		header(informational, platform.MySQL, mysqlName, "mysql") + strings.Join(slowly, "#012"),
	}
	return messages, []wanted{
		{reason: "a slow statement", line: session + "LOG:  duration: 12.5 ms  statement: SELECT 1", labels: info, metadata: slow},
		{reason: "several lines in one message", line: session + "LOG:  statement: SELECT *\n\tFROM ads\n\tWHERE x = 1", labels: info, metadata: metadata("LOG")},
		{reason: "the same, escaped", line: session + "LOG:  statement: SELECT 2\n\tFROM ads", labels: info, metadata: metadata("LOG")},
		{reason: "several messages", line: session + "LOG:  statement: ALTER ROLE app\n\tPASSWORD '***'", labels: info, metadata: metadata("LOG")},
		{reason: "a password in a URL", line: session + "FATAL:  cannot reach postgres://doadmin:***@db/defaultdb", labels: failed, metadata: metadata("FATAL")},
		{reason: "marked as UTF-8", line: session + "LOG:  café", labels: info, metadata: metadata("LOG")},
		{reason: "a warning of Valkey", line: oom, labels: databaseLabels(r, valkeyName, "valkey", "warning"), metadata: map[string]string{"pid": "1", "role": "M"}},
		{
			reason: "an error of MySQL", line: noSpace,
			labels: databaseLabels(r, mysqlName, "mysql", "error"), metadata: map[string]string{"severity": "ERROR", "code": "MY-012592"},
		},
		{
			reason: "a slow statement of MySQL, with a password", line: strings.ReplaceAll(strings.Join(slowly, "\n\t"), secretWord, "***"),
			labels: databaseLabels(r, mysqlName, "mysql", "info"), metadata: map[string]string{"user": "doadmin", "query_time": "2.000184"},
		},
	}
}

// secretWord is what fixtures and real statements use for a password.
const secretWord = "hunter2"

// TestCollector sends the fixtures to whoever runs the configuration.
func TestCollector(t *testing.T) {
	t.Parallel()
	r := rendered(t)
	authority, server := syslogPKI(t)
	for name, c := range collectors(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := startAgent(t, "collector", c, server)
			messages, wants := fixtures(t, r)
			send(t, a.port, authority, server.certificate.DNSNames[0], messages)
			a.collects(t, wants, secretWord)
		})
	}
}

// send writes messages with their length in front.
func send(t *testing.T, port int, roots issued, name string, messages []string) {
	t.Helper()
	conn, err := dial(port, roots, name)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, m := range messages {
		if _, err := fmt.Fprintf(conn, "%d %s", len(m), m); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCollectorFaults shows that TestCollector would notice.
func TestCollectorFaults(t *testing.T) {
	t.Parallel()
	r := rendered(t)
	authority, server := syslogPKI(t)
	for _, fault := range []string{faultUnmasked, faultUnjoined, faultUnlabelled, faultUnstated} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			a := startAgent(t, fault, standIn(t, fault), server)
			messages, wants := fixtures(t, r)
			send(t, a.port, authority, server.certificate.DNSNames[0], messages)
			a.await(t, "something of each message arrives", func() error {
				got, err := a.loki.received()
				if err == nil && len(got) < len(wants) {
					err = fmt.Errorf("%d lines", len(got))
				}
				return err
			})
			got, _ := a.loki.received()
			if missing(got, wants, secretWord) == nil {
				t.Error("it is not noticed")
			}
		})
	}
}

// TestListenerIsVerified: the certificate is for the name of the logs and of our
// authority, and for nothing else.
func TestListenerIsVerified(t *testing.T) {
	t.Parallel()
	authority, server := syslogPKI(t)
	other := issue(t, "syslog-ca", nil)
	for name, c := range collectors(t) {
		t.Run(name, func(t *testing.T) {
			a := startAgent(t, "collector", c, server)
			if conn, err := dial(a.port, authority, server.certificate.DNSNames[0]); err != nil {
				t.Errorf("refused: %v", err)
			} else {
				conn.Close()
			}
			if _, err := dial(a.port, other, server.certificate.DNSNames[0]); err == nil {
				t.Error("another authority is accepted")
			}
			if _, err := dial(a.port, authority, "elsewhere.example.org"); err == nil {
				t.Error("another name is accepted")
			}
		})
	}
}
