package controlplane

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/e2e/internal/ocean"
	"seamark.dev/seamark/pkg/platform"
)

// cluster is the DOKS cluster of an environment.
func (w *world) cluster(t *testing.T, name string) *doksCluster {
	t.Helper()
	d, err := w.doks.named(name)
	must(t, err)
	return d
}

// resource is something that must be in the account.
func (w *world) resource(t *testing.T, kind ocean.Kind, name string) ocean.Resource {
	t.Helper()
	r, ok := w.cloud.Find(kind, name)
	if !ok {
		t.Fatalf("the account has no %s %s: %v", kind, name, w.cloud.Inventory())
	}
	return r
}

// inventoryOf is what the account holds for an environment.
func (w *world) inventoryOf(environment string) []string {
	return slices.DeleteFunc(w.cloud.Inventory(), func(line string) bool { return !strings.Contains(line, environment) })
}

// generations are the objects of an environment's namespace on the hub, with
// how often what is wanted of them has changed. Requests are left out: provider-http
// writes into their spec by itself when it polls.
func (w *world) generations(t *testing.T, namespace string) []string {
	t.Helper()
	var all []string
	for _, kind := range watched {
		items, err := list(w.ctx, w.client, kind, client.InNamespace(namespace))
		must(t, err)
		for _, o := range items {
			if kind == requests {
				continue
			}
			all = append(all, fmt.Sprintf("%s %s: %s %d", o.GetKind(), o.GetName(), o.GetUID(), o.GetGeneration()))
		}
	}
	slices.Sort(all)
	return all
}

// lastGone is what has left the account last of an environment.
func (w *world) lastGone(environment string) (subject string) {
	for _, e := range w.cloud.Events() {
		if e.What == "gone" && strings.Contains(e.Subject, environment) {
			subject = e.Subject
		}
	}
	return subject
}

// nothingLeft checks that an environment has left no trace: not in the account,
// not on the hub.
func (w *world) nothingLeft(environment string) error {
	var findings []error
	if left := w.inventoryOf(environment); len(left) > 0 {
		findings = append(findings, fmt.Errorf("in the account: %v", left))
	}
	if err := gone(w.ctx, w.client, namespaces, "", environment); err != nil {
		findings = append(findings, err)
		for _, kind := range watched {
			items, err := list(w.ctx, w.client, kind, client.InNamespace(environment))
			for _, o := range items {
				findings = append(findings, fmt.Errorf("%s %s, finalizers %v", o.GetKind(), o.GetName(), o.GetFinalizers()))
			}
			findings = append(findings, err)
		}
	}
	return errors.Join(findings...)
}

// difference of two states, empty when they are the same.
func difference(before, after []string) string { return cmp.Diff(before, after) }

// copyOf is a configuration that may be changed.
func copyOf(p platform.Platform) platform.Platform {
	text, err := json.Marshal(p)
	if err != nil {
		panic(err) // it was read from text
	}
	var c platform.Platform
	if err := json.Unmarshal(text, &c); err != nil {
		panic(err)
	}
	return c
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
