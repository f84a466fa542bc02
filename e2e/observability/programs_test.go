package observability

import (
	_ "embed"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/internal/assets"
)

// debian are the Debian packages of the programs that are not built here.
//
//go:embed packages.txt
var debian string

// built is the path of a program that is built at its pinned version, minutes
// the first time.
func built(t *testing.T, tool tools.Tool) string {
	t.Helper()
	path, err := tool.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// installed is the path of a program of the system. A test that lacks it is
// skipped, or fails where everything is required.
func installed(t *testing.T, name string) string {
	t.Helper()
	path, err := find(name)
	if err == nil {
		return path
	}
	assets.Lack(t, fmt.Sprintf("not checked: %s. %v: apt-get install -y --no-install-recommends %s",
		t.Name(), err, strings.Join(strings.Fields(debian), " ")))
	return ""
}

// find looks to where Debian keeps the programs of PostgreSQL and of the system,
// and into PATH.
func find(name string) (string, error) {
	for _, dir := range []string{"/usr/lib/postgresql/*/bin", "/usr/sbin"} {
		if found, err := filepath.Glob(filepath.Join(dir, name)); err == nil && len(found) > 0 {
			return found[len(found)-1], nil // the newest
		}
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "", fmt.Errorf("%s is not installed", name)
	}
	return path, nil
}
