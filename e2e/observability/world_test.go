package observability

import (
	"fmt"
	"testing"

	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/platform"
)

// world is everything that is observed, and what the platform knows of it.
type world struct {
	delivered
	postgres, valkey, mysql string // names of the databases
}

// What must be escaped wherever it is put into a URL, a DSN or a file.
const (
	postgresPassword = `p@ss w/o:r'd?%41&"`
	valkeyPassword   = `v@lkey:/w%41&?rd`
	mysqlPassword    = `my$QL_p@ss/w:o'r%41&?d`
)

// startWorld starts databases and machines, and lets Crossplane deliver what
// the exporters and Prometheus need to know.
func startWorld(t *testing.T) world {
	t.Helper()
	r, ca := rendered(t), newAuthority(t, "Project CA")
	login := metricsLogin{"metrics", "m:etrics p@ss"}
	pg := startPostgres(t, ca, "doadmin", postgresPassword)
	valkey := startRedis(t, ca, "doadmin", valkeyPassword)
	my := startMySQL(t, ca, "doadmin", mysqlPassword)
	w := world{
		postgres: r.database(t, platform.PostgreSQL), valkey: r.database(t, platform.Valkey), mysql: r.database(t, platform.MySQL),
	}
	w.delivered = deliver(t, r.env, login,
		cloudDatabase{
			name: w.postgres, port: pg.port, metrics: startMachine(t, ca, login, w.postgres+"-1"),
			user: pg.user, password: pg.password, ca: ca.pem,
		},
		cloudDatabase{
			name: w.valkey, port: valkey.port, metrics: startMachine(t, ca, login, w.valkey+"-1"),
			user: valkey.user, password: valkey.password, ca: ca.pem,
		},
		cloudDatabase{
			name: w.mysql, port: my.port, metrics: startMachine(t, ca, login, w.mysql+"-1"),
			user: my.user, password: my.password, ca: ca.pem,
		})
	return w
}

// observe starts the exporters and a Prometheus that is configured as the
// operator would, knowing what the store holds and nothing else.
func (w world) observe(t *testing.T, name string, s store) *prometheus {
	t.Helper()
	c, found := clusterOf(t, s), map[string]discovery{}
	c.ScrapeConfigs = w.scrapes
	for _, e := range []struct {
		tool tools.Tool
		make func(*testing.T, int) exporter
	}{
		{tools.PostgresExporter, postgresExporter}, {tools.RedisExporter, redisExporter}, {tools.MySQLExporter, mysqlExporter},
	} {
		port := freePort(t)
		made := e.make(t, port)
		if !made.monitor.Enabled {
			t.Fatalf("nothing scrapes %s", made.release)
		}
		start(t, made.release, made.container.command(t, built(t, e.tool), s, t.TempDir())).
			await(t, "it listens", listening(port))
		c.ServiceMonitors = append(c.ServiceMonitors, made.monitorObject())
		found[fmt.Sprintf("serviceMonitor/%s/%s/0", dokscluster.NamespaceDemo, made.release)] = made.discovered(port)
	}
	o := c.operate(t)
	unexpected(t, "what the operator refuses", map[string]string{}, o.Refused)
	jobs := o.jobs(t, found)
	if want := len(c.ServiceMonitors) + len(c.PodMonitors) + len(c.ScrapeConfigs); len(jobs) != want {
		t.Errorf("the operator makes %d jobs, want %d", len(jobs), want)
	}
	return startPrometheus(t, name, jobs...)
}
