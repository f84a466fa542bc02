package hubmetrics

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/platform"
)

// objectsOf are Secrets in other clothes.
const objectsOf = "objects.kubernetes.m.crossplane.io"

func TestEveryActivatedKindIsWatched(t *testing.T) {
	var got []string
	for _, k := range Watched(databases.Engines(), engines[platform.Flux]) {
		if k.Managed {
			got = append(got, k.Plural+"."+k.Group)
		}
	}
	want := slices.DeleteFunc(packages.Activated(), func(kind string) bool { return kind == objectsOf })
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-activated +watched:\n%s", diff)
	}
}

// TestRights: the exporter may read what it is told to read, the definitions of
// kinds, and nothing else.
func TestRights(t *testing.T) {
	for _, engine := range []platform.Engine{platform.ArgoCD, platform.Flux} {
		want := map[string]bool{"customresourcedefinitions.apiextensions.k8s.io": true}
		for _, r := range configured(t, engine).Spec.Resources {
			want[pluralOf(t, engine, r.Of)+"."+r.Of.Group] = true
		}
		got := map[string]bool{}
		for _, rule := range object[*rbacv1.ClusterRole](t, engine).Rules {
			if diff := cmp.Diff([]string{"get", "list", "watch"}, rule.Verbs); diff != "" {
				t.Errorf("more than to read:\n%s", diff)
			}
			for _, resource := range rule.Resources {
				got[resource+"."+rule.APIGroups[0]] = true
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s -configured +allowed:\n%s", engine, diff)
		}
		if got[objectsOf] || got["secrets."] {
			t.Errorf("%s: the exporter may read Secrets", engine)
		}
	}
}

// TestPathsExist holds the configuration against the CRDs of its kinds, and
// their plurals.
func TestPathsExist(t *testing.T) {
	set := schemas.Load(t, "the metrics of the hub against the CRDs of its kinds")
	for _, d := range apis.Definitions(databases.Engines()) {
		data, err := delivery.Encode(d.Object())
		if err != nil {
			t.Fatal(err)
		}
		if err := set.AddDefinition(data); err != nil {
			t.Fatal(err)
		}
	}
	read := 0
	for _, r := range configured(t, platform.Flux).Spec.Resources {
		kind, err := set.Kind(schema.GroupVersionKind{Group: r.Of.Group, Version: r.Of.Version, Kind: r.Of.Kind})
		if err != nil {
			t.Error(err)
			continue
		}
		check := func(path []string) {
			read++
			if _, err := kind.TypeOf(fieldOf(path)); err != nil {
				t.Errorf("%s: %v", r.Of.Kind, err)
			}
		}
		each(r, check)
	}
	if read < 100 {
		t.Errorf("only %d paths", read)
	}
}

// each calls something for every path of a resource, whole.
func each(r stateResource, check func([]string)) {
	for _, path := range r.LabelsFromPath {
		check(path)
	}
	for _, m := range r.Metrics {
		for _, path := range m.LabelsFromPath {
			check(path)
		}
		gauge := m.Each.Gauge
		check(gauge.Path)
		if len(gauge.ValueFrom) == 0 {
			continue
		}
		item := func(path []string) []string { return slices.Concat(gauge.Path, []string{"[0]"}, path) }
		check(item(gauge.ValueFrom))
		for _, path := range gauge.LabelsFromPath {
			check(item(path))
		}
	}
}

// fieldOf is a path as field paths are written.
func fieldOf(path []string) string {
	var b strings.Builder
	for i, p := range path {
		switch {
		case strings.HasPrefix(p, "["):
			b.WriteString(p)
		case strings.ContainsAny(p, "./"):
			b.WriteString("[" + p + "]")
		default:
			if i > 0 {
				b.WriteString(".")
			}
			b.WriteString(p)
		}
	}
	return b.String()
}

func pluralOf(t *testing.T, engine platform.Engine, of stateKind) string {
	t.Helper()
	for _, k := range Watched(databases.Engines(), engines[engine]) {
		if k.Group == of.Group && k.Kind == of.Kind {
			return k.Plural
		}
	}
	t.Fatalf("%s is not watched", of.Kind)
	return ""
}

// configured is the rendered configuration.
func configured(t *testing.T, engine platform.Engine) state {
	t.Helper()
	var s state
	if err := yaml.UnmarshalStrict([]byte(object[*corev1.ConfigMap](t, engine).Data[configKey]), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// object is the only object of a type.
func object[T any](t *testing.T, engine platform.Engine) T {
	t.Helper()
	var found []T
	for _, o := range Component(databases.Engines(), watched(), engines[engine]).Objects {
		if typed, ok := o.(T); ok {
			found = append(found, typed)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%d objects of type %T", len(found), *new(T))
	}
	return found[0]
}

// engines are ours, as they say that they are watched.
var engines = map[platform.Engine]declare.Watch{
	platform.Flux:   flux.Engine{}.Watched(),
	platform.ArgoCD: argocd.Engine{}.Watched(),
}

// watched is a platform whose hub is watched.
func watched() platform.Platform {
	return platform.Platform{Spec: platform.Spec{
		Hub: platform.Hub{Monitoring: platform.HubMonitoring{Prometheus: platform.ExistingPrometheus, Release: "stack"}},
	}}
}
