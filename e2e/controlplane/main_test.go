package controlplane

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"testing"

	"seamark.dev/seamark/e2e/internal/depot"
	"seamark.dev/seamark/e2e/internal/flux"
	"seamark.dev/seamark/e2e/internal/schema"
	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/internal/assets"
)

// renderProgram names the variable with the path of the program under test.
const renderProgram = "SEAMARK_RENDER"

// TestMain builds everything, and then runs each test in a process and a
// network of its own, where the system allows that: some programs listen on
// fixed ports, on all addresses, and Services have the same addresses in every
// world. As many run side by side as -parallel says. Building needs the real
// network.
func TestMain(m *testing.M) {
	if os.Getenv(renderProgram) != "" {
		os.Exit(isolated(m))
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	dir, err := os.MkdirTemp("", "seamark-render-")
	if err == nil {
		defer os.RemoveAll(dir)
		err = build(ctx, filepath.Join(dir, "render"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		if errors.Is(err, schema.ErrAbsent) && !assets.Required() {
			fmt.Fprintln(os.Stderr, "not checked without CRDs: whether the repository reconciles (SCHEMAS=DIR)")
			os.Exit(0)
		}
		os.Exit(1)
	}
	os.Setenv(renderProgram, filepath.Join(dir, "render"))
	code, err := apart(ctx)
	if err != nil {
		fmt.Fprintf(os.Stderr, "no network of their own for these tests: %v\n", err)
		code = m.Run()
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// build makes render, from this checkout, and every program of the world.
func build(ctx context.Context, render string) error {
	root, err := tools.Root()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "go", "build", "-C", filepath.Dir(root), "-o", render, "./cmd/render")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("cannot build render: %w\n%s", err, out)
	}
	// Charts and packages lie in modules that are downloaded once.
	if _, err := depot.LoadCharts(ctx); err != nil {
		return err
	}
	if _, err := depot.LoadPackages(ctx); err != nil {
		return err
	}
	all := append(flux.Controllers(), tools.Kubernetes, tools.Kwok, tools.Crossplane, tools.CrossplaneCLI,
		tools.ProviderKubernetes, tools.ProviderHTTP, tools.PatchAndTransform, tools.ArgoCD, tools.Helm, tools.Kustomize)
	for _, tool := range all {
		if _, err := tool.Build(ctx); err != nil {
			return err
		}
	}
	return nil
}

// isolated runs the tests once the loopback interface is up.
func isolated(m *testing.M) int {
	if err := loopbackUp(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}
