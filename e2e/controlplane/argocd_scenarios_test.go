package controlplane

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/e2e/internal/argocd"
	"seamark.dev/seamark/e2e/internal/ocean"
	"seamark.dev/seamark/e2e/internal/timeline"
	"seamark.dev/seamark/pkg/platform"
)

// waves checks the order in which things came to be: nothing of an Application
// came before those of all earlier waves of the same parent were in sync and
// healthy, and no parent was before its children.
func (a *argo) waves(t *testing.T, _ platform.Platform) {
	items, err := list(a.ctx, a.client, applications)
	must(t, err)
	checked := 0
	for _, later := range items {
		if later.GetName() == root {
			continue // a person made it, and it has no parent but itself
		}
		first, ok := a.first(t, later)
		if !ok {
			t.Logf("%s has made nothing that was not there before", later.GetName())
			continue
		}
		for _, earlier := range items {
			if parentOf(earlier) != parentOf(later) || waveOf(earlier) >= waveOf(later) {
				continue
			}
			checked++
			ready, ok := a.recorder.First(hubName, object(earlier), timeline.Ready)
			if !ok || ready.Revision > first.Revision {
				t.Errorf("%s (wave %d) made %s at %s, before %s (wave %d) was healthy, at %s",
					later.GetName(), waveOf(later), first.Object, first.At, earlier.GetName(), waveOf(earlier), ready.At)
			}
		}
	}
	if checked < 20 {
		t.Errorf("only %d pairs were compared", checked)
	}
	last, _ := a.recorder.First(hubName, object(a.application(t, root)), timeline.Ready)
	for _, o := range items {
		if ready, ok := a.recorder.First(hubName, object(o), timeline.Ready); !ok || ready.Revision > last.Revision {
			t.Errorf("%s was healthy after the root, or never", o.GetName())
		}
	}
}

// object is an Application in the timeline.
func object(app unstructured.Unstructured) timeline.Object {
	return timeline.Object{Kind: app.GetKind(), Namespace: app.GetNamespace(), Name: app.GetName()}
}

// parentOf is the Application that applied this one.
func parentOf(app unstructured.Unstructured) string {
	name, _, _ := strings.Cut(app.GetAnnotations()["argocd.argoproj.io/tracking-id"], ":")
	return name
}

func waveOf(app unstructured.Unstructured) int {
	wave, _ := strconv.Atoi(app.GetAnnotations()["argocd.argoproj.io/sync-wave"])
	return wave
}

// first is the creation of the first of the objects that an Application
// delivers, without namespaces and without what a person made before.
func (a *argo) first(t *testing.T, app unstructured.Unstructured) (first timeline.Event, found bool) {
	t.Helper()
	cluster, _ := a.reaches(t, app)
	for _, r := range resourcesOf(app) {
		if r.Kind == "Namespace" || r.Name == "argocd-cm" || r.Name == root {
			continue
		}
		e, ok := a.recorder.First(cluster, r.Object, timeline.Created)
		if ok && (!found || e.Revision < first.Revision) {
			first, found = e, true
		}
	}
	return first, found
}

// resource is what an Application says that it delivers.
type delivered struct {
	timeline.Object
	Group string
}

func resourcesOf(app unstructured.Unstructured) []delivered {
	items, _, _ := unstructured.NestedSlice(app.Object, "status", "resources")
	var all []delivered
	for _, item := range items {
		fields, _ := item.(map[string]any)
		text := func(key string) string { s, _ := fields[key].(string); return s }
		all = append(all, delivered{timeline.Object{Kind: text("kind"), Namespace: text("namespace"), Name: text("name")}, text("group")})
	}
	return all
}

// nothingSecret reads what Argo CD's user interface would show: the trees of
// all Applications, and each object in them as it is, but for Secrets, whose
// values it masks. The Objects of provider-kubernetes, which hold such values,
// are in no tree.
func (a *argo) nothingSecret(t *testing.T, _ platform.Platform) {
	kinds := map[string]int{}
	hidden := a.secretValues(t)
	for _, n := range a.trees(t) {
		kinds[n.Group+"/"+n.Kind]++
		if n.Group == "" && n.Kind == "Secret" {
			continue
		}
		_, cluster := a.reaches(t, a.application(t, n.app))
		o, err := get(a.ctx, cluster, schema.GroupVersionKind{Group: n.Group, Version: n.Version, Kind: n.Kind}, n.Namespace, n.Name)
		if err != nil {
			continue // it went since
		}
		text, err := o.MarshalJSON()
		must(t, err)
		shows(t, n.Kind+" "+n.Namespace+"/"+n.Name, text, hidden)
	}
	if kinds["kubernetes.m.crossplane.io/Object"] > 0 {
		t.Errorf("the trees have Objects of provider-kubernetes: %v", kinds)
	}
	for _, kind := range []string{"seamark.dev/DOKSCluster", "http.m.crossplane.io/Request"} {
		if kinds[kind] == 0 {
			t.Errorf("the trees have no %s; do they have anything? %v", kind, kinds)
		}
	}
	t.Logf("%d secret values, none in %v", len(hidden), kinds)
}

// secretValues are the values on the hub that are nobody's business.
func (a *argo) secretValues(t *testing.T) []string {
	t.Helper()
	hidden := []string{apiToken, dnsToken, spacesSecret, adminSecret}
	items, err := list(a.ctx, a.client, secrets)
	must(t, err)
	for _, o := range items {
		if o.GetNamespace() != "alpha" && o.GetName() != "cluster-alpha" {
			continue
		}
		data, _, _ := unstructured.NestedStringMap(o.Object, "data")
		for key := range data {
			if !slices.ContainsFunc([]string{"password", "token", "secret", "uri"}, func(part string) bool { return strings.Contains(strings.ToLower(key), part) }) {
				continue
			}
			text, err := value(a.ctx, a.client, secrets, o.GetNamespace(), o.GetName(), key)
			must(t, err)
			hidden = append(hidden, text)
		}
	}
	slices.Sort(hidden)
	if hidden = slices.Compact(hidden); len(hidden) < 8 {
		t.Errorf("only %d secret values are known", len(hidden))
	}
	return hidden
}

// node is an object in the tree of an Application.
type node struct {
	Group, Version, Kind, Namespace, Name string
	app                                   string
}

// trees are the nodes of all Applications' trees, as its cache has them.
func (a *argo) trees(t *testing.T) []node {
	t.Helper()
	host, port, err := net.SplitHostPort(a.Redis)
	must(t, err)
	redis := func(args ...string) []byte {
		out, err := exec.CommandContext(a.ctx, "redis-cli", append([]string{"-h", host, "-p", port, "--raw"}, args...)...).Output()
		must(t, err)
		return out
	}
	var all []node
	for key := range strings.Lines(string(redis("KEYS", "app|resources-tree|*.gz"))) {
		key = strings.TrimSpace(key)
		if key == "" {
			continue
		}
		packed, err := gzip.NewReader(bytes.NewReader(redis("GET", key)))
		must(t, err)
		packed.Multistream(false) // the client adds a line feed
		content, err := io.ReadAll(packed)
		must(t, err)
		var tree struct{ Nodes []node }
		must(t, json.Unmarshal(content, &tree))
		for _, n := range tree.Nodes {
			n.app = strings.Split(key, "|")[2]
			all = append(all, n)
		}
	}
	return all
}

// clusterSecret checks that Argo CD knows the DOKS cluster from a Secret that
// only Crossplane has written, and that no Application claims.
func (a *argo) clusterSecret(t *testing.T, _ platform.Platform) {
	const name = "cluster-alpha"
	secret, err := get(a.ctx, a.client, secrets, argocd.Namespace, name)
	must(t, err)
	server, err := value(a.ctx, a.client, secrets, argocd.Namespace, name, "server")
	must(t, err)
	if want := a.cluster(t, "alpha").Server; server != want {
		t.Errorf("the server is %q, want %q", server, want)
	}
	for _, m := range secret.GetManagedFields() {
		t.Logf("written by %s (%s)", m.Manager, m.Operation)
		if strings.Contains(m.Manager, "argo") || strings.Contains(m.Manager, "kubectl") {
			t.Errorf("%s wrote to it", m.Manager)
		}
	}
	if id := secret.GetAnnotations()["argocd.argoproj.io/tracking-id"]; id != "" {
		t.Errorf("it belongs to an Application: %s", id)
	}
}

// tokenIsRenewed lets a week pass, and with it the token that Argo CD began with.
func (a *argo) tokenIsRenewed(t *testing.T, _ platform.Platform) {
	a.weekPasses(t, func() (string, error) {
		text, err := value(a.ctx, a.client, secrets, argocd.Namespace, "cluster-alpha", "config")
		if err != nil {
			return "", err
		}
		var config struct{ BearerToken string }
		return config.BearerToken, json.Unmarshal([]byte(text), &config)
	})
}

// atRest checks that nobody writes what another one writes back: no sync starts
// while nothing changes.
func (a *argo) atRest(t *testing.T, _ platform.Platform) {
	before := a.syncs(t)
	time.Sleep(25 * time.Second) // more than two comparisons
	if d := difference(before, a.syncs(t)); d != "" {
		t.Errorf("syncs at rest:\n%s", d)
	}
}

// syncs are the last syncs of all Applications.
func (a *argo) syncs(t *testing.T) []string {
	t.Helper()
	items, err := list(a.ctx, a.client, applications)
	must(t, err)
	var all []string
	for _, o := range items {
		started, _, _ := unstructured.NestedString(o.Object, "status", "operationState", "startedAt")
		all = append(all, o.GetName()+" "+started)
	}
	slices.Sort(all)
	return all
}

// driftIsCorrected changes things in the cluster by hand: what Argo CD applied,
// what a chart made, and what Crossplane delivered.
func (a *argo) driftIsCorrected(t *testing.T, _ platform.Platform) {
	d := a.cluster(t, "alpha")
	policy, err := get(a.ctx, d.client, policies, services, "loki")
	must(t, err)
	must(t, d.client.Delete(a.ctx, policy))
	must(t, edit(a.ctx, d.client, configMaps, services, "dashboard-overview", `{"data":{"overview.json":"{}"}}`))
	must(t, edit(a.ctx, d.client, deployments, services, "alloy", `{"spec":{"replicas":5}}`))
	must(t, edit(a.ctx, d.client, configMaps, demo, "adservice-database-configuration", `{"data":{"DB_HOST":"elsewhere"}}`))
	host := fmt.Sprint(a.resource(t, ocean.Database, "alpha-adservice-pg").Facts["privateHost"])
	a.eventually(t, change, "drift is corrected", func() error {
		_, err := get(a.ctx, d.client, policies, services, "loki")
		if err == nil {
			err = replicas(a.world, d, "alloy", 1)
		}
		if err == nil {
			err = holds(a.ctx, d.client, configMaps, demo, "adservice-database-configuration", "DB_HOST", host)
		}
		if err != nil {
			return err
		}
		if text, err := value(a.ctx, d.client, configMaps, services, "dashboard-overview", "overview.json"); err != nil || text == "{}" {
			return fmt.Errorf("the dashboard is as edited: %w", err)
		}
		return nil
	})
}

// brokenCommit pushes what an API server refuses: the Application that delivers
// it tells, everything else stays as it was.
func (a *argo) brokenCommit(t *testing.T, p platform.Platform) {
	const app = "alpha-2-cluster-resources"
	broken := a.repo.push(t, p, "a broken commit", func(dir string) {
		path := filepath.Join(dir, "environments/alpha/2-cluster/resources/networkpolicies/networkpolicy-loki.yaml")
		content, err := os.ReadFile(path)
		must(t, err)
		must(t, os.WriteFile(path, bytes.ReplaceAll(content, []byte("- Ingress\n"), []byte("- Sideways\n")), 0o644))
	})
	a.eventually(t, change, "the broken commit is reported", func() error {
		if text := unsettled(a.application(t, app), broken); !strings.Contains(text, "loki") || !strings.Contains(text, "Sideways") {
			return fmt.Errorf("it says: %s", text)
		}
		return nil
	})
	t.Logf("it says: %s", unsettled(a.application(t, app), broken))
	if _, err := get(a.ctx, a.cluster(t, "alpha").client, policies, services, "loki"); err != nil {
		t.Errorf("the last good state is gone: %v", err)
	}
	items, err := list(a.ctx, a.client, applications)
	must(t, err)
	for _, o := range items {
		sync, _, _ := unstructured.NestedString(o.Object, "status", "sync", "status")
		if o.GetName() != app && !slices.Contains([]string{"alpha", root}, o.GetName()) && sync != "Synced" {
			t.Errorf("%s suffers from a fault that is not its own: %s", o.GetName(), unsettled(o, broken))
		}
	}
	commit := a.repo.push(t, p, "the fault mended")
	a.eventually(t, change, "the mended commit is synced and healthy", a.settled(commit))
}
