package hubdashboard

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/internal/promqltest"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// engines are ours, as they say that they are watched.
var engines = map[platform.Engine]declare.Watch{
	platform.Flux:   flux.Engine{}.Watched(),
	platform.ArgoCD: argocd.Engine{}.Watched(),
}

func watched(by platform.HubPrometheus) platform.Platform {
	return platform.Platform{Spec: platform.Spec{
		Hub: platform.Hub{Monitoring: platform.HubMonitoring{Prometheus: by, Release: "stack"}},
	}}
}

func TestNothingWithoutPrometheus(t *testing.T) {
	if diff := cmp.Diff(model.Component{}, Component(watched(platform.NoPrometheus), engines[platform.Flux])); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestDashboard: it is JSON, every panel asks for something that exists, and
// says of what it is the picture.
func TestDashboard(t *testing.T) {
	catalogue := promqltest.Load(t, promqltest.Hub)
	for _, engine := range []platform.Engine{platform.ArgoCD, platform.Flux} {
		cm := Component(watched(platform.ExistingPrometheus), engines[engine]).Objects[0].(*corev1.ConfigMap)
		var decoded struct {
			UID    string `json:"uid"`
			Panels []any  `json:"panels"`
		}
		if err := json.Unmarshal([]byte(cm.Data["hub.json"]), &decoded); err != nil || decoded.UID != "seamark-hub" || len(decoded.Panels) < 15 {
			t.Errorf("%s: %v, uid %q, %d panels", engine, err, decoded.UID, len(decoded.Panels))
		}
		for _, row := range hub(engines[engine]).Rows {
			if len(row.Panels) == 0 {
				t.Errorf("%s: nothing in the row %s", engine, row.Title)
			}
			for _, p := range row.Panels {
				if !strings.HasSuffix(p.Description, ".") {
					t.Errorf("%s: what is %s?", engine, p.Title)
				}
				for _, q := range p.Queries {
					for _, finding := range catalogue.Findings(q.Expr) {
						t.Errorf("%s of %s: %s, in %s", p.Title, engine, finding, q.Expr)
					}
				}
			}
		}
	}
}
