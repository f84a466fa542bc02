package argocd

import (
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/model"
)

var (
	oci  = charts.Chart{Name: "hello", Version: "1.2.3", Repository: "oci://registry.example.com/charts/hello"}
	http = charts.Chart{Name: "hello", Version: "1.2.3", Repository: "https://charts.example.com", Note: "Stay below 2."}
)

func options() Options {
	return Options{
		Hub:        "hub",
		Repository: Repository{URL: "https://git.example.com/acme", Branch: "main", Path: "gitops"},
		Cluster:    func(environment string) string { return environment },
		Protected:  func(environment string) bool { return environment == "live" },
	}
}

func release(name string, chart charts.Chart, after ...string) model.Release {
	return model.Release{
		Name: name, Chart: chart, Cluster: model.DOKS("live"), Namespace: "greetings",
		Values: map[string]int{"replicas": 2}, DependsOn: after,
	}
}

func configMap(namespace, name string) model.Object {
	return &corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name}}
}

func namespace(name string) model.Object {
	return &corev1.Namespace{TypeMeta: kinds.Namespace, ObjectMeta: metav1.ObjectMeta{Name: name}}
}

// unit is a unit of the environment live, on the hub.
func unit(path string, c model.Component, after ...string) model.Unit {
	c.Name = "part"
	u := model.Unit{ID: model.UnitID{Environment: "live", Path: path}, Components: []model.Component{c}}
	for _, other := range after {
		u.DependsOn = append(u.DependsOn, model.UnitID{Environment: "live", Path: other})
	}
	return u
}

func files(t *testing.T, units ...model.Unit) map[string]string {
	t.Helper()
	tree, err := Deliver(units, options())
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range tree.Files() {
		found[f.Path] = string(f.Data)
	}
	return found
}

func TestDeliver(t *testing.T) {
	patched := release("hello", oci)
	patched.Patches = []model.Patch{{Kind: "Service", Patch: "- op: remove\n", Reason: "nobody calls."}}
	drifting := release("hello", http)
	drifting.IgnoreDrift = []model.IgnoredField{{Group: "apps", Kind: "Deployment", Name: "x", Paths: []string{"/spec/replicas"}, Reason: "scaled."}}
	const leaf = "clusters/hub/environments/live/application-live-hello.yaml"
	with := func(r model.Release) model.Component { return model.Component{Releases: []model.Release{r}} }
	cases := map[string]struct {
		reason string
		unit   model.Unit
		file   string
		want   []string
	}{
		"OCI registry": {
			reason: "Argo CD wants a registry without its scheme, and the chart apart.",
			unit:   unit("a", with(release("hello", oci))), file: leaf,
			want: []string{
				"  - repoURL: registry.example.com/charts", "    chart: hello", "    targetRevision: 1.2.3", "      releaseName: hello",
				"      - $values/gitops/environments/live/a/part/values-hello.yaml", "    ref: values", "    name: live", "  project: live",
			},
		},
		"HTTP repository": {
			reason: "A repository keeps its scheme, and the chart's note is told.",
			unit:   unit("a", with(release("hello", http))), file: leaf,
			want: []string{"  - repoURL: https://charts.example.com", "# hello 1.2.3: Stay below 2."},
		},
		"values": {
			reason: "The values are what the chart reads.",
			unit:   unit("a", with(release("hello", oci))), file: "environments/live/a/part/values-hello.yaml",
			want: []string{"replicas: 2"},
		},
		"patched": {
			reason: "Kustomize renders the chart, and Argo CD takes it from there.",
			unit:   unit("a", with(patched)), file: leaf,
			want: []string{"    path: gitops/environments/live/a/part/release-hello", "# Patch on Service: nobody calls."},
		},
		"patches": {
			reason: "The chart with its values, and the patch.",
			unit:   unit("a", with(patched)), file: "environments/live/a/part/release-hello/kustomization.yaml",
			want: []string{"  repo: oci://registry.example.com/charts", "  releaseName: hello", "  namespace: greetings", "  valuesFile: values.yaml", "    - op: remove"},
		},
		"helm for kustomize": {
			reason: "Kustomize runs helm only if it is told.",
			unit:   unit("a", with(patched)), file: "clusters/hub/bootstrap/configmap-argocd-cm.yaml",
			want: []string{"  kustomize.buildOptions: --enable-helm"},
		},
		"ignored drift": {
			reason: "What others own is neither compared nor written.",
			unit:   unit("a", with(drifting)), file: leaf,
			want: []string{"    - /spec/replicas", "    - RespectIgnoreDifferences=true", "# Ignored drift on Deployment: scaled."},
		},
		"plain objects": {
			reason: "The folder, as any engine has it.",
			unit:   unit("a", model.Component{Objects: []model.Object{configMap("live", "x")}}),
			file:   "clusters/hub/environments/live/application-live-a.yaml",
			want:   []string{"    path: gitops/environments/live/a", "    name: in-cluster", "    namespace: live", "  project: live-hub"},
		},
		"protected namespace": {
			reason: "The namespace of a protected environment outlives its file.",
			unit:   unit("a", model.Component{Objects: []model.Object{configMap("live", "x")}}),
			file:   "clusters/hub/environments/live/namespace-live.yaml",
			want:   []string{"    argocd.argoproj.io/sync-options: Prune=false,Delete=false"},
		},
		"root": {
			reason: "Who deletes the root by mistake deletes nothing else.",
			unit:   unit("a", with(release("hello", oci))), file: "clusters/hub/bootstrap/application-seamark.yaml",
			want: []string{"    path: gitops/clusters/hub", "      limit: -1", "      refresh: true"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			file, ok := files(t, tc.unit)[tc.file]
			if !ok {
				t.Fatalf("%s\n%s was not rendered", tc.reason, tc.file)
			}
			for _, line := range tc.want {
				if !strings.Contains("\n"+file, "\n"+line+"\n") {
					t.Errorf("%s\nno line %q in\n%s", tc.reason, line, file)
				}
			}
		})
	}
	if root := files(t, cases["root"].unit)[cases["root"].file]; strings.Contains(root, "finalizers") {
		t.Errorf("the root has a finalizer:\n%s", root)
	}
}

// TestWaves: as early as can be, but last where nobody waits.
func TestWaves(t *testing.T) {
	objects := model.Component{Objects: []model.Object{configMap("live", "x")}}
	cases := map[string]struct {
		reason string
		units  []model.Unit
		want   map[string]int
	}{
		"line": {
			reason: "One after the other.",
			units:  []model.Unit{unit("a", objects), unit("b", objects, "a"), unit("c", objects, "b")},
			want:   map[string]int{"live-a": 1, "live-b": 2, "live-c": 3},
		},
		"fork": {
			reason: "B waits for nobody but A, and nobody waits for B: it must not hold D.",
			units:  []model.Unit{unit("a", objects), unit("b", objects, "a"), unit("c", objects, "a"), unit("d", objects, "c")},
			want:   map[string]int{"live-a": 1, "live-b": 3, "live-c": 2, "live-d": 3},
		},
		"releases": {
			reason: "A unit is ready when all its releases are; objects and releases of a unit go side by side.",
			units: []model.Unit{
				unit("a", model.Component{
					Objects:  []model.Object{configMap("live", "x")},
					Releases: []model.Release{release("first", oci), release("second", oci, "first"), release("third", oci, "second")},
				}),
				unit("b", objects, "a"),
			},
			want: map[string]int{"live-a": 1, "live-first": 1, "live-second": 2, "live-third": 3, "live-b": 4},
		},
		"namespace": {
			reason: "A release cannot be installed into a namespace that is not there.",
			units: []model.Unit{{
				ID: model.UnitID{Path: "base"},
				Components: []model.Component{{
					Name: "base", Objects: []model.Object{namespace("greetings")},
					Releases: []model.Release{{Name: "hello", Chart: oci, Cluster: model.Hub(), Namespace: "greetings"}},
				}},
			}},
			want: map[string]int{"control-plane-base": 1, "control-plane-release-hello": 2},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			plan, err := PlanOf(tc.units, options())
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]int{}
			for _, app := range plan.Applications {
				if app.Unit != nil {
					got[app.Object.Name] = app.Wave
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestGroups: environments wait for what they need, and for nothing else.
func TestGroups(t *testing.T) {
	objects := model.Component{Name: "part", Objects: []model.Object{configMap("live", "x")}}
	shared := func(path string, c model.Component, after ...string) model.Unit {
		u := unit(path, c)
		u.ID.Environment = ""
		for _, other := range after {
			u.DependsOn = append(u.DependsOn, model.UnitID{Path: other})
		}
		return u
	}
	env := unit("a", objects)
	env.DependsOn = []model.UnitID{{Path: "apis"}}
	chart := model.Component{
		Name: "part", Objects: []model.Object{namespace("greetings")},
		Releases: []model.Release{{Name: "hello", Chart: oci, Cluster: model.Hub(), Namespace: "greetings"}},
	}
	const base, services, ignored = "control-plane", "hub-services", "control-plane, ignored"
	cases := map[string]struct {
		reason string
		units  []model.Unit
		want   map[string]string
	}{
		"needed": {
			reason: "By an environment, or by what it needs.",
			units:  []model.Unit{shared("packages", objects), shared("apis", objects, "packages"), env},
			want:   map[string]string{"control-plane-packages": base, "control-plane-apis": base},
		},
		"alone": {
			reason: "In the last wave nobody waits for it, but for the whole.",
			units:  []model.Unit{shared("apis", objects), shared("account", objects, "apis"), shared("settings", objects), env},
			want:   map[string]string{"control-plane-apis": base, "control-plane-account": ignored, "control-plane-settings": ignored},
		},
		"line": {
			reason: "The sync of the control plane would wait for what the last one waits for.",
			units:  []model.Unit{shared("apis", objects), shared("prometheus", objects, "apis"), shared("monitoring", objects, "apis", "prometheus"), env},
			want:   map[string]string{"control-plane-apis": base, "control-plane-prometheus": services, "control-plane-monitoring": services},
		},
		"order within": {
			reason: "A release that waits for its namespace is a line too.",
			units:  []model.Unit{shared("apis", objects), shared("greetings", chart), env},
			want:   map[string]string{"control-plane-apis": base, "control-plane-greetings": services, "control-plane-release-hello": services},
		},
		"needed with an order": {
			reason: "Crossplane is a release in a namespace, and all wait for it.",
			units:  []model.Unit{shared("apis", chart), env},
			want:   map[string]string{"control-plane-apis": base, "control-plane-release-hello": base},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			plan, err := PlanOf(tc.units, options())
			if err != nil {
				t.Fatal(err)
			}
			got, parents := map[string]string{}, map[string]int{}
			for _, app := range plan.Applications {
				if app.Parent == Root {
					parents[app.Object.Name] = app.Wave
				}
				if app.Unit == nil || app.Unit.ID.Environment != "" {
					continue
				}
				got[app.Object.Name] = app.Parent
				if app.Object.Annotations[argocd.IgnoreHealth] == "true" {
					got[app.Object.Name] += ", ignored"
				}
				if want := "clusters/hub/" + app.Parent; path.Dir(app.File) != want || app.Object.Spec.Project != ControlPlane {
					t.Errorf("%s is in %s, of the project %s", app.Object.Name, app.File, app.Object.Spec.Project)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
			want := map[string]int{"control-plane": 1, "live": 2}
			for _, parent := range tc.want {
				if parent == services {
					want[services] = 2
				}
			}
			if diff := cmp.Diff(want, parents); diff != "" {
				t.Errorf("%s\nwaves of the root -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestProjects: an environment's charts may do in its own cluster what they may
// not do on the hub.
func TestProjects(t *testing.T) {
	r := release("hello", oci)
	r.Footprint = model.Footprint{ClusterKinds: []schema.GroupKind{{Group: "rbac.authorization.k8s.io", Kind: "ClusterRole"}}, Namespaces: []string{"kube-system"}}
	all := files(t, unit("a", model.Component{Objects: []model.Object{configMap("live", "x")}, Releases: []model.Release{r}}))
	hub, doks := all["clusters/hub/projects/appproject-live-hub.yaml"], all["clusters/hub/projects/appproject-live.yaml"]
	for _, want := range []string{"  - registry.example.com/charts\n", "    namespace: greetings\n", "    namespace: kube-system\n", "    kind: ClusterRole\n"} {
		if !strings.Contains(doks, want) {
			t.Errorf("the project of the cluster lacks %q:\n%s", want, doks)
		}
		if strings.Contains(hub, want) {
			t.Errorf("the project of the hub has %q:\n%s", want, hub)
		}
	}
	if strings.Contains(hub, "clusterResourceWhitelist") || strings.Contains(hub, "'*'") {
		t.Errorf("the project of the hub allows too much:\n%s", hub)
	}
}

// TestExclusions reads what Argo CD reads.
func TestExclusions(t *testing.T) {
	var rules []struct{ APIGroups, Kinds []string }
	if err := yaml.UnmarshalStrict([]byte(exclusions), &rules); err != nil {
		t.Fatal(err)
	}
	hidden := map[string]bool{}
	for _, r := range rules {
		for _, group := range r.APIGroups {
			for _, kind := range r.Kinds {
				hidden[kind+"."+group] = true
			}
		}
	}
	for _, want := range []string{"Object.kubernetes.m.crossplane.io", "Lease.coordination.k8s.io", "Endpoints.", "CiliumEndpoint.cilium.io"} {
		if !hidden[want] {
			t.Errorf("%s would be shown", want)
		}
	}
}

func TestDeliverRefuses(t *testing.T) {
	with := func(path string, conditions ...string) model.Unit {
		return unit(path, model.Component{Health: []model.HealthCheck{{APIVersion: "example.org/v1", Kind: "Thing", Conditions: conditions}}})
	}
	_, err := Deliver([]model.Unit{with("a", "Ready"), with("b", "Synced")}, options())
	want := "unit environments/live/b: component part: another component has a different health check for Thing.example.org"
	if err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
}
