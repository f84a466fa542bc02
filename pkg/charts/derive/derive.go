// Package derive derives the contract of a Helm chart from its files, without
// Helm: every key of values that the chart is known to read, with the types it
// may have.
//
// The keys come from the default values of the chart and its subcharts, from
// keys that these only show in comments, from the JSON Schema where there is
// one, and from what the templates read.
package derive

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"

	"sigs.k8s.io/yaml"

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

	root *key
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
	g := generator{files: chart, read: map[string][]byte{}, rendered: map[string][]byte{}}
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
		root: keys,
	}, nil
}

// metadata is what is needed of a Chart.yaml.
type metadata struct {
	Name         string       `json:"name"`
	Version      string       `json:"version"`
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

// generator reads one chart and remembers what it read.
type generator struct {
	files fs.FS
	// read are the files that were read by name, rendered the templates.
	read, rendered map[string][]byte
}

// file is the content of a file of the chart; nil when there is none.
func (g *generator) file(name string) ([]byte, error) {
	data, err := files.ReadFS(g.files, name, largest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	g.read[name] = data
	return data, nil
}

// chart reads the chart in dir, and below it its subcharts.
func (g *generator) chart(dir string) (metadata, *key, error) {
	var meta metadata
	data, err := g.file(path.Join(dir, "Chart.yaml"))
	if err != nil {
		return meta, nil, err
	}
	if data == nil {
		return meta, nil, fmt.Errorf("%s: there is no Chart.yaml", dir)
	}
	if err := yaml.Unmarshal(data, &meta); err != nil {
		return meta, nil, fmt.Errorf("%s: Chart.yaml: %w", dir, err)
	}
	keys, err := g.own(dir)
	if err != nil {
		return meta, nil, err
	}
	for _, d := range meta.Dependencies {
		if err := g.subchart(dir, d, keys); err != nil {
			return meta, nil, err
		}
	}
	return meta, keys, nil
}

// own are the keys of a chart without its subcharts.
func (g *generator) own(dir string) (*key, error) {
	data, err := g.file(path.Join(dir, "values.yaml"))
	if err != nil {
		return nil, err
	}
	keys, err := fromValues(data)
	if err != nil {
		return nil, fmt.Errorf("%s: values.yaml: %w", dir, err)
	}
	if data, err = g.file(path.Join(dir, "values.schema.json")); err != nil {
		return nil, err
	}
	if data != nil {
		closed := false
		if keys, closed, err = withSchema(keys, data); err != nil {
			return nil, fmt.Errorf("%s: values.schema.json: %w", dir, err)
		}
		if closed {
			return keys, nil // nothing else passes, whatever reads it
		}
	}
	return keys, g.templates(dir, keys)
}

// subchart adds a subchart's keys below its name or alias, and its global keys
// to those of the parent. Nothing is known below a subchart that is not there.
func (g *generator) subchart(dir string, d dependency, parent *key) error {
	at := path.Join(dir, "charts", d.Name)
	var keys *key
	var err error
	if info, absent := fs.Stat(g.files, at); absent == nil && info.IsDir() {
		_, keys, err = g.chart(at)
	} else {
		keys, err = g.packed(at)
	}
	if err != nil {
		return err
	}
	if global := keys.below["global"]; global != nil {
		parent.child("global").add(global)
	}
	parent.child(d.key()).add(keys)
	return nil
}

// packed are the keys of a subchart that is an archive beside the others, as
// `helm dependency build` leaves it.
func (g *generator) packed(at string) (*key, error) {
	archives, _ := fs.Glob(g.files, at+"-[0-9v]*.tgz") // a pattern of ours
	if len(archives) != 1 {
		return &key{kinds: kindMap, open: true}, nil
	}
	data, err := g.file(archives[0])
	if err != nil {
		return nil, err
	}
	chart, err := unpack(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", archives[0], err)
	}
	below := generator{files: chart, read: map[string][]byte{}, rendered: map[string][]byte{}}
	_, keys, err := below.chart(".")
	return keys, err
}

// digest is over the names and contents of files.
func digest(files map[string][]byte) string {
	if len(files) == 0 {
		return ""
	}
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(sum, "%s\x00%d\x00", name, len(files[name]))
		sum.Write(files[name])
	}
	return fmt.Sprintf("sha256:%x", sum.Sum(nil))
}
