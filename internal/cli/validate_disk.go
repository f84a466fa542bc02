package cli

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"seamark.dev/seamark/internal/files"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/tree"
)

// largestManifest is the size up to which a manifest is read: more than a cluster
// would take.
const largestManifest = 16 * files.MiB

var (
	objectLine    = regexp.MustCompile(`(?m)^["']?apiVersion["']?: *\S`)
	kustomizeLine = regexp.MustCompile(`(?m)^["']?apiVersion["']?: *["']?kustomize\.config\.k8s\.io/`)
)

// manifests are the objects in a folder and its subfolders, whoever wrote them.
// What begins with a dot, what kustomize alone reads, and values of charts are
// none.
func manifests(dir string) ([]tree.File, error) {
	root, err := files.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	var all []tree.File
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch hidden := name != "." && strings.HasPrefix(d.Name(), "."); {
		case err != nil:
			return err
		case d.IsDir() && hidden:
			return fs.SkipDir
		case d.IsDir(), hidden, !slices.Contains([]string{".yaml", ".yml"}, path.Ext(name)):
			return nil
		}
		data, err := files.ReadFS(root.FS(), name, largestManifest)
		if err != nil {
			return err
		}
		for _, document := range manifest.Documents(string(data)) {
			if objectLine.MatchString(document) && !kustomizeLine.MatchString(document) {
				all = append(all, tree.File{Path: name, Data: []byte(document), Object: true})
			}
		}
		return nil
	})
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("there are no manifests in %s", dir)
	}
	return all, err
}
