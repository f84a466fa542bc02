package tools

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestWorkspace wants another build of every member when a version in the
// workspace may have changed, and none of what is built alone.
func TestWorkspace(t *testing.T) {
	root := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	keyOf := func(module string) string {
		t.Helper()
		k, err := key(filepath.Join(root, module), "")
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	for _, module := range []string{"a", "b", "alone"} {
		write(module+"/go.mod", "module "+module)
	}
	const shared = "go 1.26.5\n\nuse (\n\t./a\n\t./b\n)\n"
	write("shared.work", shared)
	if file, err := workspace(filepath.Join(root, "a")); err != nil || file != filepath.Join(root, "shared.work") {
		t.Errorf("the workspace of a is %q, %v", file, err)
	}
	if file, err := workspace(filepath.Join(root, "alone")); err != nil || file != "" {
		t.Errorf("a module that no workspace names is in %q, %v", file, err)
	}
	member, alone := keyOf("a"), keyOf("alone")
	for _, change := range []struct{ reason, file, content string }{
		{"a requirement of another member may raise a version", "b/go.mod", "module b\n\ngo 1.26.0\n"},
		{"a replacement counts for all members", "shared.work", shared + "\nreplace x.example => x.example v1.0.0\n"},
	} {
		write(change.file, change.content)
		if k := keyOf("a"); k == member {
			t.Errorf("%s: an old program would be used", change.reason)
		} else {
			member = k
		}
		if keyOf("alone") != alone {
			t.Errorf("%s: what is built alone would be built again", change.reason)
		}
	}
}

// TestPinned wants the programs of a workspace at the versions that their own
// modules pin: another member may not raise them.
func TestPinned(t *testing.T) {
	shared := map[string][]Tool{}
	for _, tool := range []Tool{
		Kubernetes, Kwok, SourceController, KustomizeController, HelmController, ArgoCD, Helm, Kustomize, Crossplane, CrossplaneCLI, ProviderHTTP,
		Reconciler, PatchAndTransform, Prometheus, Promtool, PostgresExporter, RedisExporter, Amtool, PrometheusOperator,
	} {
		dir, err := tool.dir()
		if err != nil {
			t.Fatal(err)
		}
		file, err := workspace(dir)
		if err != nil || file == "" {
			t.Fatalf("%s is in no workspace: %v", tool.Name, err)
		}
		shared[file] = append(shared[file], tool)
	}
	for file, members := range shared {
		cmd := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Path}} {{.Version}}")
		for _, tool := range members {
			cmd.Args = append(cmd.Args, tool.Source)
		}
		cmd.Dir, cmd.Env = filepath.Dir(file), append(os.Environ(), "GOWORK="+file, "GOFLAGS=")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, tool := range members {
			version, err := tool.Version()
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(out), tool.Source+" "+version+"\n") {
				t.Errorf("%s: its module pins %s, the workspace has\n%s", tool.Name, version, out)
			}
		}
	}
}
