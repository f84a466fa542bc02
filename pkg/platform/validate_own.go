package platform

import (
	"path"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// ownFiles checks the paths of files of the user's. What is there, package own
// finds.
func (c *checker) ownFiles(at manifest.Path, names []string) {
	seen := map[string]bool{}
	for i, name := range names {
		item := at.Item(i)
		switch clean := path.Clean(name); {
		case clean == "." || clean == ".." || strings.HasPrefix(clean, "../") || strings.HasPrefix(name, "/"):
			c.add("config-invalid-path", item, name, "must be a file or a folder within the folder of this file", "for example "+at[len(at)-1].Name)
		case seen[clean]:
			c.add("config-invalid-path", item, name, "is there already", "keep one")
		default:
			c.treePath(item, name)
		}
		seen[path.Clean(name)] = true
	}
}
