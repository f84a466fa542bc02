package chartvalues

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"sigs.k8s.io/yaml"
)

type metadata struct {
	Dependencies []dependency `json:"dependencies"`
}

type dependency struct {
	Name  string `json:"name"`
	Alias string `json:"alias"`
}

// key is where the subchart's values live in those of its parent.
func (d dependency) key() string {
	if d.Alias != "" {
		return d.Alias
	}
	return d.Name
}

// load reads the default values of a chart and, below them, of its subcharts.
func load(dir string) (map[string]any, error) {
	values := map[string]any{}
	if err := read(filepath.Join(dir, "values.yaml"), &values); err != nil {
		return nil, err
	}
	var chart metadata
	if err := read(filepath.Join(dir, "Chart.yaml"), &chart); err != nil {
		return nil, err
	}
	for _, dep := range chart.Dependencies {
		below, err := load(filepath.Join(dir, "charts", dep.Name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // a subchart that is not unpacked: its keys stay unknown
		}
		if err != nil {
			return nil, err
		}
		parent, _ := values[dep.key()].(map[string]any)
		values[dep.key()] = merge(below, parent)
	}
	return values, nil
}

func read(file string, into any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// merge lays over on base as Helm lays a parent's values over a subchart's.
func merge(base, over map[string]any) map[string]any {
	for key, value := range over {
		a, aMap := base[key].(map[string]any)
		b, bMap := value.(map[string]any)
		if aMap && bMap {
			value = merge(a, b)
		}
		base[key] = value
	}
	return base
}

// tree is values as the JSON that the chart will see.
func tree(values any) (map[string]any, error) {
	data, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	out := map[string]any{}
	return out, json.Unmarshal(data, &out)
}
