package languages

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	alertmanager "github.com/prometheus/alertmanager/config"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/prove/languages"
)

const alertmanagerFile = "../../pkg/prove/languages/alertmanager.txt"

// TestAlertmanagerTable holds the table of Alertmanager's configuration against
// Alertmanager's own types. To renew it after an update of Alertmanager:
//
//	go test -C e2e/languages -run TestAlertmanagerTable -update
func TestAlertmanagerTable(t *testing.T) {
	types := typeTable{}
	types.add(reflect.TypeFor[alertmanager.Config]())
	var lines []string
	for _, fields := range types {
		lines = append(lines, fields...)
	}
	slices.Sort(lines)
	if len(lines) < 450 || slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, "unknown:") }) {
		t.Fatalf("%d lines, with types that nobody reads:\n%s", len(lines), strings.Join(lines, "\n"))
	}
	if n := len(slices.Compact(slices.Clone(lines))); n < len(lines) {
		t.Error("two types have one name")
	}
	want := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.WriteFile(alertmanagerFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(want, read(t, alertmanagerFile)); diff != "" {
		t.Errorf("%s is not what Alertmanager says; run the test with -update (-Alertmanager +file):\n%s", alertmanagerFile, diff)
	}
}

// typeTable are the lines TYPE FIELD KIND of structs, by type.
type typeTable map[reflect.Type][]string

// add adds a struct and all that it holds.
func (table typeTable) add(t reflect.Type) {
	if _, known := table[t]; known {
		return
	}
	table[t] = []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case !f.IsExported() || name == "-":
		case strings.Contains(options, "inline"):
			if inner := pointed(f.Type); inner.Kind() == reflect.Struct {
				table.add(inner)
				for _, line := range table[inner] {
					_, field, _ := strings.Cut(line, " ")
					table[t] = append(table[t], t.String()+" "+field)
				}
			}
		case name != "":
			table[t] = append(table[t], t.String()+" "+name+" "+table.kind(f.Type))
		}
	}
}

func pointed(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// named are types that read themselves.
var named = map[string]string{
	"model.Duration": "duration", "time.Duration": "go-duration", "common.Regexp": "regexp", "common.Matchers": "matchers",
	"common.MatchRegexps": "regexps", "common.URL": "url", "common.SecretURL": "url", "common.SecretTemplateURL": "string",
	"config.URL": "url", "config.HostPort": "address", "config.Secret": "string", "config.TLSVersion": "tls",
	"timeinterval.TimeRange": "map", "timeinterval.WeekdayRange": "weekdays", "timeinterval.DayOfMonthRange": "days",
	"timeinterval.MonthRange": "months", "timeinterval.YearRange": "years", "timeinterval.Location": "zone",
}

func (table typeTable) kind(t reflect.Type) string {
	t = pointed(t)
	if kind, ok := named[t.String()]; ok {
		return kind
	}
	switch t.Kind() {
	case reflect.Bool:
		return "bool"
	case reflect.String:
		return "string"
	case reflect.Int, reflect.Int64, reflect.Uint, reflect.Uint64, reflect.Int32, reflect.Uint32:
		return "int"
	case reflect.Float64:
		return "float"
	case reflect.Slice:
		return "[]" + table.kind(t.Elem())
	case reflect.Map:
		if t.Elem().Kind() == reflect.String {
			return "strings"
		}
		return "map"
	case reflect.Struct:
		table.add(t)
		if len(table[t]) == 0 {
			return "any"
		}
		return t.String()
	case reflect.Interface:
		return "any"
	}
	return fmt.Sprint("unknown:", t)
}

// leastReceivers are what each kind of receiver cannot do without.
var leastReceivers = map[string]string{
	"discord_configs":    `webhook_url: "https://a.example"`,
	"email_configs":      `to: a@example.com, from: b@example.com, smarthost: "mail:587"`,
	"incidentio_configs": `url: "https://a.example", alert_source_token: a`,
	"jira_configs":       `project: a, issue_type: b, api_url: "https://a.example"`,
	"mattermost_configs": `webhook_url: "https://a.example"`,
	"msteams_configs":    `webhook_url: "https://a.example"`,
	"msteamsv2_configs":  `webhook_url: "https://a.example"`,
	"opsgenie_configs":   `api_key: a`,
	"pagerduty_configs":  `routing_key: a`,
	"pushover_configs":   `user_key: a, token: b`,
	"rocketchat_configs": `token: a, token_id: b`,
	"slack_configs":      `api_url: "https://a.example"`,
	"sns_configs":        `topic_arn: a, sigv4: {region: b, access_key: c, secret_key: d}`,
	"telegram_configs":   `bot_token: a, chat_id: 5`,
	"victorops_configs":  `api_key: a, routing_key: b`,
	"webex_configs":      `room_id: a, http_config: {authorization: {credentials: b}}`,
	"webhook_configs":    `url: "https://a.example"`,
	"wechat_configs":     `api_secret: a, corp_id: b`,
}

// agree wants Alertmanager and us to be of one mind about a configuration.
func agree(t *testing.T, config string, right bool) {
	t.Helper()
	_, err := alertmanager.Load("{" + config + "}")
	found := languages.Check(inventory.Read(provetest.Overriding(t, "kube-prometheus-stack: {alertmanager: {config: {"+config+"}}}\n")))
	if (err == nil) != right || (found.Errors() == 0) != right {
		t.Errorf("want it to be right: %t; Alertmanager says %v, and we say %v of\n%s", right, err, found, config)
	}
}

func routed(receiver string) string {
	return "route: {receiver: a, routes: []}, inhibit_rules: [], receivers: [{name: a, " + receiver + "}]"
}

// TestReceiversLikeAlertmanager: every kind of receiver with what it needs, with
// nothing, and with a wrong value in each field of a kind that can be wrong.
func TestReceiversLikeAlertmanager(t *testing.T) {
	types := typeTable{}
	types.add(reflect.TypeFor[alertmanager.Config]())
	wrong := map[string]string{"bool": "'true'", "int": "many", "url": "'a b'", "duration": "5 minutes", "go-duration": "1d", "string": "{a: b}", "strings": "[a]"}
	receiver := reflect.TypeFor[alertmanager.Receiver]()
	kinds := 0
	for i := range receiver.NumField() {
		kind, _, _ := strings.Cut(receiver.Field(i).Tag.Get("yaml"), ",")
		least, known := leastReceivers[kind]
		if !strings.HasSuffix(kind, "_configs") {
			continue
		}
		if kinds++; !known {
			t.Errorf("what does %s need?", kind)
			continue
		}
		agree(t, routed(kind+": [{"+least+"}]"), true)
		agree(t, routed(kind+": [{}]"), false)
		agree(t, routed(kind+": {"+least+"}"), false)
		agree(t, routed(kind+": [{"+least+", nothing_like_it: a}]"), false)
		for _, line := range types[pointed(receiver.Field(i).Type.Elem())] {
			words := strings.Fields(line)
			if value := wrong[words[2]]; value != "" && !strings.Contains(least, words[1]+":") {
				agree(t, routed(kind+": [{"+least+", "+words[1]+": "+value+"}]"), false)
			}
		}
	}
	if kinds < 18 {
		t.Errorf("%d kinds of receivers, want 18 at least", kinds)
	}
}

func TestAlertmanagerFaults(t *testing.T) {
	const webhook = `webhook_configs: [{url: "https://a.example"}]`
	interval := func(text string) string {
		return routed(webhook) + ", time_intervals: [{name: a, time_intervals: [{" + text + "}]}]"
	}
	route := func(text string) string {
		return "route: {receiver: a, routes: [{" + text + "}]}, inhibit_rules: [], receivers: [{name: a}], time_intervals: [{name: b}]"
	}
	right := []string{
		routed(webhook), route("matchers: [a=b, 'c =~ \"d|e\"', 'f!=\"\"']"), route("mute_time_intervals: [b], group_by: ['...'], continue: true"),
		route("match: {a: b}, match_re: {c: 'd|e'}"), route(`matchers: ['{a="b"}']`),
		interval("location: Europe/Berlin, weekdays: ['monday:friday', Sunday], months: ['january:march', '5', '6:8'], days_of_month: ['1:5', '-1'], years: ['2026:2027', '2030'], times: [{start_time: '09:00', end_time: '17:00'}]"),
	}
	wrong := []string{
		route("receiver: b"), route("matchers: [a]"), route("matchers: a=b"), route("matchers: ['a=~\"(\"']"), route("match_re: {c: '('}"), route("mute_time_intervals: [c]"),
		route("group_wait: 30 seconds"), route("group_interval: 0s"), route("recever: a"), route("continue: 'yes'"),
		interval("location: Europe/Berln"), interval("weekdays: ['mon']"), interval("days_of_month: ['32']"), interval("days_of_month: ['0']"), interval("years: [a]"), interval("tmes: []"),
		"route: {receiver: a, matchers: [a=b]}, receivers: [{name: a}]", "route: {receiver: a}, receivers: [{name: a}, {name: a}]",
		"global: {resolve_timeout: 5}, " + routed(webhook), "global: {smtp_smarthost: mail}, " + routed(webhook), "global: {nothing: a}, " + routed(webhook),
		routed(`webhook_configs: [{url: "https://a.example", http_config: {tls_config: {min_version: TLS9}}}]`),
		routed(`telegram_configs: [{bot_token: a, chat_id: 5, parse_mode: markdown}]`),
		"inhibit_rules: [{source_matchers: [a]}], route: {receiver: a}, receivers: [{name: a}]",
	}
	for _, config := range right {
		agree(t, config, true)
	}
	for _, config := range wrong {
		agree(t, config, false)
	}
}
