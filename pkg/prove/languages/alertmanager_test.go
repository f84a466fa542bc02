package languages

import (
	"archive/zip"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// TestAlertmanager is a table of configurations, as a user overrides ours.
func TestAlertmanager(t *testing.T) {
	receiver := func(kind, fields string) string {
		return "receivers: [{name: 'null'}, {name: a, " + kind + ": [{" + fields + "}]}]"
	}
	const all = " here, and takes none of the configuration without"
	cases := map[string]struct {
		reason, config string
		want           []string
	}{
		"Right": {
			"A bit of everything.",
			`global: {smtp_smarthost: 'mail:587', smtp_from: a@example.com, resolve_timeout: 5m}, ` +
				`route: {receiver: a, group_by: ['...'], routes: [{matchers: ['severity=~"a|b"', 'team = x'], continue: true, mute_time_intervals: [night], receiver: b}]}, ` +
				`time_intervals: [{name: night, time_intervals: [{times: [{start_time: '22:00', end_time: '24:00'}], weekdays: ['monday:friday', Sunday], days_of_month: ['1:5', '-1'], months: ['january:3'], years: ['2026:2027'], location: Europe/Berlin}]}], ` +
				`inhibit_rules: [{source_matchers: ['a="b"'], target_match: {c: d}, target_match_re: {e: 'f|g'}, equal: [h]}], ` +
				`receivers: [{name: a, email_configs: [{to: b@example.com, headers: {Subject: c}, require_tls: false}]}, ` +
				`{name: b, webhook_configs: [{url: 'https://example.com/x', max_alerts: 5, timeout: 10s, send_resolved: true, http_config: {basic_auth: {username: a, password_file: b}, tls_config: {min_version: TLS12}}}], ` +
				`slack_configs: [{api_url: 'https://hooks.slack.com/x', channel: '#a', fields: [{title: a, value: b, short: true}], actions: [{type: button, text: a, url: b}]}]}]`,
			nil,
		},
		"Nowhere":    {"Deep below as well.", `route: {routes: [{routes: [{receiver: slcak}]}]}, receivers: [{name: slack}, {name: 'null'}]`, []string{`route.routes[0].routes[0].receiver: slcak: the route leads to a receiver that is not in the list: did you mean "slack"?`}},
		"Replaced":   {"Our own route leads to what a list of the user's took away.", `receivers: [{name: a}]`, []string{"receivers: null: a route of ours leads to this receiver, which is not in the list: add it, or give route a receiver of yours"}},
		"Receivers":  {"The word of another field.", `receivers: [{name: 'null', slack_config: []}]`, []string{`receivers[0].slack_config: slack_config: Alertmanager has no such field, and takes none of the configuration: did you mean "slack_configs"?`}},
		"Global":     {"Two letters changed places.", `global: {slack_api_ulr: x}`, []string{`global.slack_api_ulr: slack_api_ulr: Alertmanager has no such field, and takes none of the configuration: did you mean "slack_api_url"?`}},
		"Field":      {"A field of a receiver.", receiver("slack_configs", "api_url: 'https://example.com', chanel: '#a'"), []string{`receivers[1].slack_configs[0].chanel: chanel: Alertmanager has no such field, and takes none of the configuration: did you mean "channel"?`}},
		"Deep":       {"A field of how it calls.", receiver("webhook_configs", "url: 'https://example.com', http_config: {tls_config: {insecure: true}}"), []string{`receivers[1].webhook_configs[0].http_config.tls_config.insecure: insecure: Alertmanager has no such field, and takes none of the configuration: `}},
		"Bool":       {"A text that looks like true.", receiver("webhook_configs", "url: 'https://example.com', send_resolved: 'true'"), []string{"receivers[1].webhook_configs[0].send_resolved: : Alertmanager reads true or false, without quotes, here: "}},
		"Int":        {"A number in quotes.", receiver("telegram_configs", "bot_token: a, chat_id: '5'"), []string{"receivers[1].telegram_configs[0].chat_id: : Alertmanager reads a whole number, without quotes, here: "}},
		"Secret":     {"An address without its scheme; it may be a secret.", receiver("slack_configs", "api_url: hooks.slack.com/hunter2"), []string{"receivers[1].slack_configs[0].api_url: : Alertmanager reads an address that begins with http:// or https:// here: "}},
		"Needs":      {"A receiver that knows nobody.", receiver("pagerduty_configs", "severity: a"), []string{"receivers[1].pagerduty_configs[0]: : Alertmanager wants routing_key or routing_key_file or service_key or service_key_file" + all + ": "}},
		"NeedsMail":  {"Through which server?", receiver("email_configs", "to: a@example.com, from: b@example.com"), []string{"receivers[1].email_configs[0]: : Alertmanager wants smarthost or global.smtp_smarthost" + all + ": "}},
		"List":       {"One receiver is a list as well.", `receivers: [{name: 'null', webhook_configs: {url: 'https://example.com'}}]`, []string{"receivers[0].webhook_configs: : Alertmanager reads a list here: "}},
		"Twice":      {"Which of them?", `receivers: [{name: a}, {name: a}, {name: 'null'}]`, []string{"receivers[1]: a: another one in the list has the same name: "}},
		"Matcher":    {"No value.", `route: {routes: [{matchers: [severity]}]}`, []string{`route.routes[0].matchers[0]: : Alertmanager reads a matcher, such as severity="critical", here: `}},
		"Regexp":     {"It does not compile.", `route: {routes: [{matchers: ['a=~"("'], match_re: {b: '('}}]}`, []string{"route.routes[0].match_re.b: : Alertmanager reads a regular expression here: ", `route.routes[0].matchers[0]: : Alertmanager reads a matcher, such as severity="critical", here: `}},
		"Root":       {"All alerts come there.", `route: {matchers: ['a=b']}`, []string{"route.matchers: : the first route is that of all alerts, and has no conditions: write them in a route below it"}},
		"Duration":   {"A word for a unit.", `route: {group_wait: 30 seconds, repeat_interval: 0s}`, []string{"route.group_wait: : Alertmanager reads a duration, such as 30s or 1h30m, here: ", "route.repeat_interval: 0s: Alertmanager takes no interval of zero: "}},
		"Zone":       {"A city that is not in the list.", `time_intervals: [{name: a, time_intervals: [{location: Europe/Berln}]}]`, []string{"time_intervals[0].time_intervals[0].location: : Alertmanager reads a time zone of the IANA, such as Europe/Berlin, here: "}},
		"Weekday":    {"A short name.", `time_intervals: [{name: a, time_intervals: [{weekdays: ['mon:fri']}]}]`, []string{"time_intervals[0].time_intervals[0].weekdays[0]: : Alertmanager reads a day of the week, or two with a colon between, here: "}},
		"Interval":   {"Nobody declared it.", `route: {routes: [{mute_time_intervals: [nihgt]}]}, time_intervals: [{name: night}]`, []string{`route.routes[0].mute_time_intervals[0]: nihgt: no such time interval is declared: did you mean "night"?`}},
		"Word":       {"A word of another program.", receiver("telegram_configs", "bot_token: a, chat_id: 5, parse_mode: markdown"), []string{`receivers[1].telegram_configs[0].parse_mode: markdown: Alertmanager knows , Markdown, MarkdownV2, HTML: did you mean "Markdown"?`}},
		"ChartsOwn":  {"The chart's own list stays.", `route: {receiver: 'null'}`, nil},
		"NoDuration": {"A map for a text.", `global: {resolve_timeout: {minutes: 5}}`, []string{"global.resolve_timeout: : Alertmanager reads a text or a number here: "}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range Check(inventory.Read(provetest.Overriding(t, "kube-prometheus-stack: {alertmanager: {config: {"+tc.config+"}}}\n"))) {
				got = append(got, strings.TrimPrefix(f.Subject.Path, "values.alertmanager.config.")+": "+f.Value+": "+f.Message+": "+f.Remedy)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s\nreason: %s", diff, tc.reason)
			}
		})
	}
}

// TestAlertmanagerText reads a configuration that is a text.
func TestAlertmanagerText(t *testing.T) {
	const values = "kube-prometheus-stack:\n  alertmanager:\n    stringConfig: |\n      route: {receiver: slcak}\n      receivers: [{name: slack, slack_config: []}]\n"
	want := []string{
		`platform.yaml:12: release kube-prometheus-stack: values.alertmanager.stringConfig.receivers[0].slack_config: "slack_config": Alertmanager has no such field, and takes none of the configuration; did you mean "slack_configs"?; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [language-alertmanager]`,
		`platform.yaml:12: release kube-prometheus-stack: values.alertmanager.stringConfig.route.receiver: "slcak": the route leads to a receiver that is not in the list; did you mean "slack"?; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [language-alertmanager]`,
	}
	if diff := cmp.Diff(want, provetest.Lines(Check(inventory.Read(provetest.Overriding(t, values))))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for text, want := range map[string]int{"'{{ .Values.x }}: {'": 0, "'a: ['": 1} { // what the chart fills in is its own
		if found := Check(inventory.Read(provetest.Overriding(t, "kube-prometheus-stack: {alertmanager: {stringConfig: "+text+"}}"))); len(found) != want {
			t.Errorf("%s: %v", text, found)
		}
	}
}

// TestZones holds the list of time zones against the Go that builds us. After an
// update of Go that brings others, write its lib/time/zoneinfo.zip's names there.
func TestZones(t *testing.T) {
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	archive, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	var want []string
	for _, f := range archive.File {
		if !strings.HasSuffix(f.Name, "/") {
			want = append(want, f.Name)
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, zones()); diff != "" {
		t.Errorf("(-Go +list):\n%s", diff)
	}
}
