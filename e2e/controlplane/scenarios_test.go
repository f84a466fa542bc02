package controlplane

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/types"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/e2e/internal/depot"
	"seamark.dev/seamark/e2e/internal/flux"
	"seamark.dev/seamark/e2e/internal/ocean"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/platform"
)

const (
	demo     = "demo"
	services = "cluster-services"
)

// valuesArrive wants what only the cloud knows in the cluster, as the charts
// expect it, and nowhere in Git.
func valuesArrive(t *testing.T, w *world, _ platform.Platform) {
	d := w.cluster(t, "alpha")
	database := w.resource(t, ocean.Database, "alpha-adservice-pg")
	cache := w.resource(t, ocean.Database, "alpha-cartservice-valkey")
	for _, want := range []struct{ secret, key, value string }{
		{"adservice-database", manageddatabase.KeyPostgresPassword, database.Secrets["password"]},
		{"adservice-database", manageddatabase.KeyPostgresUsername, fmt.Sprint(database.Facts["user"])},
		{"cartservice-database", manageddatabase.KeyRedisPassword, cache.Secrets["password"]},
		{"cartservice-database", manageddatabase.KeyConnectionString, cache.Secrets["private_uri"]},
	} {
		if err := holds(w.ctx, d.client, secrets, demo, want.secret, want.key, want.value); err != nil {
			t.Error(err)
		}
	}
	if err := holds(w.ctx, d.client, configMaps, demo, "adservice-database-configuration", manageddatabase.KeyHost, fmt.Sprint(database.Facts["privateHost"])); err != nil {
		t.Error(err)
	}
	access, err := value(w.ctx, d.client, secrets, services, objectstore.SecretName, objectstore.KeyAccessKeyID)
	if err != nil || access == "" {
		t.Errorf("the key of Loki's bucket: %q, %v", access, err)
	}
	spaces, err := value(w.ctx, d.client, secrets, services, objectstore.SecretName, objectstore.KeySecretAccessKey)
	if err != nil || spaces == "" {
		t.Errorf("the key of Loki's bucket: %v", err)
	}
	hidden := []string{apiToken, dnsToken, spacesID, spacesSecret, adminSecret, spaces, database.Secrets["password"], cache.Secrets["password"]}
	w.mustNotShow(t, hidden)
}

// mustNotShow looks for secret values in Git, and in what both clusters hold
// besides Secrets.
func (w *world) mustNotShow(t *testing.T, hidden []string) {
	t.Helper()
	err := filepath.WalkDir(w.repo.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		shows(t, path, content, hidden)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]client.Client{hubName: w.client, "alpha": w.cluster(t, "alpha").client} {
		objects, err := list(w.ctx, c, configMaps)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range objects {
			text, err := o.MarshalJSON()
			if err != nil {
				t.Fatal(err)
			}
			shows(t, name+" ConfigMap "+o.GetNamespace()+"/"+o.GetName(), text, hidden)
		}
	}
}

func shows(t *testing.T, where string, content []byte, hidden []string) {
	t.Helper()
	for _, secret := range hidden {
		if secret != "" && bytes.Contains(content, []byte(secret)) {
			t.Errorf("%s shows a secret value", where)
		}
	}
}

// changeGoesLive pushes a longer retention, a larger node pool, another one and
// an override.
func changeGoesLive(t *testing.T, w *world, p platform.Platform) {
	p = w.changed(p)
	commit := w.pushed(t, p, "more of everything")
	w.eventually(t, change, "the change is ready", w.reconciled(commit))
	d := w.cluster(t, "alpha")
	for release, wants := range map[string][]string{
		"loki":           {"retention_period: 336h"},
		"metrics-server": nil, // a real chart: it records no values
		"alloy":          {"terminationGracePeriodSeconds: 77"},
	} {
		for _, want := range wants {
			got, err := value(w.ctx, d.client, configMaps, services, depot.ValuesConfigMap(release), depot.ValuesKey)
			if err != nil || !strings.Contains(got, want) {
				t.Errorf("release %s has no %q among its values (%v)", release, want, err)
			}
		}
	}
	w.eventually(t, change, "the cloud has the larger pool", func() error { return w.poolIs(9) })
	if batch := w.resource(t, ocean.NodePool, "alpha/alpha-batch"); batch.Spec["size"] != "c-4" {
		t.Errorf("the second pool is %v", batch.Spec)
	}
}

// changed is the configuration after the change.
func (w *world) changed(p platform.Platform) platform.Platform {
	p = copyOf(p)
	env := &p.Spec.Environments[0]
	env.Cluster.NodePool.Size = cmp.Or(w.size, env.Cluster.NodePool.Size)
	env.Logs.Retention = "336h"
	env.Cluster.NodePool.Max = 9
	env.Cluster.AdditionalNodePools = []platform.AdditionalNodePool{{Name: "batch", Size: "c-4", Min: new(0), Max: 2, DeletionPolicy: env.DeletionPolicy}}
	env.Overrides = map[string]map[string]any{"alloy": {"controller": map[string]any{"terminationGracePeriodSeconds": 77}}}
	return p
}

func (w *world) poolIs(max float64) error {
	r, ok := w.cloud.Find(ocean.Cluster, "alpha")
	pools, _ := r.Spec["nodePool"].([]any)
	if !ok || len(pools) == 0 {
		return errors.New("no cluster or no pool")
	}
	if got := fmt.Sprint(pools[0].(map[string]any)["maxNodes"]); got != fmt.Sprint(max) {
		return fmt.Errorf("the pool has at most %s nodes, want %v", got, max)
	}
	return nil
}

// driftIsCorrected changes things in the cluster by hand: what Flux applied,
// what a chart made, and what Crossplane delivered.
func driftIsCorrected(t *testing.T, w *world, _ platform.Platform) {
	d := w.cluster(t, "alpha")
	policy, err := get(w.ctx, d.client, policies, services, "loki")
	if err != nil {
		t.Fatal(err)
	}
	must(t, d.client.Delete(w.ctx, policy))
	must(t, edit(w.ctx, d.client, deployments, services, "alloy", `{"spec":{"replicas":5}}`))
	must(t, edit(w.ctx, d.client, configMaps, demo, "adservice-database-configuration", `{"data":{"DB_HOST":"elsewhere"}}`))
	must(t, w.reconcileNow(kustomizations, "alpha", "2-cluster-resources"))
	must(t, w.reconcileNow(helmReleases, "alpha", "alloy"))
	host := fmt.Sprint(w.resource(t, ocean.Database, "alpha-adservice-pg").Facts["privateHost"])
	w.eventually(t, change, "drift is corrected", func() error {
		_, err := get(w.ctx, d.client, policies, services, "loki")
		if err == nil {
			err = replicas(w, d, "alloy", 1)
		}
		if err == nil {
			err = holds(w.ctx, d.client, configMaps, demo, "adservice-database-configuration", "DB_HOST", host)
		}
		return err
	})
}

func replicas(w *world, d *doksCluster, name string, want int64) error {
	o, err := get(w.ctx, d.client, deployments, services, name)
	if err != nil {
		return err
	}
	if got, _, _ := unstructured.NestedInt64(o.Object, "spec", "replicas"); got != want {
		return fmt.Errorf("%s has %d replicas, want %d", name, got, want)
	}
	return nil
}

// brokenCommit pushes what an API server refuses: it is told at the right
// place, everything else stays as it was.
func brokenCommit(t *testing.T, w *world, p platform.Platform) {
	p = w.changed(p)
	const name = "networkpolicy-loki.yaml"
	broken := w.pushed(t, p, "a broken commit", func(dir string) {
		path := filepath.Join(dir, "environments/alpha/2-cluster/resources/networkpolicies", name)
		content, err := os.ReadFile(path)
		must(t, err)
		must(t, os.WriteFile(path, bytes.ReplaceAll(content, []byte("- Ingress\n"), []byte("- Sideways\n")), 0o644))
	})
	w.eventually(t, change, "the broken commit is reported", func() error {
		o, err := get(w.ctx, w.client, kustomizations, "alpha", "2-cluster-resources")
		if err != nil {
			return err
		}
		if text := message(*o, ""); conditionOf(*o, "Ready")["status"] != "False" || !strings.Contains(text, "NetworkPolicy/cluster-services/loki") || !strings.Contains(text, "Sideways") {
			return fmt.Errorf("it says: %s", text)
		}
		return nil
	})
	d := w.cluster(t, "alpha")
	if _, err := get(w.ctx, d.client, policies, services, "loki"); err != nil {
		t.Errorf("the last good state is gone: %v", err)
	}
	for _, name := range []string{"1-infra", "2-cluster-platform"} {
		o, err := get(w.ctx, w.client, kustomizations, "alpha", name)
		if err != nil || unready(*o, broken) != "" {
			t.Errorf("%s suffers from a fault that is not its own: %v, %s", name, err, unready(*o, broken))
		}
	}
	commit := w.pushed(t, p, "the fault mended")
	w.eventually(t, change, "the mended commit is ready", w.reconciled(commit))
}

// strangerIsRefused pushes an object for another namespace into the folder of an
// environment, and makes a HelmRelease that would act with Flux's own rights.
func strangerIsRefused(t *testing.T, w *world, p platform.Platform) {
	w.pushed(t, w.changed(p), "an object that reaches out of its environment", func(dir string) {
		const stranger = "---\napiVersion: seamark.dev/v1alpha1\nkind: SecretCopy\nmetadata: {name: stranger, namespace: crossplane-system}\n"
		files, err := filepath.Glob(filepath.Join(dir, "environments/alpha/1-infra/*/objectstore-*.yaml"))
		must(t, err)
		if len(files) != 1 {
			t.Fatalf("files to add to: %v", files)
		}
		content, err := os.ReadFile(files[0])
		must(t, err)
		must(t, os.WriteFile(files[0], append(content, stranger...), 0o644))
	})
	w.eventually(t, change, "the object is refused", func() error {
		o, err := get(w.ctx, w.client, kustomizations, "alpha", "1-infra")
		if err != nil {
			return err
		}
		if text := message(*o, ""); !strings.Contains(text, "forbidden") || !strings.Contains(text, "system:serviceaccount:alpha:seamark-reconciler") {
			return fmt.Errorf("it says: %s", text)
		}
		return nil
	})
	for namespace, refused := range map[string]bool{"alpha": true, flux.Namespace: false} {
		release := &unstructured.Unstructured{}
		release.SetGroupVersionKind(helmReleases)
		release.SetNamespace(namespace)
		release.SetName("stranger")
		release.Object["spec"] = map[string]any{"interval": "1m", "chart": map[string]any{"spec": map[string]any{
			"chart": "stranger", "sourceRef": map[string]any{"kind": "HelmRepository", "name": "stranger"},
		}}}
		err := w.client.Create(w.ctx, release, client.DryRunAll)
		if got := err != nil && strings.Contains(err.Error(), "needs spec.kubeConfig"); got != refused || !refused && err != nil {
			t.Errorf("a HelmRelease with Flux's rights in %s: %v", namespace, err)
		}
	}
	commit := w.pushed(t, w.changed(p), "the object taken out")
	w.eventually(t, change, "everything is ready without the object", w.reconciled(commit))
}

// passwordRotates resets a password at the cloud.
func passwordRotates(t *testing.T, w *world, _ platform.Platform) {
	password, err := w.cloud.RotatePassword("alpha-adservice-pg")
	must(t, err)
	d := w.cluster(t, "alpha")
	w.eventually(t, change, "the new password is in DOKS", func() error {
		return holds(w.ctx, d.client, secrets, demo, "adservice-database", manageddatabase.KeyPostgresPassword, password)
	})
}

// dayPasses lets provider-http ask for new credentials of the cluster: it does
// so a day after the last time, so that time is put back.
func (w *world) dayPasses(t *testing.T) {
	t.Helper()
	requests, err := list(w.ctx, w.client, disposableRequests)
	must(t, err)
	if len(requests) != 1 {
		t.Fatalf("%d requests for credentials, want one", len(requests))
	}
	request := requests[0]
	yesterday := time.Now().Add(-25 * time.Hour).UTC().Format(time.RFC3339)
	must(t, w.client.Status().Patch(w.ctx, request.DeepCopy(), client.RawPatch(types.MergePatchType, fmt.Appendf(nil, `{"status":{"lastReconcileTime":%q}}`, yesterday))))
	must(t, edit(w.ctx, w.client, disposableRequests, request.GetNamespace(), request.GetName(), fmt.Sprintf(`{"metadata":{"annotations":{"looked-at":"%d"}}}`, time.Now().UnixNano())))
}

// cloudFails takes the cloud away, changes something, and gives it back.
func cloudFails(t *testing.T, w *world, p platform.Platform) {
	p = w.changed(p)
	p.Spec.Environments[0].Cluster.NodePool.Max = 11
	w.cloud.Outage(true)
	commit := w.pushed(t, p, "during an outage")
	w.eventually(t, change, "the outage shows at the cluster", func() error {
		items, err := list(w.ctx, w.client, doksClusters)
		if err != nil {
			return err
		}
		for _, o := range items {
			if conditionOf(o, "Synced")["status"] == "False" {
				return nil
			}
		}
		return errors.New("the cluster is still synced")
	})
	w.cloud.Outage(false)
	w.eventually(t, change, "the cloud has caught up", func() error { return w.poolIs(11) })
	w.eventually(t, change, "everything is ready after the outage", w.reconciled(commit))
}

// removedIsPruned takes a database out of the configuration, by mistake.
func removedIsPruned(t *testing.T, w *world, p platform.Platform) {
	p = copyOf(w.changed(p))
	delete(p.Spec.Environments[0].Databases, "orders")
	commit := w.pushed(t, p, "a database is taken out")
	w.eventually(t, change, "everything else is ready", w.reconciled(commit))
	w.eventually(t, change, "the release of the database is pruned", func() error {
		return gone(w.ctx, w.client, helmReleases, "alpha", "postgres-exporter-orders")
	})
	if _, err := get(w.ctx, w.client, databases, "alpha", "orders"); err != nil {
		t.Errorf("the database's XR is gone with its file: %v", err)
	}
	w.resource(t, ocean.Database, "alpha-orders-pg")
	commit = w.pushed(t, w.changed(parse(t, onlyAlpha)), "the database is back")
	w.eventually(t, change, "everything is ready with the database", w.reconciled(commit))
}

// twoEnvironments adds a second environment, of which a part runs already, and
// whose provider ends while the rest is made. Then it destroys the first in the
// documented way. Neither may be felt by the other.
func twoEnvironments(t *testing.T, w *world, p platform.Platform) {
	both := w.changed(p)
	alone := w.cloud.Inventory()
	both.Spec.Environments = append(both.Spec.Environments, w.betaByHand(t))
	before := w.generations(t, "alpha")
	w.createSecrets(t, both)
	w.pushed(t, both, "a second environment, whose network and cluster run")
	commit := w.interrupted(t, both, w.flux())
	w.eventually(t, rollOut, "both environments are ready", w.reconciled(commit))
	for _, line := range []string{"VPC beta", "KubernetesCluster beta", "Database beta-adservice-pg", "Database beta-cartservice-valkey"} {
		if n := w.created(line); n != 1 {
			t.Errorf("%s was made %d times", line, n)
		}
	}
	if diff := difference(before, w.generations(t, "alpha")); diff != "" {
		t.Errorf("the second environment touched the first:\n%s", diff)
	}
	calm := w.generations(t, "beta")
	inventory := slices.DeleteFunc(w.cloud.Inventory(), func(line string) bool { return slices.Contains(alone, line) })

	both.Spec.Environments[0].DeletionPolicy = platform.Delete
	both.Spec.Environments[0].Cluster.AdditionalNodePools[0].DeletionPolicy = platform.Delete
	commit = w.pushed(t, both, "alpha may be destroyed")
	w.eventually(t, change, "everything is ready with the new policy", w.reconciled(commit))
	rest := copyOf(both)
	rest.Spec.Environments = rest.Spec.Environments[1:]
	commit = w.pushed(t, rest, "alpha is destroyed")
	w.eventually(t, rollOut, "nothing of alpha is left", func() error { return w.nothingLeft("alpha") })
	w.eventually(t, change, "beta is ready", w.reconciled(commit))
	if last := w.lastGone("alpha"); last != "VPC alpha" {
		t.Errorf("%s went last, after the network it was in", last)
	}
	if diff := difference(calm, w.generations(t, "beta")); diff != "" {
		t.Errorf("the end of alpha touched beta:\n%s", diff)
	}
	if diff := difference(inventory, w.cloud.Inventory()); diff != "" {
		t.Errorf("the account holds something else than beta's:\n%s", diff)
	}
}
