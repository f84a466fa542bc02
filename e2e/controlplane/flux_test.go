package controlplane

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/e2e/internal/flux"
	"seamark.dev/seamark/e2e/internal/kubernetes"
	"seamark.dev/seamark/pkg/platform"
)

// How long things may take on two cores that are busy with other worlds. They
// end when they end; only a failure waits that long.
const (
	rollOut = 20 * time.Minute
	change  = 10 * time.Minute
)

// startFlux does what `flux bootstrap` does to the hub.
func (w *world) startFlux(t *testing.T) {
	t.Helper()
	if err := flux.Install(w.ctx, w.client); err != nil {
		t.Fatal(err)
	}
	objects, err := flux.Sync(w.depot.GitURL(), "main", "./"+entry)
	if err != nil {
		t.Fatal(err)
	}
	if err := kubernetes.Apply(w.ctx, w.client, objects...); err != nil {
		t.Fatal(err)
	}
}

// pushed renders, pushes and tells Flux, as the webhook of a Git server does.
func (w *world) pushed(t *testing.T, p platform.Platform, message string, change ...func(dir string)) (commit string) {
	t.Helper()
	commit = w.repo.push(t, p, message, change...)
	if err := w.reconcileNow(repositories, flux.Namespace, flux.Namespace); err != nil {
		t.Fatal(err)
	}
	return commit
}

// reconciled checks that Flux has applied a commit and everything is ready.
func (w *world) reconciled(commit string) func() error {
	return func() error {
		var waiting []string
		for _, kind := range []schema.GroupVersionKind{kustomizations, helmReleases} {
			items, err := list(w.ctx, w.client, kind)
			if err != nil {
				return err
			}
			for _, o := range items {
				if reason := unready(o, commit); reason != "" {
					waiting = append(waiting, fmt.Sprintf("%s %s/%s: %s", o.GetKind(), o.GetNamespace(), o.GetName(), reason))
				}
			}
		}
		if len(waiting) > 0 {
			return errors.New("\n" + strings.Join(waiting, "\n"))
		}
		return nil
	}
}

// unready says why an object does not count as done with the commit.
func unready(o unstructured.Unstructured, commit string) string {
	if observed, _, _ := unstructured.NestedInt64(o.Object, "status", "observedGeneration"); observed != o.GetGeneration() {
		return "not yet looked at"
	}
	if o.GetKind() == kustomizations.Kind {
		if applied, _, _ := unstructured.NestedString(o.Object, "status", "lastAppliedRevision"); !strings.HasSuffix(applied, commit) {
			return message(o, "has "+applied)
		}
	}
	if c := conditionOf(o, "Ready"); c["status"] != "True" {
		return message(o, "not ready")
	}
	return ""
}

func message(o unstructured.Unstructured, otherwise string) string {
	if text, _ := conditionOf(o, "Ready")["message"].(string); text != "" {
		return text
	}
	return otherwise
}

// TestFlux is the life of a platform, from the first commit to its end. Each
// scenario goes on where the one before has left it.
func TestFlux(t *testing.T) {
	w := newWorld(t)
	w.repo = w.newRepository()
	p := parse(t, onlyAlpha)
	w.createSecrets(t, p)
	w.repo.push(t, w.withdrawn(p), "the first commit")
	w.startFlux(t)
	commit := w.withdrawnAtCreation(t, p, w.flux())
	w.eventually(t, rollOut, "everything is ready after the first commits", w.reconciled(commit))

	for _, scenario := range []struct {
		name string
		play func(*testing.T, *world, platform.Platform)
	}{
		{"order", order},
		{"values arrive", valuesArrive},
		{"a change goes live", changeGoesLive},
		{"drift is corrected", driftIsCorrected},
		{"a broken commit is reported", brokenCommit},
		{"an environment reaches itself alone", strangerIsRefused},
		{"a password rotates", passwordRotates},
		{"a week passes, and DigitalOcean upgrades", kubeconfigIsRenewed},
		{"a refused version is taken back, a node pool swapped", func(t *testing.T, w *world, p platform.Platform) {
			w.refusedIsTakenBack(t, w.changed(p), w.flux())
		}},
		{"tokens are rotated", func(t *testing.T, w *world, p platform.Platform) { w.tokensAreRotated(t, p) }},
		{"the cloud fails for a while", cloudFails},
		{"removed is pruned, data stays", removedIsPruned},
		{"two environments and an end", twoEnvironments},
	} {
		if !t.Run(scenario.name, func(t *testing.T) { scenario.play(t, w, p) }) {
			break // what follows would start from somewhere else
		}
	}
	w.report(t)
}

// onlyAlpha has a database more than the demo needs.
const onlyAlpha = `
apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  environments:
  - name: alpha
    region: sfo3
    domain: {zone: alpha.example.com, acmeEmail: ops@example.com}
    databases:
      orders: {engine: pg}
`

// beta is a second environment.
const beta = `
apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  environments:
  - name: beta
    region: fra1
    network: {vpcCIDR: 10.202.0.0/22, clusterSubnet: 172.16.80.0/20, serviceSubnet: 192.168.16.0/22}
    domain: {zone: beta.example.com, acmeEmail: ops@example.com}
`
