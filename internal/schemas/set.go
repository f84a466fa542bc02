package schemas

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/files"
	"seamark.dev/seamark/pkg/manifest"
)

// Set is a set of CRDs by the kind they define. It is for one goroutine at a
// time.
type Set struct {
	documents map[schema.GroupKind][]byte
	compiled  map[schema.GroupVersionKind]*Kind
	// types are the Go types of the built-in kinds, once one is asked for.
	types *runtime.Scheme
}

// New is an empty set, to Add to.
func New() *Set {
	return &Set{documents: map[schema.GroupKind][]byte{}, compiled: map[schema.GroupVersionKind]*Kind{}}
}

// largest is the size up to which a file is read, many times that of the
// largest CRDs known.
const largest = 64 * files.MiB

// Open indexes the CRDs in a folder and its subfolders. Each is parsed only
// when its kind is asked for: some are very large.
func Open(dir string) (*Set, error) {
	s := New()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".yaml", ".yml"}, filepath.Ext(path)) {
			return err
		}
		data, err := files.Read(path, largest)
		if err != nil {
			return err
		}
		if err := s.read(data); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		return nil
	})
	if err == nil && len(s.documents) == 0 {
		err = fmt.Errorf("there are no CRDs in %s", dir)
	}
	return s, err
}

var (
	crdLine   = regexp.MustCompile(`(?m)^["']?kind["']?: *["']?CustomResourceDefinition["']?\s*$`)
	groupLine = regexp.MustCompile(`(?m)^  group: (\S+)$`)
	kindLine  = regexp.MustCompile(`(?m)^    kind: (\S+)$`)
)

// read indexes the documents of a file.
func (s *Set) read(data []byte) error {
	for _, document := range manifest.Documents(string(data)) {
		if err := s.index([]byte(document)); err != nil {
			return err
		}
	}
	return nil
}

// index notes which kind a document defines. One that is not indented as usual
// is parsed at once.
func (s *Set) index(document []byte) error {
	if !crdLine.Match(document) {
		return nil
	}
	var gk schema.GroupKind
	group, kind := groupLine.FindSubmatch(document), kindLine.FindSubmatch(document)
	if group != nil && kind != nil {
		gk = schema.GroupKind{Group: unquote(group[1]), Kind: unquote(kind[1])}
	} else {
		crd := &apiextensionsv1.CustomResourceDefinition{}
		if err := yaml.Unmarshal(document, crd); err != nil {
			return fmt.Errorf("cannot read a CRD: %w", err)
		}
		gk = definedBy(crd)
	}
	s.documents[gk] = document
	return nil
}

// definedBy is the kind that a CRD defines.
func definedBy(crd *apiextensionsv1.CustomResourceDefinition) schema.GroupKind {
	return schema.GroupKind{Group: crd.Spec.Group, Kind: crd.Spec.Names.Kind}
}

// has tells whether there is a CRD of a kind, at whatever version.
func (s *Set) has(gk schema.GroupKind) bool {
	if _, found := s.documents[gk]; found {
		return true
	}
	for gvk := range s.compiled {
		if gvk.GroupKind() == gk {
			return true
		}
	}
	return false
}

func unquote(b []byte) string { return strings.Trim(string(b), `"'`) }

// Kind is the schema of a kind at a version.
func (s *Set) Kind(gvk schema.GroupVersionKind) (*Kind, error) {
	if k, found := s.compiled[gvk]; found {
		return k, nil
	}
	document, found := s.documents[gvk.GroupKind()]
	if !found {
		return nil, fmt.Errorf("there is no CRD for %s", gvk)
	}
	crd := &apiextensionsv1.CustomResourceDefinition{}
	if err := yaml.Unmarshal(document, crd); err != nil {
		return nil, fmt.Errorf("cannot read the CRD of %s: %w", gvk.GroupKind(), err)
	}
	if defined := definedBy(crd); defined != gvk.GroupKind() {
		return nil, fmt.Errorf("the CRD that seemed to be of %s is of %s", gvk.GroupKind(), defined)
	}
	return s.add(crd, gvk)
}

// Add adds a CRD that is in no folder and compiles all its versions.
func (s *Set) Add(crd *apiextensionsv1.CustomResourceDefinition) error {
	for _, v := range crd.Spec.Versions {
		gvk := schema.GroupVersionKind{Group: crd.Spec.Group, Version: v.Name, Kind: crd.Spec.Names.Kind}
		if _, err := s.add(crd, gvk); err != nil {
			return err
		}
	}
	return nil
}

func (s *Set) add(crd *apiextensionsv1.CustomResourceDefinition, gvk schema.GroupVersionKind) (*Kind, error) {
	for _, v := range crd.Spec.Versions {
		if v.Name == gvk.Version && v.Schema != nil && v.Schema.OpenAPIV3Schema != nil {
			k, err := compile(v.Schema.OpenAPIV3Schema)
			if err != nil {
				return nil, fmt.Errorf("cannot compile the schema of %s: %w", gvk, err)
			}
			k.namespaced = crd.Spec.Scope != apiextensionsv1.ClusterScoped
			s.compiled[gvk] = k
			return k, nil
		}
	}
	return nil, fmt.Errorf("the CRD of %s has no version %s", gvk.GroupKind(), gvk.Version)
}
