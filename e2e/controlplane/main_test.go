package controlplane

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"testing"

	"seamark.dev/seamark/e2e/internal/depot"
	"seamark.dev/seamark/e2e/internal/flux"
	"seamark.dev/seamark/e2e/internal/schema"
	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/internal/assets"
)

// renderProgram names the variable with the path of the program under test.
const renderProgram = "SEAMARK_RENDER"

// TestMain builds everything, and then runs the tests in a network of their
// own, where the system allows that: some programs listen on fixed ports, on
// all addresses. Building needs the real network.
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
	code, err := again(ctx)
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
	all := append(flux.Controllers(), tools.Kubernetes, tools.Kwok, tools.Crossplane,
		tools.ProviderKubernetes, tools.ProviderHTTP, tools.PatchAndTransform, tools.ArgoCD, tools.Helm, tools.Kustomize)
	for _, tool := range all {
		if _, err := tool.Build(ctx); err != nil {
			return err
		}
	}
	return nil
}

// again runs this program once more, in a new network.
func again(ctx context.Context) (code int, err error) {
	attributes := newNetwork()
	if attributes == nil {
		return 0, errors.New("only root can have one, on Linux")
	}
	cmd := exec.CommandContext(ctx, os.Args[0], os.Args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = attributes
	runtime.LockOSThread() // the child ends with the thread that started it
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	err = cmd.Wait()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		return failed.ExitCode(), nil
	}
	return 0, err
}

// isolated runs the tests once the loopback interface is up.
func isolated(m *testing.M) int {
	if err := loopbackUp(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}
