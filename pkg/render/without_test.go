package render_test

import (
	"slices"
	"testing"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// TestEveryComponentCanBeLeftOut: without a component, and without what needs
// it, the rest still proves. So each declares all that it needs. Without what all
// of them need there is no rest.
func TestEveryComponentCanBeLeftOut(t *testing.T) {
	all := components.Standard().All()
	for _, left := range all {
		t.Run(left.Name, func(t *testing.T) {
			gone := []string{left.Name}
			for i := 0; i < len(gone); i++ {
				for _, c := range all {
					if slices.Contains(c.Needs, gone[i]) && !slices.Contains(gone, c.Name) {
						gone = append(gone, c.Name)
					}
				}
			}
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
