package platform

import (
	"path"
	"regexp"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// ownFiles checks the paths of files of the user's. What is there, package own
// finds.
func (c *checker) ownFiles(at manifest.Path, names []string) {
	seen := map[string]bool{}
	for i, name := range names {
		c.ownFile(at.Item(i), name, at[len(at)-1].Name, seen)
	}
}

// unitOrComponent is what a unit or a component may be called; which there are,
// package own knows.
var unitOrComponent = regexp.MustCompile(`^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)?$`)

func (c *checker) manifests(at manifest.Path, all []Manifests) {
	seen := map[string]bool{}
	for i, m := range all {
		item := at.Item(i)
		if c.required(item.Field("path"), m.Path, "name a file or a folder of YAML, for example manifests") {
			c.ownFile(item.Field("path"), m.Path, "manifests", seen)
		}
		if !unitOrComponent.MatchString(m.After) || len(m.After) > 100 {
			c.add("config-invalid-name", item.Field("after"), shorten(m.After), "must be a unit or a component", "for example "+defaultAfter)
		}
	}
}

// ownFile checks one path, which may not be among those that were seen.
func (c *checker) ownFile(at manifest.Path, name, example string, seen map[string]bool) {
	switch clean := path.Clean(name); {
	case clean == "." || clean == ".." || strings.HasPrefix(clean, "../") || strings.HasPrefix(name, "/"):
		c.add("config-invalid-path", at, name, "must be a file or a folder within the folder of this file", "for example "+example)
	case seen[clean]:
		c.add("config-invalid-path", at, name, "is there already", "keep one")
	default:
		c.treePath(at, name)
	}
	seen[path.Clean(name)] = true
}
