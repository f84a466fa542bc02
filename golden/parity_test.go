package golden

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/tree"
)

// counted is how much two deliveries of a scenario were found to agree in.
type counted struct{ manifests, units, releases, edges, kinds, kept int }

// TestParity delivers every scenario to both engines and compares what the
// files tell them: the same objects, the same releases, the same order, the
// same health. It writes down what it counted in docs/engines.md.
func TestParity(t *testing.T) {
	var lines strings.Builder
	for _, scenario := range scenarios(t) {
		p, fluxTree := with(t, scenario, platform.Flux)
		_, argoTree := with(t, scenario, platform.ArgoCD)
		var n counted
		n.manifests, n.kept = sameManifests(t, scenario, fluxTree, argoTree)
		flux, argo := fluxSteps(t, p, fluxTree), argoSteps(t, p, argoTree)
		n.units, n.releases, n.edges = sameSteps(t, scenario, flux, argo)
		n.kinds = sameHealth(t, scenario, fluxTree, argoTree)
		fmt.Fprintf(&lines, "| %s | %d | %d | %d | %d | %d | %d |\n", scenario, n.manifests, n.kept, n.units, n.releases, n.edges, n.kinds)
	}
	page := bytes.Replace(enginesPage, []byte("COUNTED\n"), []byte(lines.String()), 1)
	const file = "../docs/engines.md"
	if *update {
		if err := os.WriteFile(file, page, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	current, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(current), string(page)); diff != "" {
		t.Errorf("docs/engines.md is stale, bless it with `make update` (-file +now):\n%s", diff)
	}
}

// onlyArgoCD are the manifests in which the engines differ: how Argo CD learns
// of a cluster. They are all of the control plane.
var onlyArgoCD = map[string]string{
	"control-plane/apis/apis/clusterproviderconfig-hub.yaml":                                  "added",
	"control-plane/apis/apis/managedresourceactivationpolicy-seamark-argocd.yaml":             "added",
	"control-plane/apis/apis/composition-doksclusters.seamark.dev.yaml":                       "changed",
	"control-plane/apis/apis/composition-doksclusters-project.seamark.dev.yaml":               "changed",
	"control-plane/notifications/argocd-notifications/configmap-argocd-notifications-cm.yaml": "added",
}

// notifying is the unit by which an engine tells of itself: one for each
// environment with Flux, one for all with Argo CD. Called is what Flux needs to
// be told of a push; Argo CD listens anyway.
const (
	notifying = "notifications"
	called    = "control-plane-push"
)

// watching is what watches the hub, its engine included.
const watching = "control-plane/monitoring/"

// sameManifests compares the objects byte by byte, and counts them and those
// among them that no engine deletes.
func sameManifests(t *testing.T, scenario string, flux, argo *tree.Tree) (same, kept int) {
	t.Helper()
	theirs := manifests(argo)
	for file, data := range manifests(flux) {
		other, found := theirs[file]
		delete(theirs, file)
		switch {
		case !found:
			t.Errorf("%s: %s is delivered to Flux only", scenario, file)
		case bytes.Equal(data, other):
			same++
		case onlyArgoCD[file] != "changed":
			t.Errorf("%s: %s differs (-flux +argocd):\n%s", scenario, file, cmp.Diff(string(data), string(other)))
		}
		forFlux := bytes.Contains(data, []byte("kustomize.toolkit.fluxcd.io/prune: disabled\n"))
		if forArgo := bytes.Contains(other, []byte("argocd.argoproj.io/sync-options: Prune=false,Delete=false\n")); forFlux != forArgo {
			t.Errorf("%s: %s is kept by one engine only", scenario, file)
		}
		if forFlux {
			kept++
		}
	}
	for file := range theirs {
		if onlyArgoCD[file] != "added" {
			t.Errorf("%s: %s is delivered to Argo CD only", scenario, file)
		}
	}
	return same, kept
}

// confined is what Flux may do in an environment's namespace; Argo CD's projects
// say the same.
var confined = regexp.MustCompile(`/((serviceaccount|role|rolebinding)-seamark-reconciler|validatingadmissionpolicy(binding)?-.*)\.yaml$`)

// manifests are the objects that are of no engine, and watch none.
func manifests(tree *tree.Tree) map[string][]byte {
	all := map[string][]byte{}
	for _, f := range tree.Files() {
		own := bytes.Contains(f.Data, []byte(".toolkit.fluxcd.io/v")) || bytes.Contains(f.Data, []byte("\napiVersion: argoproj.io/"))
		own = own || confined.MatchString(f.Path)
		if f.Object && !own && !strings.Contains(f.Path, "/bootstrap/") && !strings.HasPrefix(f.Path, watching) {
			all[f.Path] = f.Data
		}
	}
	return all
}

// sameSteps compares what is delivered where, with which chart and values, and
// that nothing comes earlier with Argo CD than with Flux.
func sameSteps(t *testing.T, scenario string, flux, argo map[string]delivered) (units, releases, edges int) {
	t.Helper()
	if diff := cmp.Diff(slices.Sorted(maps.Keys(flux)), slices.Sorted(maps.Keys(argo))); diff != "" {
		t.Errorf("%s: what is delivered (-flux +argocd):\n%s", scenario, diff)
		return 0, 0, 0
	}
	for key, f := range flux {
		a := argo[key]
		if f.Release.Name == "" {
			units++
		} else {
			releases++
		}
		if diff := cmp.Diff(f, a, cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".after" }, cmp.Ignore()), cmp.AllowUnexported(delivered{})); diff != "" {
			t.Errorf("%s: %s (-flux +argocd):\n%s", scenario, key, diff)
		}
		for before := range f.after {
			edges++
			if !a.after[before] {
				t.Errorf("%s: Flux waits with %s for %s, Argo CD does not", scenario, key, before)
			}
		}
	}
	return units, releases, edges
}

var (
	celCondition = regexp.MustCompile(`c\.type == '(\w+)'`)
	luaWanted    = regexp.MustCompile(`^local wanted = \{(.*)\}\n`)
)

// sameHealth compares which conditions of which kinds are waited for. That CEL
// and Lua judge the same objects alike, the tests of both languages prove.
func sameHealth(t *testing.T, scenario string, flux, argo *tree.Tree) int {
	t.Helper()
	want, got := map[string]string{}, map[string]string{}
	for _, k := range fluxKustomizations(t, flux) {
		for _, check := range k.Spec.HealthCheckExprs {
			var types []string
			for _, m := range celCondition.FindAllStringSubmatch(check.Current, -1) {
				types = append(types, `"`+m[1]+`"`)
			}
			group, _, _ := strings.Cut(check.APIVersion, "/")
			want[group+"_"+check.Kind] = strings.Join(types, ", ")
		}
	}
	for _, cm := range decodeKind[corev1.ConfigMap](t, argo, "ConfigMap") {
		for key, lua := range cm.Data {
			kind, ok := strings.CutPrefix(key, "resource.customizations.health.")
			if ok && kind != "argoproj.io_Application" {
				got[kind] = luaWanted.FindStringSubmatch(lua)[1]
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: conditions that are waited for (-flux +argocd):\n%s", scenario, diff)
	}
	return len(want)
}
