package render_test

import (
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// TestStartRenders: what render init writes renders without a finding, for
// everything that it can be told.
func TestStartRenders(t *testing.T) {
	for _, engine := range []string{"", "flux", "argocd"} {
		for _, environments := range [][]string{nil, {"live"}, {"live", "test", "a-name-of-some-length"}} {
			for _, start := range []platform.Start{{}, {Name: "shop", Region: "fra1", Zone: "shop.example"}} {
				start.Engine, start.Environments = engine, environments
				t.Run(start.Name+"/"+engine+"/"+strings.Join(environments, ","), func(t *testing.T) {
					text, faults := start.Configuration()
					p, locate, findings := platform.LoadLocated(platform.Source{Name: "platform.yaml", Data: text})
					if len(faults)+len(findings) > 0 {
						t.Fatal(faults, findings)
					}
					rendered, findings, err := render.Prove(p, render.Options{Locate: locate})
					if err != nil || rendered == nil || len(findings) > 0 {
						t.Fatal(err, findings)
					}
				})
			}
		}
	}
}
