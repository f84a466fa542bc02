package controlplane

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/e2e/internal/argocd"
	"seamark.dev/seamark/e2e/internal/kubelet"
	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/pkg/platform"
)

var applications = schema.GroupVersionKind{Group: "argoproj.io", Version: "v1alpha1", Kind: "Application"}

// root is the Application that a person applies.
const root = "seamark"

// TestArgoCD is the life of a platform under Argo CD, from the first commit to
// mended mistakes. Each scenario goes on where the one before has left it.
func TestArgoCD(t *testing.T) {
	w := newWorld(t)
	w.repo = w.newRepository()
	w.prepareArgoCD(t)
	p := parse(t, onlyAlpha)
	p.Spec.Delivery.Engine = platform.ArgoCD
	p.Spec.Delivery.Repository.URL = strings.Replace(w.depot.GitURL(), "http://"+w.depot.Address(), "https://"+w.repo.registry, 1)
	p = watchesItself(p)
	w.createSecrets(t, p)
	commit := w.repo.push(t, p, "the first commit")
	a := w.startArgoCD(t)
	w.eventually(t, rollOut, "everything but the hub's Prometheus is synced and healthy after the first commit", func() error { return a.waitsAlone(commit) })
	a.volumeIsMade(t)
	w.eventually(t, change, "everything is synced and healthy", a.settled(commit))
	w.report(t)

	for _, scenario := range []struct {
		name string
		play func(*argo, *testing.T, platform.Platform)
	}{
		{"waves", (*argo).waves},
		{"nothing secret is shown", (*argo).nothingSecret},
		{"the cluster is Crossplane's", (*argo).clusterSecret},
		{"a week passes, and DigitalOcean upgrades", (*argo).tokenIsRenewed},
		{"nothing moves", (*argo).atRest},
		{"drift is corrected", (*argo).driftIsCorrected},
		{"a broken commit is reported", (*argo).brokenCommit},
		{"what gets another parent is kept", (*argo).keepsWhatMoves},
		{"a refused version is taken back, a node pool swapped", func(a *argo, t *testing.T, p platform.Platform) {
			a.refusedIsTakenBack(t, p, a.engine())
		}},
	} {
		if !t.Run(scenario.name, func(t *testing.T) { scenario.play(a, t, p) }) {
			break // what follows would start from somewhere else
		}
	}
}

// argo is Argo CD in the hub of a world.
type argo struct {
	*argocd.Server
	*world
}

// prepareArgoCD has its programs at hand, and charts served as they need it:
// helm wants TLS of a registry.
func (w *world) prepareArgoCD(t *testing.T) {
	t.Helper()
	registry, authority, err := w.depot.ServeTLS()
	must(t, err)
	trusted := filepath.Join(w.dir, "depot.crt")
	must(t, os.WriteFile(trusted, authority, 0o600))
	w.repo.registry = registry

	path := []string{"/usr/bin", "/bin"} // of git
	for _, tool := range []tools.Tool{tools.Helm, tools.Kustomize} {
		program, err := tool.Build(w.ctx)
		must(t, err)
		path = append([]string{filepath.Dir(program)}, path...)
	}
	program, err := tools.ArgoCD.Build(w.ctx)
	must(t, err)
	w.engine.Store(argocd.Image, kubelet.Program{
		Path: program, Env: []string{"PATH=" + strings.Join(path, ":"), "SSL_CERT_FILE=" + trusted, "GIT_SSL_CAINFO=" + trusted},
	})
	redis, err := exec.LookPath("redis-server")
	must(t, err)
	w.engine.Store(argocd.RedisImage, kubelet.Program{Path: redis})
}

// startArgoCD does what the README of the rendered repository says.
func (w *world) startArgoCD(t *testing.T) *argo {
	t.Helper()
	server, err := argocd.Install(w.ctx, w.client)
	must(t, err)
	kubernetes, err := tools.Kubernetes.Build(w.ctx)
	must(t, err)
	w.eventually(t, change, "the bootstrap is applied", func() error {
		kubectl := exec.CommandContext(w.ctx, kubernetes)
		kubectl.Args = []string{
			"kubectl", "--kubeconfig", filepath.Join(w.hub.Dir(), "kubeconfig"),
			"apply", "--server-side", "--force-conflicts", "--kustomize", filepath.Join(w.repo.dir, entry, "bootstrap"),
		}
		if out, err := kubectl.CombinedOutput(); err != nil {
			return fmt.Errorf("%v: %w\n%s", kubectl.Args, err, out) // as long as Argo CD's kinds are not served
		}
		return nil
	})
	return &argo{server, w}
}

// settled checks that all Applications of the repository are there and nothing
// else, and that all are in sync with the commit and healthy.
func (a *argo) settled(commit string) func() error {
	return func() error {
		wanted, err := a.repo.applications()
		if err != nil {
			return err
		}
		items, err := list(a.ctx, a.client, applications)
		if err != nil {
			return err
		}
		var findings []string
		for _, o := range items {
			if !slices.Contains(wanted, o.GetName()) {
				findings = append(findings, o.GetName()+": is not in the repository")
			}
			wanted = slices.DeleteFunc(wanted, func(name string) bool { return name == o.GetName() })
			if finding := unsettled(o, commit); finding != "" {
				findings = append(findings, o.GetName()+": "+finding)
			}
		}
		if len(wanted) > 0 {
			findings = append(findings, fmt.Sprintf("not there yet: %v", wanted))
		}
		if len(findings) > 0 {
			return errors.New("\n" + strings.Join(findings, "\n"))
		}
		return nil
	}
}

// applications are the names of all Applications in the work tree.
func (r *repository) applications() ([]string, error) {
	var names []string
	err := filepath.WalkDir(filepath.Join(r.dir, entry), func(path string, d fs.DirEntry, err error) error {
		if name, ok := strings.CutPrefix(filepath.Base(path), "application-"); ok {
			names = append(names, strings.TrimSuffix(name, ".yaml"))
		}
		return err
	})
	return names, err
}

// unsettled says why an Application does not count as done with the commit.
func unsettled(o unstructured.Unstructured, commit string) string {
	text := func(path ...string) string {
		s, _, _ := unstructured.NestedString(o.Object, append([]string{"status"}, path...)...)
		return s
	}
	conditions, _, _ := unstructured.NestedSlice(o.Object, "status", "conditions")
	revisions, _, _ := unstructured.NestedStringSlice(o.Object, "status", "sync", "revisions")
	state := fmt.Sprintf("%s, %s, operation %s %s, conditions %v", text("sync", "status"), text("health", "status"), text("operationState", "phase"), text("operationState", "message"), conditions)
	switch {
	case text("sync", "status") != "Synced", text("health", "status") != "Healthy", text("operationState", "phase") != "Succeeded", len(conditions) > 0:
		return state
	case !slices.Contains(append(revisions, text("sync", "revision")), commit):
		return fmt.Sprintf("compared with %s %v", text("sync", "revision"), revisions)
	}
	return ""
}

// application reads one.
func (a *argo) application(t *testing.T, name string) unstructured.Unstructured {
	t.Helper()
	o, err := get(a.ctx, a.client, applications, argocd.Namespace, name)
	must(t, err)
	return *o
}

// reaches is the cluster that an Application delivers into, in the timeline and
// as a client.
func (a *argo) reaches(t *testing.T, app unstructured.Unstructured) (string, client.Client) {
	t.Helper()
	name, _, _ := unstructured.NestedString(app.Object, "spec", "destination", "name")
	if name == "in-cluster" {
		return hubName, a.client
	}
	return name, a.cluster(t, name).client
}
