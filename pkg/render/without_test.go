package render_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
	"seamark.dev/seamark/pkg/tree"
)

// TestEveryComponentCanBeLeftOut: without a component, and without what needs
// it, the rest still proves. So each declares all that it needs. Without what all
// of them need there is no rest.
func TestEveryComponentCanBeLeftOut(t *testing.T) {
	for _, left := range components.Standard().Names() {
		t.Run(left, func(t *testing.T) {
			gone := without(left)
			for _, engine := range []platform.Engine{platform.Flux, platform.ArgoCD} {
				p := small()
				p.Spec.Delivery.Engine = engine
				rest := components.Standard().Without(gone...)
				tree, findings, err := render.Prove(p, render.Options{Components: rest})
				if rest.Len() == 0 && tree == nil && err != nil {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				if err := findings.Err(); err != nil || tree == nil {
					t.Errorf("%s without %q: %v", engine, gone, err)
				}
			}
		})
	}
}

// TestListsShareNothing: the declarations of a list keep what environments share.
// Another list with the same ones gets nothing of it that is of this one.
func TestListsShareNothing(t *testing.T) {
	text := func(list components.List) map[string]string {
		t.Helper()
		rendered, err := render.Render(small(), list)
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]string{}
		for _, f := range rendered.Files() {
			files[f.Path] = string(f.Data)
		}
		return files
	}
	all := components.Standard()
	text(all)
	gone := without("demo", "metrics-server")
	if diff := cmp.Diff(text(components.Standard().Without(gone...)), text(all.Without(gone...))); diff != "" {
		t.Errorf("a list that others were made of first (-fresh +used):\n%s", diff)
	}
}

// TestPartsGoWithTheirComponent: without a managed database nothing is asked of
// the account about databases.
func TestPartsGoWithTheirComponent(t *testing.T) {
	for _, gone := range [][]string{nil, without("manageddatabase")} {
		rendered, err := render.Render(small(), components.Standard().Without(gone...))
		if err != nil {
			t.Fatal(err)
		}
		there := slices.ContainsFunc(rendered.Files(), func(f tree.File) bool {
			return strings.HasPrefix(f.Path, "control-plane/account/metrics-credentials/")
		})
		if there != (gone == nil) {
			t.Errorf("without %q: the metrics credentials are read: %t", gone, there)
		}
	}
}
