package assets

import (
	"errors"
	"os"
	"path/filepath"
)

// Charts is the folder of unpacked charts, each NAME-VERSION with its values.yaml:
// the one that the environment variable CHARTS names, or shared/charts beside the
// module. A test that finds none lacks it; the text completes "not checked: ".
func Charts(t TestingT, checks string) string {
	t.Helper()
	dir := os.Getenv("CHARTS")
	if dir == "" {
		root, err := ModuleRoot()
		if err != nil {
			t.Fatal(err)
		}
		dir = filepath.Join(root, "..", "shared", "charts")
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		Lack(t, "not checked: "+checks+". There is no folder of unpacked charts at "+dir+
			". Run with CHARTS=DIR, a folder that holds NAME-VERSION/values.yaml for each chart")
	}
	return dir
}

// ModuleRoot is the folder of the module that the test runs in.
func ModuleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("there is no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}
