// Package chartvalues lets a test prove that Helm values are known to a pinned
// chart: Helm ignores a misspelt key without a word, so every key that a
// component sets must be a key of the chart's default values.
package chartvalues

import (
	"os"
	"path/filepath"
	"testing"
)

// DirectoryVariable is the environment variable that names the folder with one
// unpacked chart per sub-folder, each called NAME-VERSION.
const DirectoryVariable = "CHARTS"

// Unknown lists, sorted, what is wrong with the keys of values: keys that the
// chart's default values (with those of its subcharts under their names or
// aliases) do not have, a map where the chart has a scalar or the reverse, and
// open patterns that matched nothing. Empty means that every key is known.
//
// The chart is the folder chartDir (NAME-VERSION) of the folder that the
// environment variable CHARTS names, or of ../shared/charts beside the module.
// Without such a folder the test is skipped, and fails where CI is set.
//
// An open pattern is a dotted path below which any key goes: a map that the
// chart passes on as it is, or one whose keys its default values only show in
// comments. An element * stands for any one key, and a leading **. for any
// path before. Quote no dots: keys with dots belong below an open map. Lists
// are not looked into, because Helm replaces them as a whole.
func Unknown(t testing.TB, chartDir string, values any, open ...string) []string {
	t.Helper()
	defaults, err := load(filepath.Join(directory(t), chartDir))
	if err != nil {
		t.Fatalf("cannot read the chart's default values: %v", err)
	}
	ours, err := tree(values)
	if err != nil {
		t.Fatalf("cannot read the values: %v", err)
	}
	return unknown(defaults, ours, open)
}

// directory finds the folder of unpacked charts.
func directory(t testing.TB) string {
	t.Helper()
	dir := os.Getenv(DirectoryVariable)
	if dir == "" {
		dir = filepath.Join(moduleRoot(t), "..", "shared", "charts")
	}
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return dir
	}
	const missing = "no folder of unpacked charts at %s: set %s to one that holds NAME-VERSION/values.yaml for each chart"
	if os.Getenv("CI") != "" {
		t.Fatalf(missing, dir, DirectoryVariable)
	}
	t.Skipf(missing, dir, DirectoryVariable)
	return ""
}

// moduleRoot is the nearest folder above the test that holds a go.mod.
func moduleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatalf("cannot tell the working directory: %v", err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod above the test")
		}
	}
}
