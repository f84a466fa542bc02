package compositions

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/platform"
)

const (
	callMakeKey   = "POST https://api.digitalocean.com/v2/spaces/keys"
	answerMakeKey = `{"key": {"name": "dev-loki-logs", "access_key": "DO00KEY", "secret_key": "s3cr3t"}}`
	callKey       = "GET https://api.digitalocean.com/v2/spaces/keys/DO00KEY"
	// answerKey lacks the secret half, which the API tells only once.
	answerKey = `{"key": {"name": "dev-loki-logs", "access_key": "DO00KEY"}}`
	madeKey   = callMakeKey + ` {"grants":[{"bucket":"dev-loki-logs","permission":"readwrite"}],"name":"dev-loki-logs"}`
	spacesKey = "Secret cluster-services/loki-spaces"
	hubKey    = "hub Secret dev/loki-key data"
	// existingKey is a key that a hub made which is lost.
	existingKey   = "DO00ABCDEFGHIJKLMNOP"
	recalledInHub = "hub Secret dev/loki-recalled data"
	bucketInHub   = "hub Bucket.spaces.digitalocean.m.crossplane.io dev/dev-loki-logs "
)

var (
	storeAll  = []string{"bucket", "key", "recalled", "secret"}
	storeKeys = map[string]any{"AWS_ACCESS_KEY_ID": "DO00KEY", "AWS_SECRET_ACCESS_KEY": "s3cr3t"}
)

// storeBecomesReady is the life of an ObjectStore until it is complete.
func storeBecomesReady() []life.Step {
	return []life.Step{
		{
			Name:   "the XR is applied",
			Reason: "the key's grant names the bucket, so it waits for that",
			Want: life.Outcome{
				Composed: []string{"bucket", "recalled"},
				Waiting:  waitsFor("status.bucketName", "key", "secret"),
				Values:   map[string]any{bucketInHub + "metadata.annotations[crossplane.io/external-name]": "dev-loki-logs"},
			},
		},
		{
			Name:   "the bucket exists, the API for keys is silent",
			Reason: "without a key there is no Secret: Loki must not start with an empty one",
			Do:     []life.Action{life.Created("bucket", "dev-loki-logs", nil), life.Ready("bucket", life.Fields{"id": "dev-loki-logs", "endpoint": "sfo3.digitaloceanspaces.com"})},
			Want: life.Outcome{
				Composed: storeAll,
				Values:   map[string]any{"XR status.bucketName": "dev-loki-logs", "XR status.endpoint": "sfo3.digitaloceanspaces.com"},
				Absent:   []string{spacesKey + " data", hubKey},
			},
		},
		{
			Name:   "the API makes the key",
			Reason: "the key is made once, with a grant for this bucket alone, and delivered whole",
			Do:     []life.Action{life.Answer(callMakeKey, answerMakeKey), life.Answer(callKey, answerKey)},
			Want: life.Outcome{
				Composed: storeAll, Delivered: []string{spacesKey}, Ready: true,
				Values: map[string]any{spacesKey + " data": storeKeys, hubKey: storeKeys},
			},
		},
	}
}

// deliveredKey is the Secret in the cluster, from the hub that is lost.
func deliveredKey() *life.Object {
	encode := func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
	return &life.Object{Object: map[string]any{
		"apiVersion": "v1", "kind": "Secret", "type": "Opaque",
		"metadata": map[string]any{"name": "loki-spaces", "namespace": "cluster-services"},
		"data":     map[string]any{"AWS_ACCESS_KEY_ID": encode(existingKey), "AWS_SECRET_ACCESS_KEY": encode("old")},
	}}
}

// newStore is the ObjectStore of an environment.
func newStore(t *testing.T, w *life.World, e platform.Environment) *life.XR {
	t.Helper()
	return birth(t, w, objectstore.Component(e), objectstore.Name, "objectstores.seamark.dev")
}

// TestObjectStoreExisting takes a bucket and its key over: the key is found by
// its ID, and its secret half in the cluster, which has it from a hub that is
// lost. No key is made.
func TestObjectStoreExisting(t *testing.T) {
	e := env(platform.Delete)
	e.Logs.Existing = &platform.ExistingLogs{Key: existingKey}
	w := withCluster(t, e)
	w.Exists("spaces/Bucket dev-loki-logs")
	const observed = "GET https://api.digitalocean.com/v2/spaces/keys/" + existingKey
	keys := map[string]any{"AWS_ACCESS_KEY_ID": existingKey, "AWS_SECRET_ACCESS_KEY": "old"}
	whole := life.Outcome{
		Composed: storeAll, Delivered: []string{spacesKey}, Ready: true,
		Values: map[string]any{
			spacesKey + " data": keys, recalledInHub: keys,
			"composed key " + policies: []any{"Observe", "Update", "Delete"},
		},
	}
	newStore(t, w, e).Live(t, []life.Step{
		{
			Name:   "the XR is applied",
			Reason: "nothing but the bucket's name is known, by which it is taken over",
			Want:   storeBecomesReady()[0].Want,
		},
		{
			Name:   "the provider sees the bucket, and nobody answers for the key",
			Reason: "what was delivered stays as it is, for the hub does not know the secret half",
			Do: []life.Action{
				life.InCluster(deliveredKey()),
				life.Ready("bucket", life.Fields{"id": "dev-loki-logs", "endpoint": "sfo3.digitaloceanspaces.com"}),
			},
			Want: life.Outcome{Composed: storeAll, Delivered: []string{spacesKey}, Values: map[string]any{spacesKey + " data": keys}},
		},
		{
			Name:   "the API shows the key",
			Reason: "the hub has both halves from the cluster, and delivers what is there already",
			Do:     []life.Action{life.Answer(observed, strings.ReplaceAll(answerKey, "DO00KEY", existingKey))},
			Want:   whole,
		},
		{
			Name:   "the XR does not name the key any more",
			Reason: "a key that was taken over stays: the hub has its secret half from nowhere else",
			Do:     []life.Action{life.Unset("spec.existingKeyID")},
			Want: but(whole, func(o *life.Outcome) {
				o.Values = map[string]any{spacesKey + " data": keys, recalledInHub: keys}
			}),
		},
		{
			Name:   "somebody deletes the Secret in the cluster",
			Reason: "the hub delivers it again",
			Do:     []life.Action{life.OutOfCluster("Secret", "cluster-services", "loki-spaces")},
			Want:   life.Outcome{Composed: storeAll, Delivered: []string{spacesKey}, Ready: true, Values: map[string]any{spacesKey + " data": keys}},
		},
	})
	if calls := w.Calls(); len(calls) > 0 {
		t.Errorf("calls that write: %q", calls)
	}
}

func TestObjectStoreLife(t *testing.T) {
	e := env(platform.Orphan)
	w := withCluster(t, e)
	whole := life.Outcome{
		Composed: storeAll, Delivered: []string{spacesKey}, Ready: true,
		Values: map[string]any{spacesKey + " data": storeKeys},
	}
	newStore(t, w, e).Live(t, append(storeBecomesReady(),
		life.Step{
			Name:   "the provider stops reporting the bucket",
			Reason: "neither the key nor the Secret loses a field",
			Do:     []life.Action{life.Lose("bucket", "id")},
			Want:   but(whole, func(o *life.Outcome) { o.Refused = []string{"key", "secret"} }),
		},
		life.Step{
			Name:   "the bucket is back",
			Reason: "a source that was lost heals without help, and does not make a second key",
			Do:     []life.Action{life.Ready("bucket", life.Fields{"id": "dev-loki-logs"})},
			Want:   whole,
		},
		life.Step{
			Name:   "somebody deletes the hub's Secret with the key",
			Reason: "the secret half cannot be had again; the delivered Secret keeps both halves",
			Do:     []life.Action{life.RemoveSecret("dev", "loki-key")},
			Want: but(whole, func(o *life.Outcome) {
				o.Values = map[string]any{spacesKey + " data": storeKeys, hubKey: map[string]any{"AWS_ACCESS_KEY_ID": "DO00KEY"}}
			}),
		},
	))
	if diff := cmp.Diff([]string{madeKey}, w.Calls()); diff != "" {
		t.Errorf("calls that write, -want +got:\n%s", diff)
	}
}
