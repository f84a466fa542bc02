package kubeprometheusstack

import (
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/internal/alertmanager"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

var update = flag.Bool("update", false, "rewrite testdata/alertmanager.yaml")

// everyone is every kind of receiver, two of them with a Secret of their own.
func everyone() platform.Receiver {
	return platform.Receiver{
		Slack:     &platform.Slack{Channel: "#alerts", Secret: "alertmanager-receiver"},
		Email:     &platform.Email{To: "ops@example.com", From: "alerts@example.com", Smarthost: "smtp.example.com:587", Username: "alerts", Secret: "alertmanager-receiver"},
		Webhook:   &platform.Webhook{Secret: "alertmanager-receiver-hook"},
		PagerDuty: &platform.PagerDuty{Secret: "alertmanager-receiver-pager"},
	}
}

func told(r platform.Receiver) platform.Environment {
	env := environment()
	env.Alerts.Receiver = r
	return env
}

// The file is what amtool can check: amtool check-config.
func TestAlertmanagerFile(t *testing.T) {
	const file = "testdata/alertmanager.yaml"
	rendered, err := yaml.Marshal(configOf(everyone(), declare.Everything()))
	if err != nil {
		t.Fatal(err)
	}
	got := "# Generated from this package, with every kind of receiver: do not edit. Run go test with -update to renew.\n" + string(rendered)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is stale, run with -update (-file +now):\n%s", file, diff)
	}
}

func TestNobodyIsToldByDefault(t *testing.T) {
	env := told(platform.Receiver{})
	if diff := cmp.Diff([]alertmanager.Receiver{{Name: "null"}}, configOf(env.Alerts.Receiver, declare.Everything()).Receivers); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	c := Component(env, declare.Everything())
	if len(c.Objects) != 1 || len(c.Secrets) != 1 {
		t.Errorf("%d copies and %d Secrets, want those of Grafana only", len(c.Objects), len(c.Secrets))
	}
	if names := alertmanager.SecretNames(env.Alerts.Receiver); len(names) != 0 {
		t.Errorf("Alertmanager would wait for %v", names)
	}
}

// A credential is in a file, the file in a mounted Secret, the Secret copied
// from the hub, and the key asked of a human.
func TestCredentialsComeFromMountedSecrets(t *testing.T) {
	env := told(everyone())
	raw, err := json.Marshal(configOf(env.Alerts.Receiver, declare.Everything()))
	if err != nil {
		t.Fatal(err)
	}
	files := regexp.MustCompile(`"[a-z_]+_file":"/etc/alertmanager/secrets/([^/"]+)/([^/"]+)"`).FindAllStringSubmatch(string(raw), -1)
	var used []string
	for _, f := range files {
		used = append(used, f[1]+"/"+f[2])
	}
	slices.Sort(used)
	want := []string{
		"alertmanager-receiver-hook/webhook-url",
		"alertmanager-receiver-pager/pagerduty-routing-key",
		"alertmanager-receiver/slack-webhook-url",
		"alertmanager-receiver/smtp-password",
	}
	if diff := cmp.Diff(want, used); diff != "" {
		t.Errorf("files -want +got:\n%s", diff)
	}
	c := Component(env, declare.Everything())
	var asked, copied []string
	for _, s := range c.Secrets[1:] {
		for _, k := range s.Keys {
			asked = append(asked, s.Name+"/"+k.Key)
			if k.Meaning == "" || len(k.Inputs) != 1 || s.Namespace != "blue" {
				t.Errorf("%s: a human would not know what to do: %+v in %s", s.Name, k, s.Namespace)
			}
		}
	}
	for _, o := range c.Objects[1:] {
		copied = append(copied, o.(*seamark.SecretCopy).Name)
	}
	slices.Sort(asked)
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("asked -want +got:\n%s", diff)
	}
	mounted := []string{"alertmanager-receiver", "alertmanager-receiver-hook", "alertmanager-receiver-pager"}
	if diff := cmp.Diff(mounted, copied); diff != "" {
		t.Errorf("copied -want +got:\n%s", diff)
	}
	if diff := cmp.Diff(mounted, alertmanagerOf(env, declare.Everything()).AlertmanagerSpec.Secrets); diff != "" {
		t.Errorf("mounted -want +got:\n%s", diff)
	}
}

// Without a user there is no password, and no Secret to wait for.
func TestMailWithoutLogin(t *testing.T) {
	r := platform.Receiver{Email: &platform.Email{To: "a@example.com", From: "b@example.com", Smarthost: "mail:587", Secret: "alertmanager-receiver"}}
	if names := alertmanager.SecretNames(r); len(names) != 0 {
		t.Errorf("waits for %v", names)
	}
	if file := configOf(r, declare.Everything()).Receivers[1].Email[0].AuthPasswordFile; file != "" {
		t.Errorf("reads %s", file)
	}
}

func TestRouting(t *testing.T) {
	pagerOnly := platform.Receiver{PagerDuty: everyone().PagerDuty}
	cases := map[string]struct {
		reason   string
		receiver platform.Receiver
		labels   map[string]string
		want     []string
	}{
		"Critical":       {"Somebody must look now.", everyone(), map[string]string{"alertname": "DatabaseDown", "severity": "critical"}, []string{"oncall", "team"}},
		"Warning":        {"Nobody is woken for it.", everyone(), map[string]string{"alertname": "VolumeNearlyFull", "severity": "warning"}, []string{"team"}},
		"Info":           {"It is for the dashboards.", everyone(), map[string]string{"alertname": "CPUThrottlingHigh", "severity": "info"}, []string{"null"}},
		"Watchdog":       {"It fires all the time.", everyone(), map[string]string{"alertname": "Watchdog", "severity": "none"}, []string{"null"}},
		"Nobody":         {"No receiver is configured.", platform.Receiver{}, map[string]string{"alertname": "DatabaseDown", "severity": "critical"}, []string{"null"}},
		"OnlyPager":      {"A critical alert must not be lost for want of a team.", pagerOnly, map[string]string{"alertname": "DatabaseDown", "severity": "critical"}, []string{"oncall", "null"}},
		"OnlyPagerWarns": {"Nobody is woken for it, nor told.", pagerOnly, map[string]string{"alertname": "VolumeNearlyFull", "severity": "warning"}, []string{"null"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			config := configOf(tc.receiver, declare.Everything())
			got := routed(t, config.Route, tc.labels)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
			for _, name := range got {
				if !slices.ContainsFunc(config.Receivers, func(r alertmanager.Receiver) bool { return r.Name == name }) {
					t.Errorf("there is no receiver %s", name)
				}
			}
		})
	}
}

func TestInhibition(t *testing.T) {
	down := map[string]string{"alertname": "DatabaseDown", "severity": "critical", "database_cluster": "adservice", "namespace": "demo"}
	cases := map[string]struct {
		reason         string
		source, target map[string]string
		want           bool
	}{
		"SameDatabase":  {"A database that is down explains that its log is silent.", down, map[string]string{"alertname": "DatabaseLogSilent", "severity": "warning", "database_cluster": "adservice"}, true},
		"OtherDatabase": {"It explains nothing of another.", down, map[string]string{"alertname": "ValkeyEvictingKeys", "severity": "warning", "database_cluster": "cartservice"}, false},
		"NoDatabase":    {"Nor of what is no database.", map[string]string{"alertname": "LogLinesLost", "severity": "critical"}, map[string]string{"alertname": "VolumeNearlyFull", "severity": "warning"}, false},
		"Critical":      {"A critical alert is never kept quiet by another.", down, map[string]string{"alertname": "DatabaseDiskNearlyFull", "severity": "critical", "database_cluster": "adservice"}, false},
		"Node":          {"A node that is away explains what is on it.", map[string]string{"alertname": "KubeNodeNotReady", "severity": "warning", "node": "a"}, map[string]string{"alertname": "KubeletDown", "severity": "warning", "node": "a"}, true},
		"OtherNode":     {"It explains nothing of another.", map[string]string{"alertname": "KubeNodeNotReady", "severity": "warning", "node": "a"}, map[string]string{"alertname": "KubeletDown", "severity": "warning", "node": "b"}, false},
		"Itself":        {"Nor does it keep itself quiet.", map[string]string{"alertname": "KubeNodeNotReady", "severity": "warning", "node": "a"}, map[string]string{"alertname": "KubeNodeNotReady", "severity": "warning", "node": "a"}, false},
		"Pod":           {"Two alerts say that the container ends at every start.", map[string]string{"alertname": "DemoPodCrashLooping", "severity": "critical", "pod": "frontend"}, map[string]string{"alertname": "DemoPodRestarting", "severity": "warning", "pod": "frontend"}, true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := slices.ContainsFunc(configOf(platform.Receiver{}, declare.Everything()).InhibitRules, func(r alertmanager.Inhibit) bool {
				agree := !slices.ContainsFunc(r.Equal, func(label string) bool { return tc.source[label] != tc.target[label] })
				return len(r.SourceMatchers) > 0 && agree && matches(t, r.SourceMatchers, tc.source) && matches(t, r.TargetMatchers, tc.target)
			})
			if got != tc.want {
				t.Errorf("inhibited: %t, want %t: %s", got, tc.want, tc.reason)
			}
		})
	}
}

// routed are the receivers of an alert, as Alertmanager finds them.
func routed(t *testing.T, r alertmanager.Route, labels map[string]string) []string {
	t.Helper()
	var receivers []string
	for _, child := range r.Routes {
		if !matches(t, child.Matchers, labels) {
			continue
		}
		receivers = append(receivers, routed(t, child, labels)...)
		if !child.Continue {
			break
		}
	}
	if receivers == nil {
		return []string{r.Receiver}
	}
	return receivers
}

var matcher = regexp.MustCompile(`^([a-z_]+) (=|!=|=~|!~) "(.*)"$`)

func matches(t *testing.T, matchers []string, labels map[string]string) bool {
	t.Helper()
	for _, text := range matchers {
		m := matcher.FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("no matcher: %s", text)
		}
		pattern := m[3]
		if !strings.HasSuffix(m[2], "~") {
			pattern = regexp.QuoteMeta(pattern)
		}
		same := regexp.MustCompile("^(?:" + pattern + ")$").MatchString(labels[m[1]])
		if same == strings.HasPrefix(m[2], "!") {
			return false
		}
	}
	return true
}
