// Package derive derives the contract of a Helm chart from its files, without
// Helm: every key of values that the chart is known to read, with the types it
// may have.
//
// The keys come from the default values of the chart and its subcharts, from
// keys that these only show in comments, from the JSON Schema where there is
// one, and from what the templates read.
package derive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"seamark.dev/seamark/internal/files"
	"seamark.dev/seamark/pkg/charts"
)

// Chart is what a chart tells of its values.
type Chart struct {
	// Name and Version are what Chart.yaml says.
	Name, Version string
	// Digest is of the metadata, values and schemas that were read, Templates
	// of the templates; it is empty if there were none.
	Digest, Templates string

	root   *key
	images map[string]image
}

// largest is the size up to which a chart is read, unpacked, and each of its
// files; Helm itself takes none that is larger.
const largest = 100 * files.MiB

// Contract derives the contract of a chart: of the folder that `helm pull
// --untar` makes, or of the archive CHART-VERSION.tgz. It belongs into the
// Contract of the chart's pin.
func Contract(name string) (*charts.Contract, error) {
	c, err := Read(name)
	if err != nil {
		return nil, err
	}
	return charts.ParseContract(string(c.Text()))
}

// Read reads a chart from its folder or its archive.
func Read(name string) (Chart, error) {
	c, err := read(name)
	if err != nil {
		return Chart{}, fmt.Errorf("%s: %w", name, err)
	}
	return c, nil
}

func read(name string) (Chart, error) {
	info, err := os.Stat(name)
	if err != nil {
		return Chart{}, err
	}
	if info.IsDir() {
		root, err := files.OpenRoot(name)
		if err != nil {
			return Chart{}, err
		}
		defer root.Close()
		return ReadFS(root.FS())
	}
	data, err := files.Read(name, largest)
	if err != nil {
		return Chart{}, err
	}
	chart, err := unpack(data)
	if err != nil {
		return Chart{}, fmt.Errorf("it is neither a folder nor a chart's archive: %w", err)
	}
	return ReadFS(chart)
}

// ReadFS reads a chart from files of which Chart.yaml is at the root.
func ReadFS(chart fs.FS) (Chart, error) {
	g := newGenerator(chart)
	meta, keys, err := g.chart(".")
	if err != nil {
		return Chart{}, err
	}
	if meta.Name == "" || meta.Version == "" {
		return Chart{}, errors.New("chart: Chart.yaml does not say the chart's name and version")
	}
	if !charts.IsName(meta.Name) {
		return Chart{}, fmt.Errorf("chart: Chart.yaml says the name %q, which no chart can have: letters, digits, dashes, dots and underscores", meta.Name)
	}
	return Chart{
		Name: meta.Name, Version: meta.Version,
		Digest: digest(g.read), Templates: digest(g.rendered),
		root: keys, images: g.found,
	}, nil
}

// metadata is what is needed of a Chart.yaml.
type metadata struct {
	Name         string       `json:"name"`
	Version      string       `json:"version"`
	AppVersion   string       `json:"appVersion"`
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
