package findings

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/own"
	"seamark.dev/seamark/pkg/platform"
)

// brought is what is found in files beside the configuration that names them.
func brought(line string, files map[string]string) func(*testing.T) diag.List {
	return func(t *testing.T) diag.List {
		p, locate, findings := platform.LoadLocated(platform.Source{Name: "platform.yaml", Data: []byte(provetest.Small + "    " + line + "\n")})
		if findings.Errors() > 0 {
			t.Fatal(findings)
		}
		fsys := fstest.MapFS{}
		for name, text := range files {
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
		_, found := own.Read(p, locate, func(string) (fs.FS, error) { return fsys, nil })
		return found
	}
}
