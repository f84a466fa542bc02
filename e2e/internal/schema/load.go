package schema

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/util/yaml"
)

// ErrAbsent says that there is no folder of CustomResourceDefinitions.
var ErrAbsent = errors.New("the providers' CustomResourceDefinitions are absent: name their folder in SCHEMAS")

// Load reads the CustomResourceDefinitions from the folder that the
// environment variable SCHEMAS names, else from fallback. Files that hold other
// objects are passed over.
func Load(fallback string) (*Set, error) {
	dir := os.Getenv("SCHEMAS")
	if dir == "" {
		if _, err := os.Stat(fallback); err != nil {
			return nil, ErrAbsent
		}
		dir = fallback
	}
	set := NewSet()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".yaml" {
			return err
		}
		return set.addFile(path)
	})
	return set, err
}

func (s *Set) addFile(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(content), len(content))
	for {
		crd := &apiextensionsv1.CustomResourceDefinition{}
		switch err := decoder.Decode(crd); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("cannot read %s: %w", path, err)
		}
		if crd.Kind == "CustomResourceDefinition" {
			s.add(crd)
		}
	}
}
