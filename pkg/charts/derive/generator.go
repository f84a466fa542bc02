package derive

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/files"
)

// generator reads one chart and remembers what it read.
type generator struct {
	files fs.FS
	// read are the files that were read by name, rendered the templates.
	read, rendered map[string][]byte
	// found are the images by the path of their values, above the path to the
	// values of the chart that is being read.
	found map[string]image
	above []string
}

func newGenerator(chart fs.FS) *generator {
	return &generator{files: chart, read: map[string][]byte{}, rendered: map[string][]byte{}, found: map[string]image{}}
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
	keys, err := g.own(dir, meta.AppVersion)
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
func (g *generator) own(dir, appVersion string) (*key, error) {
	data, err := g.file(path.Join(dir, "values.yaml"))
	if err != nil {
		return nil, err
	}
	g.images(data, appVersion)
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
	g.above = append(g.above, d.key())
	defer func() { g.above = g.above[:len(g.above)-1] }()
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
	below := newGenerator(chart)
	below.found, below.above = g.found, g.above
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
