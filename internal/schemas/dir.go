// Package schemas validates objects against the CRDs of their kinds exactly as
// an API server does (structural schema, unknown fields, rules in CEL), and
// looks up the type of a field. It serves tests and `render validate`.
//
// The CRDs are no part of the project. Tests read them from the folder that the
// environment variable SCHEMAS names, searched with its subfolders, or from
// shared/crds beside the module.
package schemas

import (
	"errors"
	"os"
	"path/filepath"

	"seamark.dev/seamark/internal/assets"
)

// Load finds the CRDs. Without them it skips the test and says which checks
// did not run. If they are required (package assets), or if SCHEMAS names a
// folder that holds none, that is a failure.
func Load(t assets.TestingT, checks string) *Set {
	t.Helper()
	dir, err := folder()
	if err == nil {
		set, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		return set
	}
	message := "not checked: " + checks + ". " + err.Error() +
		". Run with SCHEMAS=DIR, a folder that holds the CRDs as YAML"
	if os.Getenv("SCHEMAS") != "" {
		t.Fatal(message)
	}
	assets.Lack(t, message)
	return nil
}

func folder() (string, error) {
	if dir := os.Getenv("SCHEMAS"); dir != "" {
		return dir, isFolder(dir)
	}
	root, err := assets.ModuleRoot()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(root, "..", "shared", "crds")
	return dir, isFolder(dir)
}

func isFolder(dir string) error {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return errors.New("there are no CRDs in " + dir)
	}
	return nil
}
