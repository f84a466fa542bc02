package observability

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"

	"seamark.dev/seamark/e2e/internal/kubernetes"
)

// pushToken is what the host of the repository signs with.
const pushToken = "token-of-the-webhook"

// TestFluxNotifies: Flux's notification-controller, on an API server, does with
// what is rendered for it what the pages say. Flux may bring the environment's
// part with the rights that it has there and no further, Slack is told of
// errors, and the host of the repository has the next commit taken.
func TestFluxNotifies(t *testing.T) {
	r := renderScenario(t, "production")
	url, came := slack(t)
	h := newFluxHub(t, r,
		fmt.Sprintf("apiVersion: v1\nkind: Secret\nmetadata: {name: alertmanager-receiver, namespace: %s}\nstringData: {slack-webhook-url: unused, pagerduty-routing-key: unused, address: %q}\n", r.env.Name, url),
		"apiVersion: v1\nkind: Secret\nmetadata: {name: push-webhook, namespace: flux-system}\nstringData: {token: "+pushToken+"}\n",
		"apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: flux-system, namespace: flux-system}\nspec: {interval: 1m, url: 'https://example.com/acme/platform'}\n",
	)
	ours := objectsIn(t, r, "environments/"+r.env.Name+"/notifications/", "Provider", "Alert")
	h.apply(t, h.environment, ours...)
	elsewhere := ours[0].DeepCopy()
	elsewhere.SetNamespace("flux-system")
	if err := kubernetes.Apply(t.Context(), h.environment, elsewhere); !apierrors.IsForbidden(err) {
		t.Errorf("an environment's Provider in another namespace: %v", err)
	}
	h.apply(t, h.admin, objectsIn(t, r, "control-plane/push/", "Receiver")...)

	t.Run("tells", func(t *testing.T) { h.tells(t, r, came) })
	t.Run("is told", func(t *testing.T) { h.isTold(t) })
}

// told is what Slack is sent.
type told struct {
	Channel     string
	Attachments []struct {
		AuthorName string `json:"author_name"`
		Text       string
		Fields     []struct{ Title, Value string }
	}
}

// slack is where an incoming webhook is, and what comes there.
func slack(t *testing.T) (url string, came chan told) {
	t.Helper()
	came = make(chan told, 16)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, request *http.Request) {
		var one told
		if err := json.NewDecoder(request.Body).Decode(&one); err != nil {
			t.Errorf("%s: %v", request.URL, err)
		}
		came <- one
	}))
	t.Cleanup(server.Close)
	return server.URL + "/slack", came
}

// flat is what a message says.
func (m told) flat() map[string]string {
	all := map[string]string{"channel": m.Channel}
	for _, a := range m.Attachments {
		all["author"], all["text"] = a.AuthorName, a.Text
		for _, f := range a.Fields {
			all[f.Title] = f.Value
		}
	}
	return all
}

// found is the event of what a controller of Flux finds.
func found(kind, namespace, severity, text string) string {
	return fmt.Sprintf(`{"involvedObject": {"apiVersion": "x.toolkit.fluxcd.io/v1", "kind": %q, "namespace": %q, "name": "some", "uid": "1"},
		"severity": %q, "timestamp": %q, "message": %q, "reason": "BuildFailed", "reportingController": "some-controller"}`,
		kind, namespace, severity, time.Now().UTC().Format(time.RFC3339), text)
}

// tells sends what is not to be told and what is, and wants exactly that.
func (h *fluxHub) tells(t *testing.T, r repositoryOf, came chan told) {
	h.listens(t, r, came)
	send := func(kind, namespace, severity, text string) {
		t.Helper()
		if status := post(t, h.events, found(kind, namespace, severity, text), nil); status != http.StatusAccepted {
			t.Fatalf("%s of %s: %d", kind, namespace, status)
		}
	}
	send("Kustomization", r.env.Name, "info", "it is well")
	send("Kustomization", "another-environment", "error", "it is another's")
	send("ImagePolicy", r.env.Name, "error", "it is nothing that is rendered")
	send("HelmRelease", "flux-system", "error", "it is somebody's own")
	want := map[string]map[string]string{}
	for _, o := range [][2]string{
		{"Kustomization", r.env.Name}, {"HelmRelease", r.env.Name}, {"HelmRepository", r.env.Name}, {"OCIRepository", r.env.Name},
		{"GitRepository", "flux-system"}, {"Kustomization", "flux-system"},
	} {
		kind, namespace := o[0], o[1]
		text := kind + " of " + namespace + " \"failed\"\n<at> & once"
		send(kind, namespace, "error", text)
		want[text] = map[string]string{
			"channel": r.env.Alerts.Receiver.Slack.Channel, "text": text, "environment": r.env.Name,
			"author": strings.ToLower(kind) + "/some." + namespace,
		}
	}
	got := map[string]map[string]string{}
	for quiet := 10 * time.Second; ; {
		select {
		case one := <-came:
			got[one.flat()["text"]] = one.flat()
			if len(got) == len(want) {
				quiet = time.Second
			}
			continue
		case <-time.After(quiet):
		}
		break
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// listens returns when the controller has seen the Alert, and what it was sent
// meanwhile has been told. It tells nothing twice, so each event is another.
func (h *fluxHub) listens(t *testing.T, r repositoryOf, came chan told) {
	t.Helper()
	tries := 0
	must(t, eventually(time.Minute, func() error {
		tries++
		post(t, h.events, found("Kustomization", r.env.Name, "error", fmt.Sprintf("try %d", tries)), nil)
		select {
		case <-came:
			return nil
		case <-time.After(time.Second):
			return errors.New("nothing comes to Slack")
		}
	}))
	for {
		select {
		case <-came:
			continue
		case <-time.After(time.Second):
		}
		return
	}
}

// isTold calls the webhook, as strangers do first.
func (h *fluxHub) isTold(t *testing.T) {
	var path string
	must(t, eventually(time.Minute, func() error {
		receiver := h.get(t, "notification.toolkit.fluxcd.io/v1", "Receiver", "push")
		if path, _, _ = unstructured.NestedString(receiver.Object, "status", "webhookPath"); path == "" {
			return fmt.Errorf("the Receiver has no path: %v", receiver.Object["status"])
		}
		return nil
	}))
	const asked, body = "reconcile.fluxcd.io/requestedAt", `{"ref": "refs/heads/main"}`
	for _, call := range []struct {
		reason, event, token string
		status               int
		asked                bool
	}{
		{"Nobody else has the token.", "push", "another", http.StatusBadRequest, false},
		{"Only a push brings commits.", "issues", pushToken, http.StatusBadRequest, false},
		{"A push does.", "push", pushToken, http.StatusOK, true},
	} {
		mac := hmac.New(sha256.New, []byte(call.token))
		mac.Write([]byte(body))
		header := map[string]string{"X-GitHub-Event": call.event, "X-Hub-Signature-256": "sha256=" + hex.EncodeToString(mac.Sum(nil))}
		must(t, eventually(time.Minute, func() error { // at first the server does not know the path
			if status := post(t, h.webhooks+path, body, header); status != call.status {
				return fmt.Errorf("%s The answer is %d, want %d", call.reason, status, call.status)
			}
			return nil
		}))
		repository := h.get(t, "source.toolkit.fluxcd.io/v1", "GitRepository", "flux-system")
		if got := repository.GetAnnotations()[asked] != ""; got != call.asked {
			t.Errorf("%s Flux looks for commits: %t", call.reason, got)
		}
	}
}

func (h *fluxHub) get(t *testing.T, apiVersion, kind, name string) *unstructured.Unstructured {
	t.Helper()
	o := &unstructured.Unstructured{}
	o.SetGroupVersionKind(schema.FromAPIVersionAndKind(apiVersion, kind))
	if err := h.admin.Get(t.Context(), types.NamespacedName{Namespace: "flux-system", Name: name}, o); err != nil {
		t.Fatal(err)
	}
	return o
}
