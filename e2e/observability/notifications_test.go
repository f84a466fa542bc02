package observability

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/e2e/internal/tools"
)

// notified is what Argo CD's notifications say that became of a destination.
type notified struct {
	Trigger, Service, Recipient string
	Sent                        bool
	Error, Shown                string
}

// posted is what came in at an address.
type posted struct {
	Path, ContentType string
	Body              map[string]any
}

// listener is where Slack and the webhook are, and what they were sent.
func listener(t *testing.T) (url string, all func() map[string]posted) {
	t.Helper()
	got := make(chan posted, 16)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		one := posted{Path: r.URL.Path, ContentType: r.Header.Get("Content-Type")}
		data, err := io.ReadAll(r.Body)
		if err != nil || json.Unmarshal(data, &one.Body) != nil {
			t.Errorf("%s %s: %v: %s", r.Method, r.URL, err, data)
		}
		got <- one
	}))
	t.Cleanup(server.Close)
	return server.URL, func() map[string]posted {
		found := map[string]posted{}
		for len(got) > 0 {
			one := <-got
			found[one.Path] = one
		}
		return found
	}
}

// notify gives an Application, with the annotations that one of the rendered
// ones has, to Argo CD's notifications with the rendered settings.
func notify(t *testing.T, program string, r repositoryOf, name, status string, secret map[string][]byte) []notified {
	t.Helper()
	var settings *corev1.ConfigMap
	for _, cm := range decodedOf[corev1.ConfigMap](t, r, "ConfigMap") {
		if cm.Name == "argocd-notifications-cm" {
			settings = &cm
		}
	}
	if settings == nil {
		t.Fatal("no settings are rendered")
	}
	var app map[string]any
	for _, a := range decodedOf[map[string]any](t, r, "Application") {
		if a["metadata"].(map[string]any)["name"] == name {
			app = a
		}
	}
	for key, value := range parse(t, status) {
		app[key] = value
	}
	input, err := json.Marshal(map[string]any{
		"ConfigMap": settings, "Application": app,
		"Secret": corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: "argocd-notifications-secret", Namespace: settings.Namespace}, Data: secret},
		// Nobody answers for these here.
		"Shown": []string{service(r, "email"), service(r, "pagerduty")},
	})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program)
	cmd.Env = append(os.Environ(), "ARGOCD_BINARY_NAME=argocd-notifications")
	cmd.Stdin = bytes.NewReader(input)
	var log bytes.Buffer
	cmd.Stderr = &log
	out, err := cmd.Output()
	var all []notified
	if err != nil || json.Unmarshal(out, &all) != nil {
		t.Fatalf("%v\n%s\n%s", err, out, &log)
	}
	return all
}

// service is the name of a service of the environment.
func service(r repositoryOf, name string) string { return "seamark-" + r.env.Name + "-" + name }

// addresses are the keys of the Secret for a listener.
func addresses(r repositoryOf, url string) map[string][]byte {
	return map[string][]byte{
		r.env.Name + "-slack-webhook-url": []byte(url + "/slack"), r.env.Name + "-webhook-url": []byte(url + "/webhook"),
	}
}

// ago is a time as Argo CD writes it.
func ago(minutes int) string {
	return time.Now().Add(-time.Duration(minutes) * time.Minute).UTC().Format(time.RFC3339)
}

// TestArgoCDNotifies: of each failure exactly its trigger is pulled, and of none
// when all is well.
func TestArgoCDNotifies(t *testing.T) {
	program := built(t, tools.ArgoCD)
	r := renderScenario(t, "argocd")
	leaf, maker := r.env.Name+"-loki", r.env.Name
	cases := map[string]struct{ reason, app, status, want string }{
		"New":      {"An Application that Argo CD has not looked at.", leaf, `{}`, ""},
		"Well":     {"All is as it should be.", leaf, `{status: {sync: {status: Synced}, health: {status: Healthy}, operationState: {phase: Succeeded, finishedAt: "` + ago(90) + `"}}}`, ""},
		"Retrying": {"What must wait for another fails a few times.", leaf, `{status: {operationState: {phase: Running, retryCount: 4}}}`, ""},
		"Failing":  {"A sync that is tried for ever never ends as failed.", leaf, `{status: {operationState: {phase: Running, retryCount: 5, message: "<b> & no"}}}`, "sync"},
		"Failed":   {"Somebody has ended it.", leaf, `{status: {operationState: {phase: Failed, message: ended}}}`, "sync"},
		"Committed": {"A commit came, and its sync begins.", leaf,
			`{operation: {sync: {}}, status: {sync: {status: OutOfSync}, operationState: {phase: Succeeded, finishedAt: "` + ago(90) + `"}}}`, ""},
		"OutOfSync": {"Nothing applies it.", leaf, `{status: {sync: {status: OutOfSync}, operationState: {phase: Succeeded, finishedAt: "` + ago(31) + `"}}}`, "drift"},
		"Fought": {"It is put back, and changed, again and again.", leaf,
			`{status: {sync: {status: OutOfSync}, operationState: {phase: Succeeded, finishedAt: "` + ago(2) + `", operation: {sync: {autoHealAttemptsCount: 10}}}}}`, "drift"},
		"Degraded":      {"It is unhealthy.", leaf, `{status: {health: {status: Degraded, lastTransitionTime: "` + ago(6) + `"}}}`, "health"},
		"DegradedShort": {"It is unhealthy for a moment.", leaf, `{status: {health: {status: Degraded, lastTransitionTime: "` + ago(1) + `"}}}`, ""},
		"DegradedMaker": {"What it makes tells that itself.", maker, `{status: {health: {status: Degraded, lastTransitionTime: "` + ago(6) + `"}}}`, ""},
		"FailingMaker":  {"It cannot make its Applications.", maker, `{status: {operationState: {phase: Running, retryCount: 9}}}`, "sync"},
		"Unknown": {"Argo CD cannot read the repository.", leaf,
			`{status: {sync: {status: Unknown}, conditions: [{type: ComparisonError, message: no such host, lastTransitionTime: "` + ago(11) + `"}]}}`, "unknown"},
		"UnknownShort": {"Once the repository did not answer.", leaf,
			`{status: {sync: {status: Unknown}, conditions: [{type: ComparisonError, message: no such host, lastTransitionTime: "` + ago(2) + `"}]}}`, ""},
		"Warned": {"A warning is no failure.", leaf, `{status: {conditions: [{type: OrphanedResourceWarning, message: some, lastTransitionTime: "` + ago(99) + `"}]}}`, ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			url, all := listener(t)
			got := map[string]bool{}
			for _, n := range notify(t, program, r, tc.app, tc.status, addresses(r, url)) {
				if n.Sent {
					got[strings.TrimPrefix(n.Trigger, "seamark-"+r.env.Name+"-")] = true
				}
				if n.Error != "" {
					t.Errorf("%s: %s", n.Service, n.Error)
				}
				if n.Service == service(r, "pagerduty") && !strings.HasSuffix(n.Trigger, "-unknown") {
					t.Errorf("PagerDuty is told of %s", n.Trigger)
				}
			}
			want := map[string]bool{}
			if tc.want != "" {
				want[tc.want] = true
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
			if n := len(all()); n != 2*len(want) {
				t.Errorf("%s %d messages came in", tc.reason, n)
			}
		})
	}
}

// TestArgoCDMessages: what comes in is what Slack and receivers of Alertmanager's
// JSON read.
func TestArgoCDMessages(t *testing.T) {
	program := built(t, tools.ArgoCD)
	r := renderScenario(t, "argocd")
	url, all := listener(t)
	name := r.env.Name + "-loki"
	notify(t, program, r, name, `{status: {operationState: {phase: Running, retryCount: 7, message: "<b> \"&\" no\nmore"}}}`, addresses(r, url))
	got := all()
	slack, webhook := got["/slack"], got["/webhook"]
	want := map[string]any{
		"channel": r.env.Alerts.Receiver.Slack.Channel,
		"text":    "*[FIRING] ArgoCDSyncFailing (" + r.env.Name + ")*\n*Argo CD cannot apply " + name + "*\n&lt;b&gt; \"&amp;\" no\nmore",
	}
	if diff := cmp.Diff(want, slack.Body); diff != "" || slack.ContentType != "application/json" {
		t.Errorf("Slack (%s) -want +got:\n%s", slack.ContentType, diff)
	}
	alerts, ok := webhook.Body["alerts"].([]any)
	if !ok || len(alerts) != 1 || webhook.Body["version"] != "4" || webhook.Body["status"] != "firing" {
		t.Fatalf("webhook: %v", webhook.Body)
	}
	alert := alerts[0].(map[string]any)
	if diff := cmp.Diff(map[string]any{
		"alertname": "ArgoCDSyncFailing", "severity": "warning", "environment": r.env.Name, "application": name,
	}, alert["labels"]); diff != "" {
		t.Errorf("labels -want +got:\n%s", diff)
	}
	if diff := cmp.Diff(map[string]any{"summary": "Argo CD cannot apply " + name, "description": "<b> \"&\" no\nmore"}, alert["annotations"]); diff != "" {
		t.Errorf("annotations -want +got:\n%s", diff)
	}
	if at, err := time.Parse(time.RFC3339, alert["startsAt"].(string)); err != nil || time.Since(at) > time.Hour {
		t.Errorf("startsAt: %v, %v", alert["startsAt"], err)
	}
}

// TestArgoCDKeepsTheRest: a receiver whose key is missing silences no other, and
// of what is critical everybody is told.
func TestArgoCDKeepsTheRest(t *testing.T) {
	program := built(t, tools.ArgoCD)
	r := renderScenario(t, "argocd")
	url, all := listener(t)
	secret := addresses(r, url)
	delete(secret, r.env.Name+"-slack-webhook-url")
	got := map[string]notified{}
	for _, n := range notify(t, program, r, r.env.Name+"-loki",
		`{status: {conditions: [{type: ComparisonError, message: no such host, lastTransitionTime: "`+ago(30)+`"}]}}`, secret) {
		if n.Sent {
			got[strings.TrimPrefix(n.Service, service(r, ""))] = n
		}
	}
	if len(got) != 4 || got["slack"].Error == "" || got["webhook"].Error != "" {
		t.Errorf("told: %v", got)
	}
	if _, came := all()["/webhook"]; !came {
		t.Error("the webhook was not told")
	}
	shown := map[string][]string{
		"email": {"subject: '[FIRING] ArgoCDUnknown (" + r.env.Name + "): Argo CD cannot compare", "no such host"},
		"pagerduty": {
			"summary: 'Argo CD cannot compare " + r.env.Name + "-loki with Git: no such host'", "severity: critical",
			"dedupKey: " + r.env.Name + "/ArgoCDUnknown/" + r.env.Name + "-loki",
		},
	}
	for name, texts := range shown {
		for _, text := range texts {
			if !strings.Contains(got[name].Shown, text) {
				t.Errorf("%s does not say %q:\n%s", name, text, got[name].Shown)
			}
		}
	}
	if to := r.env.Alerts.Receiver.Email.To; got["email"].Recipient != to {
		t.Errorf("mail goes to %q, not %q", got["email"].Recipient, to)
	}
}
