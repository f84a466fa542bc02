package observability

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"

	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// TestDatabases starts everything once, and looks at it when all is well and
// when credentials are wrong.
func TestDatabases(t *testing.T) {
	t.Parallel()
	w := startWorld(t)
	t.Run("Healthy", w.healthy)
	other := newAuthority(t, "Another CA").pem
	var secrets []string
	for _, database := range w.databases() {
		secrets = append(secrets, "Secret/"+manageddatabase.SecretName(database))
	}
	t.Run("WrongCA", func(t *testing.T) {
		s := w.store
		for _, secret := range secrets {
			s = s.with(secret, manageddatabase.KeyCACert, other)
		}
		p := w.observe(t, "wrong-ca", s)
		w.endpointsDown(t, p, "certificate signed by unknown authority")
		w.databasesDown(t, p)
	})
	t.Run("WrongPassword", func(t *testing.T) {
		s := w.store.
			with(secrets[0], manageddatabase.KeyPostgresPassword, "wrong").
			with(secrets[1], manageddatabase.KeyRedisPassword, "wrong").
			with(secrets[2], manageddatabase.KeyMySQLPassword, "wrong")
		for _, secret := range secrets {
			s = s.with(secret, manageddatabase.KeyMetricsPassword, "wrong")
		}
		p := w.observe(t, "wrong-password", s)
		w.endpointsDown(t, p, "401 Unauthorized")
		w.databasesDown(t, p)
	})
	// The servers' certificates are for their name, not for their address.
	t.Run("WrongName", func(t *testing.T) {
		config := func(database string) string { return "ConfigMap/" + manageddatabase.ConfigMapName(database) }
		valkey := w.store.key(t, config(w.valkey), manageddatabase.KeyRedisAddress)
		s := w.store.
			with(config(w.postgres), manageddatabase.KeyHost, "127.0.0.1").
			with(config(w.mysql), manageddatabase.KeyHost, "127.0.0.1").
			with(config(w.valkey), manageddatabase.KeyRedisAddress, strings.Replace(valkey, host, "127.0.0.1", 1))
		w.databasesDown(t, w.observe(t, "wrong-name", s))
	})
}

// databases are the names of all, in the order of the secrets above.
func (w world) databases() []string { return []string{w.postgres, w.valkey, w.mysql} }

// healthy wants every target scraped, every panel answered and no alert.
func (w world) healthy(t *testing.T) {
	p := w.observe(t, "healthy", w.store)
	p.expect(t, "up", "1", 6) // three exporters, three machines
	p.expect(t, "pg_up", "1", 1)
	p.expect(t, "redis_up", "1", 1)
	p.expect(t, "mysql_up", "1", 1)
	for _, database := range w.databases() {
		p.expect(t, fmt.Sprintf("up{%s=%q}", manageddatabase.LabelDatabaseCluster, database), "1", 2)
	}
	t.Run("Panels", func(t *testing.T) { everyPanelAnswers(t, p, ofDatabases, unanswered) })
	t.Run("EveryQuery", func(t *testing.T) { everyQueryIsUnderstood(t, p) })
	t.Run("Names", func(t *testing.T) {
		everyNameIsExported(t, p, "postgres-exporter", postgresExporter(t, 0).release)
		everyNameIsExported(t, p, "redis-exporter", redisExporter(t, 0).release)
		everyNameIsExported(t, p, "mysql-exporter", mysqlExporter(t, 0).release)
	})
	t.Run("Memory", func(t *testing.T) {
		postgresExporter(t, 0).fits(t, p)
		redisExporter(t, 0).fits(t, p)
		mysqlExporter(t, 0).fits(t, p)
	})
	t.Run("Alerts", func(t *testing.T) {
		firing, err := p.firing()
		if err != nil {
			t.Fatal(err)
		}
		n := metricNames(t, ofDatabases)
		for _, r := range alertRules(t) {
			if fired := firing[r.Alert]; w.concerns(n, r) && len(fired) > 0 {
				t.Errorf("%s fires though nothing is wrong: %v", r.Alert, fired)
			}
		}
	})
}

// endpointsDown wants no metrics endpoint to be scraped, for the reason, and to
// be told of each.
func (w world) endpointsDown(t *testing.T, p *prometheus, reason string) {
	t.Helper()
	for _, c := range w.scrapes {
		name := *c.Spec.JobName
		p.expect(t, fmt.Sprintf("up{job=%q}", name), "0", 1)
		p.told(t, name, func(r monitoringv1.Rule) bool { return strings.Contains(r.Expr.String(), name) })
	}
	if got := p.scrapeErrors(t); !strings.Contains(got, reason) {
		t.Errorf("the scrapes fail for %s, want %s", got, reason)
	}
}

// databasesDown wants no exporter to get into its database, and to be told of
// each.
func (w world) databasesDown(t *testing.T, p *prometheus) {
	t.Helper()
	for metric, database := range map[string]string{"pg_up": w.postgres, "redis_up": w.valkey, "mysql_up": w.mysql} {
		p.expect(t, metric, "0", 1)
		p.told(t, database, func(r monitoringv1.Rule) bool {
			return len(mentions(r.Expr.String(), map[string]bool{metric: true})) > 0
		})
	}
}

// told wants one of the alerts about something to fire and to name the job or
// the database, in a label and in a sentence.
func (p *prometheus) told(t *testing.T, what string, about func(monitoringv1.Rule) bool) {
	t.Helper()
	var candidates []string
	for _, r := range alertRules(t) {
		if about(r) {
			candidates = append(candidates, r.Alert)
		}
	}
	if len(candidates) == 0 {
		t.Errorf("no alert is about %s", what)
		return
	}
	p.await(t, fmt.Sprintf("one of %q fires for %s", candidates, what), func() error {
		firing, err := p.firing()
		if err != nil {
			return err
		}
		for _, name := range candidates {
			for _, a := range firing[name] {
				if a.names(what) {
					return a.unreadable()
				}
			}
		}
		return fmt.Errorf("firing are %v", firing)
	})
}

// names tells whether a label is the job or the database.
func (a alert) names(what string) bool {
	for _, value := range a.Labels {
		if value == what {
			return true
		}
	}
	return false
}

// unreadable is what is wrong with the sentences of an alert: what Prometheus
// writes where a label is missing or a template fails.
func (a alert) unreadable() error {
	for name, text := range a.Annotations {
		if text == "" || strings.Contains(text, "<no value>") || strings.Contains(text, "<error expanding template") {
			return fmt.Errorf("%s of %s reads %q", name, a.Labels["alertname"], text)
		}
	}
	return nil
}

// concerns tells whether an alert is about our databases: about their metrics,
// or about whether they are scraped.
func (w world) concerns(n names, r monitoringv1.Rule) bool {
	scraped := slices.ContainsFunc(w.scrapes, func(c monitoringv1alpha1.ScrapeConfig) bool {
		return strings.Contains(r.Expr.String(), *c.Spec.JobName)
	})
	return scraped || n.about(r.Expr.String())
}

func alertRules(t *testing.T) []monitoringv1.Rule {
	t.Helper()
	var alerts []monitoringv1.Rule
	for _, g := range rules(t) {
		for _, r := range g.Rules {
			if r.Alert != "" {
				alerts = append(alerts, r)
			}
		}
	}
	return alerts
}

// scrapeErrors is what Prometheus says about targets it cannot scrape.
func (p *prometheus) scrapeErrors(t *testing.T) string {
	t.Helper()
	var answer struct {
		Active []struct {
			LastError string `json:"lastError"`
		} `json:"activeTargets"`
	}
	if err := p.get("targets", nil, &answer); err != nil {
		t.Fatal(err)
	}
	var errors []string
	for _, target := range answer.Active {
		if target.LastError != "" {
			errors = append(errors, target.LastError)
		}
	}
	return strings.Join(errors, "; ")
}
