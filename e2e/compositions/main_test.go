package compositions

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/e2e/internal/schema"
	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/internal/assets"
	"seamark.dev/seamark/pkg/components/packages"
)

// harness and schemas serve all tests of the package.
var (
	harness *life.Harness
	schemas *schema.Set
)

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	var err error
	if schemas, err = loadSchemas(); err != nil {
		return 1, err
	}
	fmt.Println("building Crossplane's reconciler and function-patch-and-transform: minutes the first time, nothing afterwards")
	if harness, err = life.Start(context.Background(), packages.FunctionName()); err != nil {
		return 1, err
	}
	defer harness.Close()
	return m.Run(), nil
}

// loadSchemas reads the providers' schemas. Without them the lives are still
// lived, but nothing is validated and nobody refuses anything, so that their
// absence is an error where everything is required.
func loadSchemas() (*schema.Set, error) {
	root, err := tools.Root()
	if err != nil {
		return nil, err
	}
	set, err := schema.Load(filepath.Join(root, "..", "..", "shared", "crds"))
	if errors.Is(err, schema.ErrAbsent) && !assets.Required() {
		fmt.Println("SKIPPED: validation of what is composed;", err)
		return nil, nil
	}
	return set, err
}
