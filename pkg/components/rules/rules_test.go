package rules

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/alloy"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/internal/promqltest"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// environment has everything that any alert is about.
var environment = platform.Environment{
	Name: "prod",
	Databases: map[string]platform.Database{
		"cartservice": {Engine: platform.Valkey, Nodes: 2},
		"adservice":   {Engine: platform.PostgreSQL, Nodes: 2},
		"shop":        {Engine: platform.MySQL, Nodes: 2},
	},
	Cluster: platform.Cluster{
		NodePool: platform.NodePool{Min: 3, Max: 5},
		AdditionalNodePools: []platform.AdditionalNodePool{
			{Name: "batch", Min: new(0), Max: 2}, {Name: "fixed", Min: new(1), Max: 1},
		},
	},
}

func rulesOf(t *testing.T, env platform.Environment) map[string]monitoringv1.Rule {
	t.Helper()
	out := map[string]monitoringv1.Rule{}
	for _, o := range newWatch(databases.Engines()).component(env, declare.Everything()).Objects {
		for _, g := range o.(*monitoringv1.PrometheusRule).Spec.Groups {
			for _, r := range g.Rules {
				if r.Record != "" {
					continue
				}
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
		"DemoPodCrashLooping":            {"A part of the demo is gone.", "critical"},
		"PodsUnschedulable":              {"The autoscaler did not help.", "warning"},
		"NodePoolAtMaximum":              {"Whoever pays must decide.", "warning"},

		"ValkeyHitRateLow":              {"A cache that does not hit is only in the way.", "warning"},
		"ValkeyRefusingConnections":     {"The limit is reached, not only near.", "critical"},
		"DatabaseDiskFilling":           {"Four days are enough to take a larger size.", "warning"},
		"DatabaseMemoryNearlyExhausted": {"The smallest size has 1 GB.", "warning"},

		"MySQLConnectionsNearLimit": {"As for PostgreSQL.", "warning"},
		"MySQLRefusingConnections":  {"The limit is reached, not only near.", "critical"},
		"MySQLLocksHeld":            {"One open transaction can stop all others.", "warning"},
		"MySQLSlowStatements":       {"Visitors wait for them.", "warning"},
		"MySQLBufferPoolExhausted":  {"Writing waits for memory.", "warning"},

		"PostgreSQLReplicationLagging":     {"A failover would lose what the standby lacks.", "warning"},
		"PostgreSQLReplicationSlotGrowing": {"A forgotten slot fills the disk.", "warning"},
		"DatabaseStandbyMissing":           {"It was paid for.", "warning"},

		"DatabaseLogsSilent":         {"A dead listener looks like a quiet day.", "warning"},
		"DatabaseLogSilent":          {"One sink may be gone while the other sends.", "warning"},
		"DatabaseLogLinesUnreadable": {"The provider may change its format.", "warning"},
		"LogLinesLost":               {"They do not come again.", "critical"},
		"LogCollectionBehind":        {"What is rotated away is lost.", "warning"},
		"LogPositionsLost":           {"Without positions every restart sends everything again.", "warning"},
		"AlloyComponentUnhealthy":    {"A source may be dead while the pod runs.", "warning"},
		"LogLinesRefused":            {"Limits that are too low lose lines.", "warning"},
		"LogFlushesFailing":          {"Lines are safe only in the bucket.", "critical"},
		"LogRetentionStalled":        {"Lines are kept longer than was promised.", "warning"},
		"LogCompactorStalled":        {"Retention waits for it.", "warning"},
		"LogLinesMissing":            {"Whether the whole path works, only the canary knows.", "warning"},

		"GatewayErrorsHigh":    {"Visitors see it now.", "critical"},
		"GatewayErrorsPersist": {"Few errors for a long time are many.", "warning"},
		"GatewaySlow":          {"Visitors leave.", "critical"},
		"GatewaySlowPersists":  {"As for errors.", "warning"},
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

func TestMetricsAndLabelsExist(t *testing.T) {
	catalogue := promqltest.Load(t, promqltest.Everything()...)
	for _, o := range newWatch(databases.Engines()).component(environment, declare.Everything()).Objects {
		for _, g := range o.(*monitoringv1.PrometheusRule).Spec.Groups {
			for _, r := range g.Rules {
				for _, finding := range catalogue.Findings(r.Expr.String()) {
					t.Errorf("%s%s: %s, in %s", r.Alert, r.Record, finding, r.Expr.String())
				}
			}
		}
	}
}

// What dashboards may read of the recording rules is what there is.
func TestRecordingsAreListed(t *testing.T) {
	var got []string
	name := regexp.MustCompile(`^[a-z]+:[a-z_]+:[a-z0-9_]+$`)
	for _, r := range gatewayRecordings() {
		got = append(got, r.name)
		if !name.MatchString(r.name) {
			t.Errorf("%s is not level:metric:operations", r.name)
		}
	}
	slices.Sort(got)
	want := slices.Sorted(maps.Keys(promqltest.Load(t, promqltest.Rules)))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-list +rules:\n%s", diff)
	}
}

// Alerts that could never fire, or would for ever, are left out.
func TestRulesFollowTheEnvironment(t *testing.T) {
	small := platform.Environment{
		Databases: map[string]platform.Database{"adservice": {Engine: platform.PostgreSQL, Nodes: 1}},
		Cluster:   platform.Cluster{NodePool: platform.NodePool{Min: 3, Max: 3}},
	}
	looked := platform.Database{Engine: platform.PostgreSQL, Existing: &platform.ExistingDatabase{ObserveOnly: true}}
	mixed := platform.Environment{Databases: map[string]platform.Database{"adservice": looked, "cartservice": {Engine: platform.Valkey}}}
	all := platform.Environment{Databases: map[string]platform.Database{"adservice": looked}}
	onePool := platform.Environment{Cluster: platform.Cluster{NodePool: platform.NodePool{Min: 3, Max: 5}}}
	cases := map[string]struct {
		reason, alert string
		env           platform.Environment
		want          string
	}{
		"Pool": {"The limit is the configuration's.", "NodePoolAtMaximum", onePool, `count(kube_node_info) >= 5`},
		"Pools": {
			"Each pool has its own; one of fixed size is always at its maximum.", "NodePoolAtMaximum", environment,
			`label_replace(count(kube_node_labels{label_doks_digitalocean_com_node_pool!~"prod-batch|prod-fixed"}) >= 5, "pool", "prod-pool", "", "")` +
				` or label_replace(count(kube_node_labels{label_doks_digitalocean_com_node_pool="prod-batch"}) >= 2, "pool", "prod-batch", "", "")`,
		},
		"FixedPool": {"A pool of fixed size is always at its maximum.", "NodePoolAtMaximum", small, ""},
		"Looked at": {
			"A database that is only looked at sends no log.", "DatabaseLogsSilent", mixed,
			`sum(increase(loki_source_syslog_entries_total[2h])) == 0 and (max(pg_up{database_cluster!~"adservice"} or redis_up{database_cluster!~"adservice"}) == 1)`,
		},
		"NothingSent": {"Then there is nothing to be silent.", "DatabaseLogSilent", all, ""},
		"Lookout":     {"It is watched all the same.", "DatabaseDown", all, "pg_up == 0"},
		"SingleNodes": {"There is no standby that could be missing.", "DatabaseStandbyMissing", small, ""},
		"Standbys": {
			"Each database has as many standbys as the configuration says.", "DatabaseStandbyMissing", environment,
			`(count by (database_cluster) (pg_stat_replication_pg_wal_lsn_diff{database_cluster="adservice"}) or max by (database_cluster) (pg_up{database_cluster="adservice"}) * 0) < 1` +
				` or max by (database_cluster) (redis_connected_slaves{database_cluster="cartservice"}) < 1` +
				` or (sum by (database_cluster) (mysql_info_schema_processlist_threads{database_cluster="shop", command=~"binlog_dump.*"}) or max by (database_cluster) (mysql_up{database_cluster="shop"}) * 0) < 1`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			r, there := rulesOf(t, tc.env)[tc.alert]
			if there != (tc.want != "") || there && r.Expr.String() != tc.want {
				t.Errorf("%s Got %q, want %q.", tc.reason, r.Expr.String(), tc.want)
			}
		})
	}
}

// DatabaseLogSilent reads a metric that Alloy's own configuration makes. While
// that counts nothing the alert rests; once it does, it must be under this name.
func TestLinesAreCountedUnderTheNameThatIsRead(t *testing.T) {
	const name = "database_log_lines_total"
	expr := rulesOf(t, environment)["DatabaseLogSilent"].Expr
	if !strings.Contains(expr.String(), "loki_process_custom_"+name) {
		t.Errorf("the alert does not read %s: %s", name, expr.String())
	}
	config := alloy.Configuration(databases.Engines())
	if strings.Contains(config, "metric.counter") && !regexp.MustCompile(`name\s*=\s*"`+name+`"`).MatchString(config) {
		t.Errorf("Alloy counts lines, but not as %s", name)
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
			want: `min by (job, database_cluster) (up{job=~"redis-exporter-cache|postgres-exporter-orders"}) == 0` +
				` or absent(up{job="redis-exporter-cache", database_cluster="cache"}) or absent(up{job="postgres-exporter-orders", database_cluster="orders"})`,
		},
		"DatabaseMetricsEndpointDown": {
			reason: "Every database has an endpoint, of whichever engine.",
			want: `min by (job, database_cluster) (up{job=~"cache-database|orders-database"}) == 0` +
				` or absent(up{job="cache-database", database_cluster="cache"}) or absent(up{job="orders-database", database_cluster="orders"})`,
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

// Each alert has a section, in the order of a runbook, and each section an
// alert.
func TestRunbooks(t *testing.T) {
	sections := map[string]string{}
	for _, section := range strings.Split(whole(databases.Engines()), "\n## ")[1:] {
		title, body, _ := strings.Cut(section, "\n")
		sections[title] = strings.TrimSpace(body)
	}
	rules := rulesOf(t, environment)
	for name, r := range rules {
		at := 0
		for _, part := range []string{"**Meaning.**", "**Impact.**", "**First checks.**", "**Mending.**"} {
			next := strings.Index(sections[name], part)
			if next < at {
				t.Errorf("%s: the section %s has no %s, or not in its place", Runbooks, name, part)
				continue
			}
			at = next
		}
		if !strings.Contains(sections[name], "`") {
			t.Errorf("%s: the section %s has no command", Runbooks, name)
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

// What is delivered has a section for each alert that is delivered, and speaks of
// nothing that is left out.
func TestRunbookOfWhatThereIs(t *testing.T) {
	env := environment
	env.Databases = map[string]platform.Database{"carts": {Engine: platform.Valkey, Nodes: 1}}
	mine := databases.Engine{
		Facts:   platform.DatabaseFacts{Engine: "abacus", Exporter: "abacus-exporter"},
		Alerts:  []alert.Alert{{Name: "AbacusJammed", Expr: "abacus_jammed"}},
		Runbook: "## AbacusJammed\n\nShake it.\n",
	}
	env.Databases["beads"] = platform.Database{Engine: "abacus", Nodes: 1}
	engines := databases.Engines().With(mine)
	engines[3].Exporter.Up = "abacus_up"
	list := declare.List{}
	for _, name := range []string{"manageddatabase", "redis-exporter", "abacus-exporter"} {
		list = list.With(declare.Component{Name: name})
	}
	got := newWatch(engines).component(env, list.Present()).Notes.Runbook
	cases := map[string]struct {
		reason string
		text   string
		want   bool
	}{
		"Ours":    {"There is a database of Valkey.", "\n## ValkeyEvictingKeys\n", true},
		"Theirs":  {"An engine of somebody else's brings its own.", "\n## AbacusJammed\n\nShake it.\n\n## ", true},
		"Common":  {"It is of all engines.", "\n## DatabaseDown\n", true},
		"Head":    {"It begins as the page does.", "# Alerts\n\nWhat each alert", true},
		"Another": {"There is no MySQL.", "MySQL", false},
		"Logs":    {"No log sink sends lines.", "\n## DatabaseLogsSilent\n", false},
		"Demo":    {"Nobody shops.", "shopping carts", false},
		"Marks":   {"They are for us.", "<!--", false},
	}
	for name, tc := range cases {
		if strings.Contains(got, tc.text) != tc.want {
			t.Errorf("%s: %s\n%q: want %v in\n%s", name, tc.reason, tc.text, tc.want, got)
		}
	}
}

// A list does not show that something was left out of it.
func TestNumbered(t *testing.T) {
	cases := map[string]struct{ reason, text, want string }{
		"Whole":   {"Nothing is missing, nothing changes.", "1. a\n2. b\n\nc\n", "1. a\n2. b\n\nc\n"},
		"First":   {"The second becomes the first.", "1. \n2. b\n3. c\n", "1. b\n2. c\n"},
		"Middle":  {"What follows moves up.", "1. a\n2. \n3. c\n", "1. a\n2. c\n"},
		"Code":    {"An item may hold more than a line.", "1. \n2. b:\n\n   x\n\n3. c", "1. b:\n\n   x\n\n2. c"},
		"Another": {"Each list counts for itself.", "1. \n2. b\n\n1. c\n2. d", "1. b\n\n1. c\n2. d"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, numbered(tc.text)); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestDeterministic(t *testing.T) {
	first := prometheusRule(databases.Engines(), environment, declare.Everything())
	for range 20 {
		if diff := cmp.Diff(first, prometheusRule(databases.Engines(), environment, declare.Everything())); diff != "" {
			t.Fatalf("two renders differ:\n%s", diff)
		}
	}
	const want = "PrometheusRule.monitoring.coreos.com cluster-services/platform"
	if got := model.RefOf(first).String(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
