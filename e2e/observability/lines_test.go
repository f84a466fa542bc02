package observability

import (
	"fmt"
	"regexp"
	"slices"
	"testing"

	"seamark.dev/seamark/pkg/components/alloy"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/platform"
)

// stream is what Alloy sends of one source: labels, and lines in their order.
type stream struct {
	labels map[string]string
	lines  []line
}

// line is a line and its structured metadata.
type line struct {
	text     string
	metadata map[string]string
}

// streams have the labels and metadata that Alloy's configuration makes, and
// lines as PostgreSQL, Valkey, MySQL, Kubernetes and the demo write them. There
// is one for everything that a dashboard or a document asks for.
func streams(environment, postgres, valkey, mysql string) []stream {
	e := source{environment}
	return []stream{
		{e.database(postgres, "postgres", "info"), []line{
			pg("LOG", `duration: 1250.301 ms  statement: SELECT * FROM ads WHERE category = 'x'`, "duration_ms", "1250.301"),
			pg("LOG", "checkpoint starting: time"),
		}},
		{e.database(postgres, "postgres", "error"), []line{
			pg("FATAL", `password authentication failed for user "doadmin"`),
			pg("ERROR", "deadlock detected"),
			pg("FATAL", "sorry, too many clients already"),
			pg("ERROR", "canceling statement due to statement timeout"),
			pg("ERROR", "out of memory"),
		}},
		{e.database(valkey, "valkey", "warning"), []line{
			{"1:M 23 Nov 2026 03:00:00.000 # OOM command not allowed when used memory > 'maxmemory'.", map[string]string{"role": "M"}},
		}},
		{e.database(mysql, "mysql", "info"), []line{
			slowOfMySQL("2.000184", "SELECT * FROM orders WHERE note LIKE '%x%'"),
			my("Note", "MY-010926", "Access denied for user 'doadmin'@'10.0.0.9' (using password: YES)"),
		}},
		{e.database(mysql, "mysql", "error"), []line{
			my("ERROR", "MY-012592", "Operating system error number 28 in a file operation."),
		}},
		// A database that calls itself by its address is in no database_cluster.
		{map[string]string{"job": "database-logs", "environment": environment, "app": "postgres", "level": "info", "host": "10.0.0.5"}, []line{
			pg("LOG", "restartpoint starting: time"),
		}},
		{e.events("demo"), []line{
			event("Pod", "adservice-0", "Warning", "BackOff", "Back-off restarting failed container"),
			event("Pod", "frontend-0", "Warning", "FailedScheduling", "0/3 nodes are available: 3 Insufficient cpu."),
			event("Pod", "frontend-0", "Warning", "Unhealthy", "Readiness probe failed"),
			event("Pod", "frontend-0", "Warning", "FailedMount", "MountVolume.SetUp failed"),
			event("Pod", "frontend-0", "Warning", "Evicted", "The node was low on resource: memory."),
			event("Pod", "frontend-0", "Normal", "Started", "Started container server"),
		}},
		// Nodes are in no namespace.
		{e.events(""), []line{event("Node", "pool-1", "Warning", "SystemOOM", "System OOM encountered, victim process: java")}},
		{map[string]string{
			"job": "demo/server", "environment": environment, "namespace": "demo", "pod": "frontend-0", "container": "server",
			"node": "pool-1", "app": "frontend", "stream": "stdout",
		}, []line{{`{"message":"request complete","severity":"info"}`, nil}}},
	}
}

// streams are those of the repository's environment.
func (r repositoryOf) streams(t *testing.T) []stream {
	t.Helper()
	return streams(r.env.Name, r.database(t, platform.PostgreSQL), r.database(t, platform.Valkey), r.database(t, platform.MySQL))
}

// source makes labels of an environment.
type source struct{ environment string }

func (s source) database(name, app, level string) map[string]string {
	return map[string]string{
		"job": "database-logs", "environment": s.environment, "database_cluster": name, "app": app, "level": level,
		"host": s.environment + "-" + name + "-1",
	}
}

func (s source) events(namespace string) map[string]string {
	labels := map[string]string{
		"job": "kubernetes-events", "environment": s.environment, "instance": "loki.source.kubernetes_events.events",
	}
	if namespace != "" {
		labels["namespace"] = namespace
	}
	return labels
}

// pg is a line of PostgreSQL, with more metadata in pairs.
func pg(severity, message string, more ...string) line {
	metadata := map[string]string{"severity": severity, "pid": "310", "user": "doadmin", "db": databaseName}
	for i := 0; i < len(more); i += 2 {
		metadata[more[i]] = more[i+1]
	}
	prefix := "2026-11-23 03:00:00.000 UTC [310] [user=doadmin,db=" + databaseName + ",app=x] "
	return line{prefix + severity + ":  " + message, metadata}
}

// my is a line of MySQL's error log.
func my(severity, code, message string) line {
	text := fmt.Sprintf("2026-11-23T03:00:00.000000Z 12 [%s] [%s] [Server] %s", severity, code, message)
	return line{text, map[string]string{"severity": severity, "code": code}}
}

// slowOfMySQL is a statement of its slow log, as Alloy puts the lines together.
func slowOfMySQL(seconds, statement string) line {
	text := "# Time: 2026-11-23T03:00:00.000000Z\n\t# User@Host: doadmin[doadmin] @  [10.0.0.9]  Id:    12\n" +
		"\t# Query_time: " + seconds + "  Lock_time: 0.000002 Rows_sent: 1  Rows_examined: 90000\n\tSET timestamp=1795402800;\n\t" + statement + ";"
	return line{text, map[string]string{"user": "doadmin", "query_time": seconds}}
}

// event is an event as Alloy writes it in JSON.
func event(kind, name, level, reason, message string) line {
	text := fmt.Sprintf(`{"count":1,"kind":%q,"msg":%q,"name":%q,"objectAPIversion":"v1","reason":%q,"sourcecomponent":"kubelet","type":%q}`,
		kind, message, name, reason, level)
	return line{text, nil}
}

var (
	targetLabel = regexp.MustCompile(`target_label\s*=\s*"([a-z_]+)"`)
	structured  = regexp.MustCompile(`stage\.structured_metadata\s*{\s*values\s*=\s*{([^}]*)}`)
	attribute   = regexp.MustCompile(`(\w+)\s*=`)
)

// TestStreamsAreThoseOfAlloy compares labels and metadata above with those that
// Alloy's configuration sets.
func TestStreamsAreThoseOfAlloy(t *testing.T) {
	used := map[string]bool{}
	for _, s := range streams("e", "p", "v", "m") {
		for label := range s.labels {
			used[label] = true
		}
		for _, l := range s.lines {
			for name := range l.metadata {
				used[name] = true
			}
		}
	}
	want := []string{"environment", "instance", "job", "namespace", "stream"} // not by rules
	for _, m := range targetLabel.FindAllStringSubmatch(alloy.Configuration(databases.Engines()), -1) {
		if m[1] != "__path__" {
			want = append(want, m[1])
		}
	}
	for _, block := range structured.FindAllStringSubmatch(alloy.Configuration(databases.Engines()), -1) {
		for _, m := range attribute.FindAllStringSubmatch(block[1], -1) {
			want = append(want, m[1])
		}
	}
	slices.Sort(want)
	unexpected(t, "what Alloy sets", slices.Compact(want), sortedKeys(used))
}
