package cli

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/files"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/tree"
)

// largestManifest is the size up to which a manifest is read: more than a cluster
// would take.
const largestManifest = 16 * files.MiB

// manifests are the objects in a folder and its subfolders, whoever wrote them.
// What begins with a dot, what kustomize alone reads, and the values and templates
// of charts are none.
func manifests(dir string) ([]tree.File, error) {
	root, err := files.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	folder := diskFolder{root: root.FS(), patches: map[string]bool{}}
	if err := fs.WalkDir(folder.root, ".", folder.visit); err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(folder.found, func(f tree.File) bool { return folder.patches[f.Path] })
	if len(all) == 0 {
		return nil, fmt.Errorf("there are no manifests in %s", dir)
	}
	return all, nil
}

// diskFolder collects the manifests of a folder.
type diskFolder struct {
	root  fs.FS
	found []tree.File
	// patches are the files that a kustomization patches others with: parts of
	// objects.
	patches map[string]bool
}

func (d *diskFolder) visit(name string, entry fs.DirEntry, err error) error {
	hidden := name != "." && strings.HasPrefix(entry.Name(), ".")
	switch {
	case err != nil:
		return err
	case entry.IsDir() && (hidden || d.templates(name)):
		return fs.SkipDir
	case entry.IsDir(), hidden, !slices.Contains([]string{".yaml", ".yml"}, path.Ext(name)):
		return nil
	}
	data, err := files.ReadFS(d.root, name, largestManifest)
	if err != nil {
		return err
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // as some editors begin a file
	for _, document := range manifest.Documents(string(data)) {
		d.document(name, document)
	}
	return nil
}

// templates tells whether a folder is that of a chart's templates, which are no
// YAML before Helm has read them.
func (d *diskFolder) templates(name string) bool {
	if path.Base(name) != "templates" {
		return false
	}
	_, err := fs.Stat(d.root, path.Join(path.Dir(name), "Chart.yaml"))
	return err == nil
}

// onDisk is what tells objects from everything else that is written in YAML.
type onDisk struct {
	APIVersion string           `json:"apiVersion"`
	Kind       string           `json:"kind"`
	Metadata   map[string]any   `json:"metadata"`
	Items      []map[string]any `json:"items"`

	Patches       []struct{ Path string } `json:"patches"`
	Patches6902   []struct{ Path string } `json:"patchesJson6902"`
	PatchesMerged []string                `json:"patchesStrategicMerge"`
}

// document takes a document up if it is an object, or something that is meant to
// be one: whoever validates it says what is missing. Text that is no YAML is
// taken up only where it looks like a manifest.
func (d *diskFolder) document(name, text string) {
	var read onDisk
	if err := yaml.Unmarshal([]byte(text), &read); err != nil {
		if strings.Contains(text, "apiVersion") && strings.Contains(text, "kind") {
			d.add(name, []byte(text))
		}
		return
	}
	isObject := read.APIVersion != "" && read.Kind != "" || read.Metadata != nil && (read.APIVersion != "" || read.Kind != "")
	switch {
	case strings.HasPrefix(read.APIVersion, "kustomize.config.k8s.io/"), path.Base(name) == "kustomization.yaml" && read.APIVersion == "":
		for _, p := range slices.Concat(read.Patches, read.Patches6902) {
			d.patches[path.Join(path.Dir(name), p.Path)] = true
		}
		for _, p := range read.PatchesMerged {
			d.patches[path.Join(path.Dir(name), p)] = true
		}
	case strings.HasSuffix(read.Kind, "List") && read.Items != nil:
		for _, item := range read.Items {
			if kind := strings.TrimSuffix(read.Kind, "List"); kind != "" && item != nil { // whose items need not say it
				item["apiVersion"], item["kind"] = read.APIVersion, kind
			}
			if data, err := yaml.Marshal(item); err == nil {
				d.add(name, data)
			}
		}
	case isObject:
		d.add(name, []byte(text))
	}
}

func (d *diskFolder) add(name string, data []byte) {
	d.found = append(d.found, tree.File{Path: name, Data: data, Object: true})
}
