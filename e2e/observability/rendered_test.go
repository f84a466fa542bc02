package observability

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
	"seamark.dev/seamark/pkg/tree"
)

// repositoryOf is a golden configuration, rendered anew.
type repositoryOf struct {
	env   platform.Environment // the first
	files []tree.File
}

// scenarios are the names of the golden configurations.
func scenarios(t *testing.T) []string {
	t.Helper()
	pattern, err := inProject("golden", "*", "platform.yaml")
	if err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) < 4 {
		t.Fatalf("golden configurations: %q, %v", found, err)
	}
	for i, path := range found {
		found[i] = filepath.Base(filepath.Dir(path))
	}
	return found
}

// renderScenario renders a golden configuration.
func renderScenario(t *testing.T, name string) repositoryOf {
	t.Helper()
	r, err := renderGolden(name)
	if err != nil {
		t.Fatalf("cannot render the golden configuration %s: %v", name, err)
	}
	return r
}

func renderGolden(name string) (repositoryOf, error) {
	path, err := inProject("golden", name, "platform.yaml")
	if err != nil {
		return repositoryOf{}, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return repositoryOf{}, err
	}
	p, findings := platform.Load(platform.Source{Name: path, Data: data})
	if err := findings.Err(); err != nil {
		return repositoryOf{}, err
	}
	tree, err := render.Render(p, components.Standard())
	if err != nil {
		return repositoryOf{}, err
	}
	return repositoryOf{p.Spec.Environments[0], tree.Files()}, nil
}

var everyEngine = sync.OnceValues(func() (repositoryOf, error) { return renderGolden("mysql") })

// rendered is what a configuration with a database of each engine is rendered
// to: the default has none of MySQL.
func rendered(t *testing.T) repositoryOf {
	t.Helper()
	r, err := everyEngine()
	if err != nil {
		t.Fatalf("cannot render a configuration with every engine: %v", err)
	}
	return r
}

// inProject is a path below the module that the tests are about.
func inProject(elements ...string) (string, error) {
	root, err := tools.Root()
	return filepath.Join(append([]string{root, ".."}, elements...)...), err
}

// decoded are the rendered objects of a kind, in the order of their paths.
func decoded[T any](t *testing.T, kind string) []T {
	t.Helper()
	return decodedOf[T](t, rendered(t), kind)
}

func decodedOf[T any](t *testing.T, r repositoryOf, kind string) []T {
	t.Helper()
	var found []T
	for _, f := range r.files {
		if !bytes.Contains(f.Data, []byte("\nkind: "+kind+"\n")) {
			continue
		}
		var o T
		if err := yaml.Unmarshal(f.Data, &o); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		found = append(found, o)
	}
	if len(found) == 0 {
		t.Fatalf("nothing of the kind %s is rendered", kind)
	}
	return found
}

// helmRelease is what counts of a Flux HelmRelease.
type helmRelease struct {
	Spec struct {
		ReleaseName     string         `json:"releaseName"`
		TargetNamespace string         `json:"targetNamespace"`
		Values          map[string]any `json:"values"`
	} `json:"spec"`
}

// application is what counts of an Argo CD Application with a chart.
type application struct {
	Spec struct {
		Destination struct {
			Namespace string `json:"namespace"`
		} `json:"destination"`
		Sources []struct {
			Helm struct {
				ReleaseName string   `json:"releaseName"`
				ValueFiles  []string `json:"valueFiles"`
			} `json:"helm"`
		} `json:"sources"`
	} `json:"spec"`
}

// releases are the Helm releases of a repository, whoever delivers them.
func (r repositoryOf) releases(t *testing.T) []helmRelease {
	t.Helper()
	if !r.holds("Application") {
		return decodedOf[helmRelease](t, r, "HelmRelease")
	}
	var all []helmRelease
	for _, a := range decodedOf[application](t, r, "Application") {
		for _, source := range a.Spec.Sources {
			for _, file := range source.Helm.ValueFiles {
				var release helmRelease
				release.Spec.ReleaseName, release.Spec.TargetNamespace = source.Helm.ReleaseName, a.Spec.Destination.Namespace
				release.Spec.Values = parse(t, r.file(t, strings.TrimPrefix(file, "$values/")))
				all = append(all, release)
			}
		}
	}
	return all
}

// holds tells whether there is an object of the kind.
func (r repositoryOf) holds(kind string) bool {
	return slices.ContainsFunc(r.files, func(f tree.File) bool { return bytes.Contains(f.Data, []byte("\nkind: "+kind+"\n")) })
}

// file is the content of a file.
func (r repositoryOf) file(t *testing.T, path string) string {
	t.Helper()
	for _, f := range r.files {
		if f.Path == path {
			return string(f.Data)
		}
	}
	t.Fatalf("no file %s is rendered", path)
	return ""
}

// valuesOf reads the values of the release whose name begins with the prefix
// into a type that must know each of them, so that none is left out unnoticed.
func valuesOf[T any](t *testing.T, prefix string) (release string, values T) {
	t.Helper()
	for _, r := range decoded[helmRelease](t, "HelmRelease") {
		if !strings.HasPrefix(r.Spec.ReleaseName, prefix) {
			continue
		}
		text, err := yaml.Marshal(r.Spec.Values)
		if err != nil {
			t.Fatal(err)
		}
		if err := yaml.UnmarshalStrict(text, &values); err != nil {
			t.Fatalf("release %s: tell this test what the value means: %v", r.Spec.ReleaseName, err)
		}
		return r.Spec.ReleaseName, values
	}
	t.Fatalf("there is no release %s…", prefix)
	return "", values
}

// rules are the groups of all PrometheusRules.
func rules(t *testing.T) []monitoringv1.RuleGroup {
	t.Helper()
	var groups []monitoringv1.RuleGroup
	for _, o := range decoded[monitoringv1.PrometheusRule](t, "PrometheusRule") {
		groups = append(groups, o.Spec.Groups...)
	}
	return groups
}

// dashboardFiles are the contents of the ConfigMaps that Grafana's sidecar
// takes, by file name.
func dashboardFiles(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, o := range decoded[corev1.ConfigMap](t, "ConfigMap") {
		if o.Labels["grafana_dashboard"] == "" {
			continue
		}
		for name, content := range o.Data {
			files[name] = content
		}
	}
	if len(files) == 0 {
		t.Fatal("no dashboard is rendered")
	}
	return files
}

// metricsOf are the names of a list of metrics, each with the labels of its
// own where they are known.
func metricsOf(t *testing.T, list string) map[string][]string {
	t.Helper()
	path, err := inProject("pkg", "components", "internal", "promqltest", "names", list+".txt")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string][]string{}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		names[fields[0]] = nil
		if len(fields) > 1 && fields[1] != "-" {
			names[fields[0]] = strings.Split(fields[1], ",")
		}
	}
	return names
}

// database is the name of the only database of an engine; there must be one.
func (r repositoryOf) database(t *testing.T, engine platform.DatabaseEngine) string {
	t.Helper()
	var names []string
	for name, d := range r.env.Databases {
		if d.Engine == engine {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if len(names) != 1 {
		t.Fatalf("databases of the engine %s: %q, want one", engine, names)
	}
	return names[0]
}
