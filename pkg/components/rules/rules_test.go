package rules

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"seamark.dev/seamark/pkg/components/internal/promqltest"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

var environment = platform.Environment{
	Name: "prod",
	Databases: map[string]platform.Database{
		"cartservice": {Engine: platform.Valkey},
		"adservice":   {Engine: platform.PostgreSQL},
	},
}

func rulesOf(t *testing.T, env platform.Environment) map[string]monitoringv1.Rule {
	t.Helper()
	out := map[string]monitoringv1.Rule{}
	for _, o := range Component(env).Objects {
		for _, g := range o.(*monitoringv1.PrometheusRule).Spec.Groups {
			for _, r := range g.Rules {
				if _, taken := out[r.Alert]; taken {
					t.Errorf("two alerts are called %s", r.Alert)
				}
				out[r.Alert] = r
			}
		}
	}
	return out
}

// The original had no alert of its own.
func TestRegressionAlertsExist(t *testing.T) {
	cases := map[string]struct{ reason, severity string }{
		"DatabaseDown":                   {"Nothing matters more to the demo.", "critical"},
		"DatabaseExporterDown":           {"Without an exporter DatabaseDown is blind.", "warning"},
		"DatabaseMetricsEndpointDown":    {"The delivery of credentials or trusted sources may have failed.", "warning"},
		"PostgreSQLConnectionsNearLimit": {"The smallest database has few connections.", "warning"},
		"ValkeyConnectionsNearLimit":     {"As for PostgreSQL.", "warning"},
		"ValkeyMemoryNearLimit":          {"At the limit writes fail or keys go.", "warning"},
		"ValkeyEvictingKeys":             {"Evicted keys are lost carts.", "warning"},
		"DatabaseDiskNearlyFull":         {"A full disk makes the database read-only.", "critical"},
		"SyslogCertificateExpiring":      {"Expiry stops the database logs.", "critical"},
		"GatewayCertificateExpiring":     {"Expiry stops the visitors.", "critical"},
		"CertificateNotReady":            {"The unit of the Gateway does not wait for the certificate.", "warning"},
		"LogWritesFailing":               {"Loki may refuse lines because its bucket refuses them.", "critical"},
		"VolumeNearlyFull":               {"What cannot write stops.", "warning"},
		"DemoPodRestarting":              {"The demo is what people look at.", "warning"},
	}
	got := rulesOf(t, environment)
	for name, rule := range got {
		if _, ok := cases[name]; !ok {
			t.Errorf("nobody says why %s exists: %s", name, rule.Expr.String())
		}
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if severity := got[name].Labels["severity"]; severity != tc.severity {
				t.Errorf("severity %q, want %q: %s", severity, tc.severity, tc.reason)
			}
		})
	}
}

func TestRulesAreComplete(t *testing.T) {
	label := regexp.MustCompile(`\$labels\.([a-z_]+)`)
	for name, r := range rulesOf(t, environment) {
		if r.For == nil || *r.For == "" {
			t.Errorf("%s fires at the first sign", name)
		} else if _, err := time.ParseDuration(string(*r.For)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, key := range []string{"summary", "description", "runbook"} {
			if r.Annotations[key] == "" {
				t.Errorf("%s has no %s", name, key)
			}
		}
		// An aggregation keeps only the labels it names.
		by := regexp.MustCompile(`\bby \(([^)]*)\)`).FindStringSubmatch(r.Expr.String())
		for _, use := range label.FindAllStringSubmatch(r.Annotations["summary"]+r.Annotations["description"], -1) {
			if by != nil && !slices.Contains(strings.Split(by[1], ", "), use[1]) {
				t.Errorf("%s speaks of the label %s, which its expression drops", name, use[1])
			}
		}
	}
}

func TestMetricsExist(t *testing.T) {
	for name, r := range rulesOf(t, environment) {
		expr := r.Expr.String()
		unknown := promqltest.Unknown(expr, promqltest.PostgresExporter, promqltest.RedisExporter,
			promqltest.Telegraf, promqltest.Platform)
		if len(unknown) > 0 {
			t.Errorf("%s: nothing exports %v", name, unknown)
		}
		if len(promqltest.Metrics(expr)) == 0 {
			t.Errorf("%s reads no metric: %s", name, expr)
		}
		if problem := promqltest.Problem(expr); problem != "" {
			t.Errorf("%s: %s in %s", name, problem, expr)
		}
	}
}

// A target that Prometheus has never heard of has no up that could be 0.
func TestMissingTargetsAreNoticed(t *testing.T) {
	env := platform.Environment{Databases: map[string]platform.Database{
		"orders": {Engine: platform.PostgreSQL},
		"cache":  {Engine: platform.Valkey},
	}}
	cases := map[string]struct{ reason, want string }{
		"DatabaseExporterDown": {
			reason: "An exporter is called after its engine and database.",
			want:   `up{job=~"redis-exporter-cache|postgres-exporter-orders"} == 0 or absent(up{job="redis-exporter-cache"}) or absent(up{job="postgres-exporter-orders"})`,
		},
		"DatabaseMetricsEndpointDown": {
			reason: "Every database has an endpoint, of whichever engine.",
			want:   `up{job=~"cache-database|orders-database"} == 0 or absent(up{job="cache-database"}) or absent(up{job="orders-database"})`,
		},
	}
	got := rulesOf(t, env)
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			expr := got[name].Expr
			if diff := cmp.Diff(tc.want, expr.String()); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// An alert on expiry that comes before the time of renewal is always wrong.
func TestExpiryAlertsComeAfterRenewal(t *testing.T) {
	cases := map[string]struct {
		reason  string
		renewed int // days before expiry
	}{
		"SyslogCertificateExpiring":  {"We have it renewed 30 days ahead.", 30},
		"GatewayCertificateExpiring": {"The shorter certificates of Let's Encrypt, 45 days, are renewed at a third.", 15},
	}
	days := regexp.MustCompile(`< (\d+) \* 24 \* 3600$`)
	rules := rulesOf(t, environment)
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			expr := rules[name].Expr
			match := days.FindStringSubmatch(expr.String())
			if match == nil {
				t.Fatalf("no limit in days: %s", expr.String())
			}
			if limit, err := strconv.Atoi(match[1]); err != nil || limit >= tc.renewed || limit < 5 {
				t.Errorf("fires %d days ahead: %s", limit, tc.reason)
			}
		})
	}
}

func TestRunbooks(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "..", filepath.FromSlash(Runbooks)))
	if err != nil {
		t.Fatal(err)
	}
	sections := map[string]string{}
	for _, section := range strings.Split("\n"+string(page), "\n## ")[1:] {
		title, body, _ := strings.Cut(section, "\n")
		sections[title] = strings.TrimSpace(body)
	}
	rules := rulesOf(t, environment)
	for name, r := range rules {
		if sections[name] == "" {
			t.Errorf("%s has no section for %s", Runbooks, name)
		}
		if want := Runbooks + "#" + strings.ToLower(name); r.Annotations["runbook"] != want {
			t.Errorf("%s: runbook %q, want %q", name, r.Annotations["runbook"], want)
		}
	}
	for title := range sections {
		if _, ok := rules[title]; !ok {
			t.Errorf("%s has a section for %s, which is no alert", Runbooks, title)
		}
	}
}

func TestDeterministic(t *testing.T) {
	first := prometheusRule(environment)
	for range 20 {
		if diff := cmp.Diff(first, prometheusRule(environment)); diff != "" {
			t.Fatalf("two renders differ:\n%s", diff)
		}
	}
	const want = "PrometheusRule.monitoring.coreos.com cluster-services/platform"
	if got := render.RefOf(first).String(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
