// Package lokitest finds the Loki that tests run where a person names one. Loki
// is under the AGPL: nothing here builds, downloads or requires it.
package lokitest

import (
	"debug/buildinfo"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"

	"seamark.dev/seamark/internal/assets"
	"seamark.dev/seamark/pkg/charts"
)

// Variable is the environment variable that names the program.
const Variable = "LOKI"

// Program is the path of Loki. Without it the test is skipped, and says what it
// did not check. A Loki of another version than the pinned chart installs is a
// failure.
func Program(t assets.TestingT, checks string) string {
	t.Helper()
	program := os.Getenv(Variable)
	if program == "" {
		t.Skip("not checked without Loki: " + checks + " (" + Variable + "=PROGRAM)")
	}
	program, err := filepath.Abs(program)
	if err != nil {
		t.Fatal(err)
	}
	found, err := version(program)
	if err != nil {
		t.Fatal(err)
	}
	if found != charts.Loki.AppVersion {
		t.Fatal(fmt.Sprintf("%s is Loki %s, the pinned chart installs %s", program, found, charts.Loki.AppVersion))
	}
	return program
}

var stamp = regexp.MustCompile(`(?m)^loki, version v?([0-9][0-9.]*)`)

// version is what a release has as its stamp, and what a program that was built
// from modules knows of itself.
func version(program string) (string, error) {
	out, err := exec.Command(program, "-version").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s -version: %w\n%s", program, err, out)
	}
	if m := stamp.FindSubmatch(out); m != nil {
		return string(m[1]), nil
	}
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return "", err
	}
	for _, m := range append(info.Deps, &info.Main) {
		if m.Path == "github.com/grafana/loki/v3" && len(m.Version) > 1 {
			return m.Version[1:], nil
		}
	}
	return "", fmt.Errorf("%s does not say which version of Loki it is", program)
}
