package render_test

import (
	"slices"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
	"seamark.dev/seamark/pkg/tree"
)

// TestPagesOfWhatIsOff: what an override takes out stays in the pages, and that
// is said with what is lost.
func TestPagesOfWhatIsOff(t *testing.T) {
	for part, lost := range map[string]string{
		"grafana":      "the dashboards of all components are shown nowhere; the README and SECRETS.md still name it, and nothing reads the Secret of its administrator",
		"alertmanager": "no alert would reach anybody, and Grafana has a data source for it; the README and SECRETS.md still name it, and nothing reads the Secrets of its receivers",
	} {
		t.Run(part, func(t *testing.T) {
			off := map[string]map[string]any{"kube-prometheus-stack": {part: map[string]any{"enabled": false}}}
			told := func(change func(*platform.Spec)) int {
				p := small()
				p.Spec.Hub.Monitoring.Prometheus = platform.OwnPrometheus
				change(&p.Spec)
				_, findings, err := render.Prove(p, render.Options{})
				if err != nil {
					t.Fatal(err)
				}
				return len(slices.DeleteFunc(slices.Clone(findings), func(f diag.Finding) bool {
					return f.Code != "values-loss" || f.Severity != diag.Warning || !strings.Contains(f.Message, lost)
				}))
			}
			if n := told(func(s *platform.Spec) { s.Overrides = off }); n != 1 {
				t.Errorf("on the hub it is told %d times", n)
			}
			if n := told(func(s *platform.Spec) { s.Environments[0].Overrides = off }); n != 1 {
				t.Errorf("in the environment it is told %d times", n)
			}
			if n := told(func(*platform.Spec) {}); n != 0 {
				t.Errorf("where it is on, it is told %d times", n)
			}
		})
	}
}

// TestHubWatchesItself: the release on the hub is one of ours in all that is
// asked of a release, and no environment's.
func TestHubWatchesItself(t *testing.T) {
	type values = map[string]any
	overrides := func(v values) map[string]map[string]any {
		return map[string]map[string]any{"kube-prometheus-stack": v}
	}
	cases := map[string]struct {
		reason string
		change func(*platform.Spec)
		list   components.List
		found  []diag.Code
		file   string // holds the text, if it is named
		text   string
	}{
		"Sound": {reason: "Nothing is wrong with it.", change: func(*platform.Spec) {}, list: components.Standard()},
		"NoStack": {
			reason: "Nobody brings the kinds of the monitors, nor their namespace.",
			change: func(*platform.Spec) {}, list: components.Standard().Without("hub-prometheus"),
			found: []diag.Code{"graph-unknown-kind", "reference-missing"},
		},
		"Overridden": {
			reason: "By its name, and with the relations that it has.",
			change: func(s *platform.Spec) {
				s.Overrides = overrides(values{"grafana": values{"sidecar": values{"dashboards": values{"label": "other"}}}})
			},
			list: components.Standard(), found: []diag.Code{"values-relied-on"},
		},
		"Elsewhere": {
			reason: "Nothing makes the namespace.",
			change: func(s *platform.Spec) { s.Overrides = overrides(values{"namespaceOverride": "monitoring"}) },
			list:   components.Standard(), found: []diag.Code{"values-relied-on"},
		},
		"Fuller": {
			reason: "The volume is no larger.",
			change: func(s *platform.Spec) {
				s.Overrides = overrides(values{"prometheus": values{"prometheusSpec": values{"retentionSize": "50GB"}}})
			},
			list: components.Standard(), found: []diag.Code{"values-loss"},
		},
		"Volume": {
			reason: "The class has nothing to be the class of.",
			change: func(s *platform.Spec) {
				s.Hub.Monitoring.StorageClass = "fast"
				s.Overrides = overrides(values{"prometheus": values{"prometheusSpec": values{"storageSpec": nil}}})
			},
			list: components.Standard(), found: []diag.Code{"values-relied-on"},
		},
		"Kubelets": {
			reason: "Argo CD's project of the hub has no kube-system.",
			change: func(s *platform.Spec) { s.Overrides = overrides(values{"kubelet": values{"enabled": true}}) },
			list:   components.Standard(), found: []diag.Code{"values-loss"},
		},
		"Apart": {
			reason: "What an environment overrides is the environment's.",
			change: func(s *platform.Spec) {
				s.Environments[0].Overrides = overrides(values{"prometheus": values{"prometheusSpec": values{"retention": "99d"}}})
			},
			list: components.Standard(), found: []diag.Code{"values-loss"},
			file: "control-plane/prometheus/hub-prometheus/helmrelease-kube-prometheus-stack.yaml", text: "retention: 7d\n",
		},
		"Mirrored": {
			reason: "The account of a mirror is asked for beside it.",
			change: func(s *platform.Spec) {
				s.Mirrors = []platform.Mirror{{From: "oci://ghcr.io", To: "oci://registry.example.com/ghcr.io", Secret: "registry"}}
			},
			list: components.Standard(), file: "SECRETS.md", text: "\n## hub-monitoring/registry\n",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := small()
			p.Spec.Hub.Monitoring.Prometheus = platform.OwnPrometheus
			tc.change(&p.Spec)
			rendered, findings, err := render.Prove(p, render.Options{Components: tc.list})
			if err != nil {
				t.Fatal(err)
			}
			var codes []diag.Code
			for _, f := range findings {
				codes = append(codes, f.Code)
			}
			slices.Sort(codes)
			if codes = slices.Compact(codes); !slices.Equal(codes, tc.found) {
				t.Errorf("%s\nfound %v, want %v:\n%v", tc.reason, codes, tc.found, findings)
			}
			if tc.file != "" && !slices.ContainsFunc(rendered.Files(), func(f tree.File) bool {
				return f.Path == tc.file && strings.Contains(string(f.Data), tc.text)
			}) {
				t.Errorf("%s\n%s does not hold %q", tc.reason, tc.file, tc.text)
			}
		})
	}
}
