package alloy

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/alloytest"
)

// levels are all values that the label level can have.
var levels = []string{"critical", "debug", "error", "info", "warning"}

// message runs a message of a database through everything, as sent with the
// severity informational, which is what says nothing.
func message(t *testing.T, line string) alloytest.Entry {
	t.Helper()
	labels := map[string]string{"app": "postgres", "host": "h", "job": "database-logs", "level": "informational"}
	return process(t, line, labels, `loki.process "syslog"`, `loki.process "secrets"`)
}

// What these databases write, in the formats of their documentation.
func TestDatabaseLines(t *testing.T) {
	type metadata = map[string]string
	const session = "pid=123,user=doadmin,db=defaultdb,app=psql,client=10.110.0.4 "
	cases := map[string]struct {
		reason, line, level string
		metadata            metadata
	}{
		"Duration": {"what a slow statement took", session + "LOG:  duration: 12.345 ms  statement: SELECT 1", "info",
			metadata{"pid": "123", "user": "doadmin", "db": "defaultdb", "severity": "LOG", "duration_ms": "12.345"}},
		"Lines": {"a statement of several lines", " " + session + "LOG:  duration: 1250.301 ms  execute <unnamed>: SELECT *\n\tFROM ads\n", "info",
			metadata{"pid": "123", "user": "doadmin", "db": "defaultdb", "severity": "LOG", "duration_ms": "1250.301"}},
		"Error": {"an error of a session", session + `ERROR:  relation "ads" does not exist at character 15`, "error",
			metadata{"pid": "123", "user": "doadmin", "db": "defaultdb", "severity": "ERROR"}},
		"Statement": {"the line behind an error", session + "STATEMENT:  SELECT * FROM ads", "info",
			metadata{"pid": "123", "user": "doadmin", "db": "defaultdb", "severity": "STATEMENT"}},
		"Own": {"a process of the server has no session", "pid=28,user=,db=,app=,client= LOG:  checkpoint starting: time", "info",
			metadata{"pid": "28", "severity": "LOG"}},
		"Before": {"before a client has said who it is", "pid=9,user=[unknown],db=[unknown],app=[unknown],client=10.0.0.9 LOG:  connection received: host=10.0.0.9 port=51", "info",
			metadata{"pid": "9", "user": "[unknown]", "db": "[unknown]", "severity": "LOG"}},
		"Application": {"its name is free text", "pid=9,user=u,db=d,app=DBeaver 24.1, Main [x],client=10.0.0.9 WARNING:  there is no transaction in progress", "warning",
			metadata{"pid": "9", "user": "u", "db": "d", "severity": "WARNING"}},
		"Badger": {"the second prefix that can be chosen", "2026-01-01 00:00:00 UTC [321]: [7-1] user=doadmin,db=defaultdb,app=[unknown],client=10.0.0.9 FATAL:  sorry, too many clients already", "error",
			metadata{"pid": "321", "user": "doadmin", "db": "defaultdb", "severity": "FATAL"}},
		"Analyze": {"the third", "2026-01-01 00:00:00.123 UTC [321] [user=doadmin,db=defaultdb,app=web] LOG:  duration: 7 ms", "info",
			metadata{"pid": "321", "user": "doadmin", "db": "defaultdb", "severity": "LOG", "duration_ms": "7"}},
		"AnalyzeOwn": {"the third, of the server's own process", "2026-01-01 00:00:00.123 UTC [321] PANIC:  could not write to file", "critical",
			metadata{"pid": "321", "severity": "PANIC"}},
		"Plain": {"the prefix of an untouched PostgreSQL", "2026-01-01 00:00:00.123 UTC [321] DEBUG1:  autovacuum: processing database", "debug",
			metadata{"pid": "321", "severity": "DEBUG1"}},
		"Sequence": {"PostgreSQL's own syslog numbers its lines", "[5-1] pid=1,user=u,db=d,app=a,client=[local] NOTICE:  x", "info",
			metadata{"pid": "1", "user": "u", "db": "d", "severity": "NOTICE"}},
		"Quoted": {"a statement that speaks of a level or a duration", session + `LOG:  statement: SELECT 'ERROR:  duration: 5 ms'`, "info",
			metadata{"pid": "123", "user": "doadmin", "db": "defaultdb", "severity": "LOG"}},
		"Ready":    {"a notice of Valkey", "123:M 01 Jan 2026 00:00:00.000 * Ready to accept connections tcp", "info", metadata{"pid": "123", "role": "M"}},
		"Memory":   {"a warning of Valkey", "1:M 01 Jan 2026 00:00:00.000 # OOM command not allowed", "warning", metadata{"pid": "1", "role": "M"}},
		"Replica":  {"a replica's debug line", "1:S 31 Dec 2026 23:59:59.999 . 0 clients connected", "debug", metadata{"pid": "1", "role": "S"}},
		"Child":    {"the child that saves, verbose", "77:C 01 Jan 2026 00:00:00.000 - DB saved on disk", "info", metadata{"pid": "77", "role": "C"}},
		"Sentinel": {"the format with another time", "77:X 2026-01-01T00:00:00.000Z # +sdown master", "warning", metadata{"pid": "77", "role": "X"}},
		"Milli":    {"the format with milliseconds", "77:M 1767225600000 * Background saving started by pid 78", "info", metadata{"pid": "77", "role": "M"}},
		"System":   {"a notice of MySQL 8", "2026-01-01T00:00:00.000000Z 0 [System] [MY-010931] [Server] /usr/sbin/mysqld: ready for connections.", "info", metadata{"severity": "System", "code": "MY-010931"}},
		"Denied":   {"a note of MySQL about a client", "2026-01-01T00:00:00.000000Z 12 [Note] [MY-010914] [Server] Aborted connection 12 to db: 'd' user: 'u' host: '10.0.0.9'", "info", metadata{"severity": "Note", "code": "MY-010914"}},
		"InnoDB":   {"an error of MySQL 8 in its other time", "2026-01-01T00:00:00.000000+02:00 0 [ERROR] [MY-012592] [InnoDB] Operating system error number 28", "error", metadata{"severity": "ERROR", "code": "MY-012592"}},
		"Older":    {"the format before version 8", "2026-01-01 00:00:00 6 [Warning] Aborted connection 6 to db: 'd' user: 'u' host: 'h'", "warning", metadata{"severity": "Warning"}},
		"Slow": {
			"a slow statement of MySQL",
			"# Time: 2026-01-01T00:00:00.000000Z\n\t# User@Host: doadmin[doadmin] @  [10.0.0.9]  Id:    12\n\t# Query_time: 2.000184  Lock_time: 0.000002 Rows_sent: 1  Rows_examined: 0\n\tSET timestamp=1767225600;\n\tSELECT SLEEP(2);",
			"info", metadata{"user": "doadmin", "query_time": "2.000184"},
		},
		"Brackets": {"a level of MySQL within a statement", session + "LOG:  statement: SELECT '2026-01-01 00:00:00 6 [Warning] x'", "info",
			metadata{"pid": "123", "user": "doadmin", "db": "defaultdb", "severity": "LOG"}},
		"Neither":   {"another program's line keeps the severity of the message", "systemd[1]: Started PostgreSQL.", "info", metadata{}},
		"LooksLike": {"a level without PostgreSQL's prefix is text", "backup ERROR:  duration: 5 ms", "info", metadata{}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := message(t, tc.line)
			if diff := cmp.Diff(tc.metadata, got.Metadata); diff != "" || got.Labels["level"] != tc.level {
				t.Errorf("%s: level %q, want %q; metadata -want +got:\n%s", tc.reason, got.Labels["level"], tc.level, diff)
			}
			if want := strings.TrimSpace(tc.line); got.Line != want {
				t.Errorf("the line has become %q, want %q", got.Line, want)
			}
			if diff := cmp.Diff([]string{"app", "host", "job", "level"}, slices.Sorted(maps.Keys(got.Labels))); diff != "" {
				t.Errorf("labels -want +got:\n%s", diff)
			}
		})
	}
}

// Whatever a message or a database says, the label is one of a few words.
func TestLevelsAreBounded(t *testing.T) {
	said := map[string][]string{}
	add := func(line, severity string) {
		level := process(t, line, map[string]string{"level": severity}, `loki.process "syslog"`).Labels["level"]
		said[level] = append(said[level], severity+" "+line)
	}
	for _, s := range []string{"emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug"} {
		add("", s) // the eight of syslog, as Alloy writes them
	}
	for _, s := range strings.Fields("DEBUG1 DEBUG2 DEBUG3 DEBUG4 DEBUG5 LOG INFO NOTICE WARNING ERROR FATAL PANIC " +
		"DETAIL HINT QUERY CONTEXT STATEMENT LOCATION BACKTRACE OTHER") {
		add("pid=1,user=u,db=d,app=a,client=10.0.0.9 "+s+":  x", "informational")
	}
	for _, s := range []string{"System", "Note", "Warning", "Error", "ERROR", "Other"} {
		add("2026-01-01T00:00:00.000000Z 0 ["+s+"] [MY-000000] [Server] x", "notice")
	}
	for _, s := range []string{".", "-", "*", "#", "!"} {
		add("1:M 01 Jan 2026 00:00:00.000 "+s+" x", "notice")
	}
	if diff := cmp.Diff(levels, slices.Sorted(maps.Keys(said))); diff != "" {
		t.Errorf("-want +got:\n%s\n%v", diff, said)
	}
}

func TestSyslogLinesAreTrimmed(t *testing.T) {
	cases := map[string]struct{ reason, line, want string }{
		"Sent":      {"a blank before, a line feed behind", " LOG:  checkpoint starting\n", "LOG:  checkpoint starting"},
		"Clean":     {"nothing to trim", "ready", "ready"},
		"Statement": {"line feeds within a statement stay", " SELECT 1\n\tFROM t\n", "SELECT 1\n\tFROM t"},
		"Indented":  {"the tab says that the line belongs to the one before", " \tFROM t\n", "\tFROM t"},
		"Blank":     {"a line of a statement may be empty", " \t\n", "\t"},
		"Marked":    {"RFC 5424 allows a mark before UTF-8", "\ufeffready", "ready"},
		"Escaped":   {"what rsyslog makes of a message with line feeds", " SELECT 1#012#011FROM t", "SELECT 1\n\tFROM t"},
		"File":      {"what rsyslog makes of lines that it put together", "SELECT 1\\n\tFROM t\n", "SELECT 1\n\tFROM t"},
		"Slow":      {"MySQL's head of a slow statement", "# Time: x\n# User@Host: u[u] @  []\nSET timestamp=1;\nSELECT 1;\n", "# Time: x\n\t# User@Host: u[u] @  []\n\tSET timestamp=1;\n\tSELECT 1;"},
		"SlowSent":  {"the same when rsyslog escaped it", "# Time: x#012# Query_time: 1  Lock_time: 0#012SET timestamp=1;#012SELECT '#012';", "# Time: x\n\t# Query_time: 1  Lock_time: 0\n\tSET timestamp=1;\n\tSELECT '#012';"},
		"Colour":    {"a number sign and digits alone say nothing", "UPDATE t SET colour = '#012345', path = 'c:\\new'", "UPDATE t SET colour = '#012345', path = 'c:\\new'"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := message(t, tc.line).Line; got != tc.want {
				t.Errorf("%q becomes %q, want %q: %s", tc.line, got, tc.want, tc.reason)
			}
		})
	}
}

func TestStatementsStayTogether(t *testing.T) {
	const start, ready = "pid=1,user=u,db=d,app=a,client=h LOG:  statement: SELECT *", "1:M 01 Jan 2026 00:00:00.000 * Ready"
	cases := map[string]struct {
		reason      string
		lines, want []string
	}{
		"Tabs":    {"PostgreSQL indents what follows", []string{start, "\tFROM ads", "\tWHERE x", start}, []string{start + "\n\tFROM ads\n\tWHERE x", start}},
		"Escaped": {"rsyslog writes a tab like this", []string{start, "#011FROM ads", start}, []string{start + "\n\tFROM ads", start}},
		"Numbers": {"PostgreSQL's own syslog", []string{"[5-1] " + start, "[5-2] #011FROM ads", "[6-1] " + start}, []string{"[5-1] " + start + "\n\tFROM ads", "[6-1] " + start}},
		"Empty":   {"an empty line within a statement", []string{start, "\t", "\tFROM ads"}, []string{start + "\n\t\n\tFROM ads"}},
		"Slow":    {"MySQL's head of a slow statement, line by line", []string{"# Time: x", "# User@Host: u[u] @  []", "# Query_time: 1  Lock_time: 0", "SET timestamp=1;", "SELECT 1;", start}, []string{"# Time: x\n\t# User@Host: u[u] @  []\n\t# Query_time: 1  Lock_time: 0\n\tSET timestamp=1;", "SELECT 1;", start}},
		"Valkey":  {"its lines are never indented", []string{ready, ready}, []string{ready, ready}},
		"Hash":    {"a number sign alone says nothing", []string{start, "# x", "#01 x", "#012 x", "#1"}, []string{start, "# x", "#01 x", "#012 x", "#1"}},
		"Spaces":  {"nor do blanks", []string{start, "  x"}, []string{start, " x"}},
		"Orphan":  {"a rest without a beginning stays", []string{"\tFROM ads", start}, []string{"\tFROM ads", start}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, joined(t, tc.lines)); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// A stage works on what the ones before it leave.
func TestOrderOfTheStages(t *testing.T) {
	var got []string
	for _, b := range parse(t).Pipeline(`loki.process "syslog"`) {
		stage := b.Path
		if b.Attributes["source"] != nil {
			stage += " of " + eval[string](t, b.Attributes["source"])
		}
		got = append(got, stage)
	}
	want := []string{
		"stage.regex", "stage.output of line", // without the tab's blank, or it is not seen
		"stage.replace",   // the tab as a tab
		"stage.multiline", // before the masks: a secret may stand in the second line
		"stage.replace",   // before the parts are taken out of the line
		"stage.regex", "stage.regex of message", "stage.regex",
		"stage.replace of level",
		"stage.labels", "stage.structured_metadata",
		"stage.metrics", // with the labels that the line will have
	}
	got = slices.Compact(got) // an engine may have several of a kind
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The rules ask for this counter by its name, to which Alloy adds a prefix.
func TestDatabaseLinesAreCounted(t *testing.T) {
	counter := find(t, `loki.process "syslog"`).In("stage.metrics.metric.counter")
	if got := eval[string](t, counter.Attributes["name"]); got != "database_log_lines_total" {
		t.Errorf("the counter is called %s", got)
	}
	if !eval[bool](t, counter.Attributes["match_all"]) || eval[string](t, counter.Attributes["action"]) != "inc" {
		t.Error("not every line counts one")
	}
	if got := eval[string](t, counter.Attributes["max_idle_duration"]); got != "10m" {
		t.Errorf("a count is kept for %s: the alert takes its presence for a line", got)
	}
}
