package depot

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/e2e/internal/schema"
	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/pkg/charts"
)

// DemoVersion is the version of the demo's test chart that LoadCharts packs:
// its pin is a range.
const DemoVersion = "1.20260101.0"

// testCharts hold, below common, what every test chart has, and below the name
// of a chart, what the real one has that others depend on. Every test chart
// takes any values, and keeps them as it got them in a ConfigMap: see
// ValuesConfigMap.
//
//go:embed testcharts
var testCharts embed.FS

// ValuesKey is the key of the ConfigMap that ValuesConfigMap names.
const ValuesKey = "values.yaml"

// ValuesConfigMap is the ConfigMap, in the namespace of the release, in which a
// test chart keeps the values that reached it.
func ValuesConfigMap(release string) string { return release + "-values" }

// TestChart packs a chart that stands for a pinned one, in any version.
func TestChart(chart charts.Chart, version string) ([]byte, error) {
	content := files{}
	if err := content.add(testCharts, "testcharts/common"); err != nil {
		return nil, err
	}
	if err := content.add(testCharts, path.Join("testcharts", chart.Name)); err != nil {
		return nil, fmt.Errorf("there is neither a module nor a test chart for it: %w", err)
	}
	if chart.Name == charts.KubePrometheusStack.Name {
		if err := content.addDefinitions("prometheus-operator"); err != nil {
			return nil, err
		}
	}
	about, err := yaml.Marshal(metadata{
		APIVersion: "v2", Name: chart.Name, Version: version, AppVersion: chart.AppVersion,
		Description: "A test chart that stands for " + chart.Name,
	})
	if err != nil {
		return nil, err
	}
	content["Chart.yaml"] = about
	return packChart(chart.Name, content)
}

// add adds all files below a folder, by their paths from there.
func (f files) add(tree fs.FS, folder string) error {
	below, err := fs.Sub(tree, folder)
	if err != nil {
		return err
	}
	return fs.WalkDir(below, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		f[name], err = fs.ReadFile(below, name)
		return err
	})
}

// addDefinitions adds CustomResourceDefinitions. Helm keeps them in the Secret
// of the release, which holds no more than 1 MiB: the Prometheus operator's
// only fit without their descriptions.
func (f files) addDefinitions(group string) error {
	definitions, err := readDefinitions(group)
	if err != nil {
		return err
	}
	for name, text := range definitions {
		var content any
		if err := yaml.Unmarshal(text, &content); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if f["crds/"+name], err = yaml.Marshal(withoutDescriptions(content)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// withoutDescriptions leaves out every description that is text: a property of
// that name is a map.
func withoutDescriptions(node any) any {
	switch node := node.(type) {
	case map[string]any:
		for key, value := range node {
			if _, isText := value.(string); isText && key == "description" {
				delete(node, key)
				continue
			}
			node[key] = withoutDescriptions(value)
		}
	case []any:
		for i := range node {
			node[i] = withoutDescriptions(node[i])
		}
	}
	return node
}

// readDefinitions reads the files of one folder of CustomResourceDefinitions:
// below the folder that the environment variable SCHEMAS names, else below
// shared/crds beside the repository.
func readDefinitions(group string) (files, error) {
	dir := os.Getenv("SCHEMAS")
	if dir == "" {
		root, err := tools.Root()
		if err != nil {
			return nil, err
		}
		dir = filepath.Join(root, "..", "..", "shared", "crds")
	}
	content := files{}
	err := content.add(os.DirFS(dir), group)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(content) == 0 {
		return nil, fmt.Errorf("%w (no %s in it)", schema.ErrAbsent, group)
	}
	return content, err
}
