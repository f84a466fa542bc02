package languages

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

func TestLanguagesOfGoldens(t *testing.T) {
	for name, s := range provetest.Goldens(t, "../../..") {
		if diff := cmp.Diff([]string(nil), provetest.Lines(Check(inventory.Read(s)))); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// flawless are texts that nothing is wrong with, though they look like it.
var flawless = map[string][]string{
	"logql": {
		"{job=\"a\"} |= `\\` | json | line_format \"{{.msg}}\" | duration > 1.5s",
		`count_over_time({app="x"} |~ "(?i)error\\[" [5m])`,
	},
	"alloy": {
		`loki.write "default" { endpoint { url = sys.env("URL") } }` + "\n" +
			`loki.process "a" { forward_to = [loki.write.default.receiver] }`,
		`{{ .Values.x }} {`, // Helm's, before it is rendered
	},
	"duration":    {"5m", "1h30m", "0", "500ms"},
	"template":    {"{{ $labels.job }} is at {{ $value | humanizePercentage }}", "plain"},
	"schedule":    {"*/5 * * * *", "0 3 1-7 * MON", "@daily", "@every 1h"},
	"zone":        {"Europe/Berlin", "Etc/UTC", "UTC"},
	"size":        {"5MB", "256 KiB", "1024", "${SIZE}"},
	"go-duration": {"10m", "1.5h", "{{ .Values.x }}"},
	"fieldpath":   {"spec.rule[0].labels[example.org/a]", "spec.list[*].name", "spec.list[5000]", ""},
	"target":      {"data[ca.crt]", "spec.list[1024]", ""},
	"dashboard":   {`{"uid": "a", "title": "A", "panels": [{"targets": [{"refId": "A"}]}]}`},
}

func TestFlawless(t *testing.T) {
	for name, texts := range flawless {
		for _, text := range texts {
			if found := reader(name)(text); len(found) > 0 {
				t.Errorf("%s: %q: got %+v, want nothing", name, text, found)
			}
		}
	}
}

func reader(name string) language {
	return map[string]language{
		"logql": readLogQL, "query": stable.read, "grafana": stable.grafana, "alloy": readAlloy("generally-available"), "duration": readDuration, "template": stable.template,
		"schedule": readSchedule, "zone": readZone, "size": lokiSize, "fieldpath": readFieldPath, "target": readTarget, "go-duration": lokiGoDuration, "dashboard": stable.dashboard,
	}[name]
}

// TestReaders is a table of mistakes, each with the one finding that is told.
func TestReaders(t *testing.T) {
	cases := map[string]struct{ reason, language, text, code, value, message string }{
		"LogEmpty":        {"An expression that was forgotten.", "logql", " ", "language-query", "", "the expression is empty"},
		"LogString":       {"A quote is missing.", "logql", `up{job="a}`, "language-query", `"`, "column 8: the string is not closed"},
		"LogOpen":         {"A bracket is missing.", "logql", "sum(rate(x[5m])", "language-query", "(", "column 4: the bracket is not closed"},
		"LogClosed":       {"A bracket too many.", "logql", "sum(x))", "language-query", ")", "column 7: the bracket closes none that is open"},
		"LogCrossed":      {"Brackets of two kinds cross.", "logql", "sum({a=\"b\"(})", "language-query", "}", "column 12: the bracket closes none that is open"},
		"LogRange":        {"A range without a unit.", "logql", "rate(\n  x[5])", "language-query", "5", "line 2, column 5: not a duration such as 5m, or two of them such as 1h:5m"},
		"LogRangeUnit":    {"A unit that does not exist.", "logql", "rate(x[5min])", "language-query", "5min", "column 8: not a duration such as 5m, or two of them such as 1h:5m"},
		"LogOperator":     {"Cut off in the middle.", "logql", "a + b >", "language-query", ">", "column 7: the expression ends in an operator"},
		"AlloyBlock":      {"A block is not closed.", "alloy", "logging {\n  level = \"info\"\n", "language-alloy", "", "line 3, column 1: expected }, got EOF"},
		"AlloyString":     {"A quote is missing.", "alloy", "logging {\n  level = \"info\n}", "language-alloy", "", "line 2, column 11: string literal not terminated"},
		"AlloyAssignment": {"YAML's colon.", "alloy", "logging {\n  level: \"info\"\n}", "language-alloy", "", "line 2, column 8: illegal character U+003A ':'"},
		"AlloyReference": {
			"A component is misspelt.", "alloy",
			"loki.write \"default\" { }\nloki.process \"a\" {\n  forward_to = [loki.write.defualt.receiver]\n}",
			"language-alloy-reference", "loki.write.defualt", "line 3, column 17: no such component is declared",
		},
		"AlloyTwice":    {"Two components of one name.", "alloy", "logging { }\nlogging { }", "language-alloy", "logging", "line 2, column 1: the component is declared twice"},
		"DurationUnit":  {"A word for a unit.", "duration", "5 minutes", "language-duration", "5 minutes", "not a duration as Prometheus reads them, such as 5m or 1h30m"},
		"DurationOrder": {"Small units before large ones.", "duration", "5m1h", "language-duration", "5m1h", "not a duration as Prometheus reads them, such as 5m or 1h30m"},
		"TemplateOpen":  {"Braces that are not closed.", "template", "{{ $labels.job", "language-template", "", "not a template: line 1: unclosed action"},
		"TemplateName":  {"A variable that Prometheus does not set.", "template", "{{ $lables.job }}", "language-template", "", `not a template: line 1: undefined variable "$lables"`},
		"Schedule":      {"A field is missing.", "schedule", "0 3 * *", "language-schedule", "0 3 * *", "Kubernetes refuses the schedule: expected exactly 5 fields, found 4: [0 3 * *]"},
		"ScheduleHour":  {"There is no such hour.", "schedule", "0 25 * * *", "language-schedule", "0 25 * * *", "Kubernetes refuses the schedule: end of range (25) above maximum (23): 25"},
		"ScheduleZone":  {"It has a field of its own.", "schedule", "TZ=Europe/Berlin 0 3 * * *", "language-schedule", "TZ=Europe/Berlin 0 3 * * *", "Kubernetes takes no time zone in a schedule"},
		"Zone":          {"A city in another case.", "zone", "Europe/berlin", "language-schedule", "Europe/berlin", "not a time zone of the IANA, such as Europe/Berlin"},
		"ZoneLocal":     {"Local is that of the machine, and none.", "zone", "Local", "language-schedule", "Local", "not a time zone of the IANA, such as Europe/Berlin"},
		"LokiSize":      {"A word for a unit.", "size", "5 megs", "language-loki", "5 megs", "not a size, such as 256KB or 5MB"},
		"LokiDays":      {"Go's durations have no days.", "go-duration", "1d", "language-loki", "1d", "not a duration as Loki reads this one, such as 10m or 1h30m"},
		"PathOpen":      {"A bracket is missing.", "fieldpath", "data[ca.crt", "language-fieldpath", "data[ca.crt", "Crossplane refuses the field path: unterminated '[' at position 4"},
		"PathTarget":    {"Nor is such a path written to.", "target", "spec..a", "language-fieldpath", "spec..a", "Crossplane refuses the field path: unexpected '.' at position 5"},
		"PathIndex":     {"A list that nobody means.", "target", "spec.list[1025]", "language-fieldpath", "spec.list[1025]", "Crossplane makes no list longer than index 1024"},
		"BoardJSON":     {"A comma too many.", "dashboard", `{"uid": "a",}`, "language-dashboard", "", "column 14: not a dashboard: invalid character '}' looking for beginning of object key string"},
		"BoardType":     {"A title that is a number.", "dashboard", `{"title": 5}`, "language-dashboard", "", "column 12: not a dashboard: json: cannot unmarshal number into Go struct field dashboard.title of type string"},
		"BoardUID":      {"An address that changes.", "dashboard", `{"title": "A", "panels": [{}]}`, "language-dashboard", "", "the dashboard has no uid, so its address would change with every start"},
		"BoardUIDLong":  {"Grafana refuses it.", "dashboard", `{"uid": "` + strings.Repeat("a", 41) + `", "title": "A", "panels": [{}]}`, "language-dashboard", "", "the uid is longer than 40 characters"},
		"BoardTitle":    {"Nobody would find it.", "dashboard", `{"uid": "a", "panels": [{}]}`, "language-dashboard", "", "the dashboard has no title"},
		"BoardEmpty":    {"Nothing to see.", "dashboard", `{"uid": "a", "title": "A"}`, "language-dashboard", "", "the dashboard has no panels"},
		"BoardQuery": {
			"A query in a folded row.", "dashboard",
			`{"uid": "a", "title": "A", "panels": [{"panels": [{"title": "P", "targets": [{"refId": "B", "expr": "sum(x"}]}]}]}`,
			"language-query", "", `panel "P", query B: column 6: unclosed left parenthesis`,
		},
		"BoardNoQuery": {
			"A query that was forgotten.", "dashboard",
			`{"uid": "a", "title": "A", "panels": [{"title": "P", "targets": [{"refId": "A", "datasource": {"type": "loki"}}]}]}`,
			"language-query", "", `panel "P", query A: the expression is empty`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := reader(tc.language)(tc.text)
			for i := range got {
				got[i].Remedy = "" // the next test reads whole findings
			}
			want := diag.List{{Code: diag.Code(tc.code), Value: tc.value, Message: tc.message}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s\nreason: %s", diff, tc.reason)
			}
		})
	}
}

// TestLanguagesOfOverrides reads whole findings, with the line of the
// configuration that a user has to mend.
func TestLanguagesOfOverrides(t *testing.T) {
	cases := map[string]struct{ reason, overrides, want string }{
		"Alloy": {
			"Someone brings an Alloy configuration.",
			"alloy:\n  alloy:\n    configMap:\n      content: |\n        logging {\n          level = \n        }\n",
			`platform.yaml:13: release alloy: values.alloy.configMap.content: line 3, column 1: expected expression, got }; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [language-alloy]`,
		},
		"AlloyReference": {
			"A receiver that is not declared.",
			"alloy:\n  alloy:\n    configMap:\n      content: |\n        loki.write \"default\" { }\n        loki.process \"a\" { forward_to = [loki.write.defautl.receiver] }\n",
			`platform.yaml:13: release alloy: values.alloy.configMap.content: "loki.write.defautl": line 2, column 34: no such component is declared; did you mean "default"?; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [language-alloy-reference]`,
		},
		"LokiDuration": {
			"A limit in words.",
			"loki:\n  loki:\n    limits_config:\n      max_query_length: 30 days\n",
			`platform.yaml:13: release loki: values.loki.limits_config.max_query_length: "30 days": not a duration as Loki reads this one, such as 168h or 7d; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [language-loki]`,
		},
		"LokiGoDuration": {
			"A day where Go's durations rule.",
			"loki:\n  loki:\n    ingester:\n      max_chunk_age: 1d\n",
			`platform.yaml:13: release loki: values.loki.ingester.max_chunk_age: "1d": not a duration as Loki reads this one, such as 10m or 1h30m; write days as hours: this setting knows no unit above h; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [language-loki]`,
		},
		"LokiKey": {
			"A setting that Loki does not have: it would not start.",
			"loki:\n  loki:\n    limits_config:\n      retention_perod: 7d\n",
			`platform.yaml:13: release loki: values.loki.limits_config.retention_perod: "retention_perod": Loki 3.7.6 has no such setting, and would not start; did you mean "retention_period"?; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [language-loki]`,
		},
		"LokiBool": {
			"A text that looks like true.",
			"loki:\n  loki:\n    compactor:\n      retention_enabled: \"true\"\n",
			`platform.yaml:13: release loki: values.loki.compactor.retention_enabled: "true": a text where Loki reads a number, true or false; leave out the quotes; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [language-loki]`,
		},
		"LokiSize": {
			"A size in words.",
			"loki:\n  loki:\n    limits_config:\n      max_line_size: big\n",
			`platform.yaml:13: release loki: values.loki.limits_config.max_line_size: "big": not a size, such as 256KB or 5MB; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [language-loki]`,
		},
		"Rule": {
			"An alert of the user's own.",
			"kube-prometheus-stack:\n  additionalPrometheusRulesMap:\n    mine:\n      groups:\n      - name: mine\n        rules:\n        - alert: Down\n          expr: up == 0)\n",
			`platform.yaml:17: release kube-prometheus-stack: values.additionalPrometheusRulesMap.mine.groups[0].rules[0].expr: column 9: unexpected right parenthesis ')'; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [language-query]`,
		},
		"CronJob": {
			"A job of the user's own, as an object of a chart.",
			"alloy:\n  extraObjects:\n  - apiVersion: batch/v1\n    kind: CronJob\n    metadata: {name: mine}\n    spec:\n      schedule: daily\n      timeZone: Europe/Berlin\n",
			`platform.yaml:16: release alloy: values.extraObjects[0].spec.schedule: "daily": Kubernetes refuses the schedule: expected exactly 5 fields, found 1: [daily]; write minute, hour, day, month and day of the week, such as 0 3 * * *; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [language-schedule]`,
		},
		"Dashboard": {
			"A dashboard of the user's own.",
			"kube-prometheus-stack:\n  grafana:\n    dashboards:\n      default:\n        mine:\n          json: |\n            {\"uid\": \"a\", \"title\": \"A\"}\n",
			`platform.yaml:15: release kube-prometheus-stack: values.grafana.dashboards.default.mine.json: the dashboard has no panels; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [language-dashboard]`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff([]string{tc.want}, provetest.Lines(Check(inventory.Read(provetest.Overriding(t, tc.overrides))))); diff != "" {
				t.Errorf("(-want +got):\n%s\nreason: %s", diff, tc.reason)
			}
		})
	}
}

// TestLanguagesOfObjects finds what our own code, or a component of somebody
// else's, could get wrong.
func TestLanguagesOfObjects(t *testing.T) {
	board := &corev1.ConfigMap{
		TypeMeta:   kinds.ConfigMap,
		ObjectMeta: metav1.ObjectMeta{Name: "board", Namespace: "a", Labels: map[string]string{"grafana_dashboard": "1"}},
		Data:       map[string]string{"board.json": "{", "notes.txt": "{"},
	}
	rule := &monitoringv1.PrometheusRule{
		TypeMeta:   kinds.PrometheusRule,
		ObjectMeta: metav1.ObjectMeta{Name: "rule", Namespace: "a"},
		Spec: monitoringv1.PrometheusRuleSpec{Groups: []monitoringv1.RuleGroup{{Name: "a", Rules: []monitoringv1.Rule{{
			Alert: "A", Expr: intstr.FromString("up["), For: new(monitoringv1.Duration("5")), KeepFiringFor: new(monitoringv1.NonEmptyDuration("x")),
			Annotations: map[string]string{"summary": "{{ end }}"},
		}}}}},
	}
	s := inventory.Input{Units: []model.Unit{{
		ID: model.UnitID{Environment: "blue", Path: "extra"},
		Components: []model.Component{{
			Name: "mine", Source: diag.Where{File: "mine.go", Line: 7}, Objects: []model.Object{board, rule},
			Health: []model.HealthCheck{{APIVersion: "a/v1", Kind: "Thing"}, {APIVersion: "a/v1", Kind: "Other", Conditions: []string{"is'Ready"}}},
		}},
	}}}
	const health = "unit environments/blue/extra: health[a/v1 "
	want := []string{
		`mine.go:7: ` + health + `Other]: "is'Ready": not the type of a condition; use a CamelCase word, for example Ready [language-health]`,
		`mine.go:7: ` + health + `Thing]: the check names no condition, so that every object would be healthy from the start; name the conditions that must be True [language-health]`,
		`mine.go:7: ConfigMap a/board: data["board.json"]: column 2: not a dashboard: unexpected end of JSON input; in environments/blue/extra/mine/configmap-board.yaml [language-dashboard]`,
		`mine.go:7: PrometheusRule.monitoring.coreos.com a/rule: spec.groups[0].rules[0].annotations.summary: not a template: line 1: unexpected {{end}}; in environments/blue/extra/mine/prometheusrule-rule.yaml [language-template]`,
		`mine.go:7: PrometheusRule.monitoring.coreos.com a/rule: spec.groups[0].rules[0].expr: column 4: unexpected end of input in duration expression; in environments/blue/extra/mine/prometheusrule-rule.yaml [language-query]`,
		`mine.go:7: PrometheusRule.monitoring.coreos.com a/rule: spec.groups[0].rules[0].for: "5": not a duration as Prometheus reads them, such as 5m or 1h30m; in environments/blue/extra/mine/prometheusrule-rule.yaml [language-duration]`,
		`mine.go:7: PrometheusRule.monitoring.coreos.com a/rule: spec.groups[0].rules[0].keep_firing_for: "x": not a duration as Prometheus reads them, such as 5m or 1h30m; in environments/blue/extra/mine/prometheusrule-rule.yaml [language-duration]`,
	}
	if diff := cmp.Diff(want, provetest.Lines(Check(inventory.Read(s)))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func BenchmarkLanguages(b *testing.B) {
	inv := inventory.Read(provetest.Environments(b, 1))
	for b.Loop() {
		Check(inv)
	}
}

// FuzzScan looks for texts on which the scanner stumbles or never ends.
func FuzzScan(f *testing.F) {
	for _, text := range append(flawless["logql"], "[", "\"", "`", "#", "a[]", "]\n") {
		f.Add(text)
	}
	f.Fuzz(func(_ *testing.T, text string) {
		readLogQL(text)
	})
}
