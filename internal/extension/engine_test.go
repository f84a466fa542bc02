package extension

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/render"
	"seamark.dev/seamark/pkg/tree"
)

// hands is an engine: a person who works through the folders.
type hands struct{}

func (hands) Name() platform.Engine                                               { return "hands" }
func (hands) Namespace() string                                                   { return "kube-system" }
func (hands) Components(list declare.List) declare.List                           { return list.Without("logsink") }
func (hands) ReleaseFile(at model.Place) string                                   { return valuesFile(at) }
func (hands) Watched() declare.Watch                                              { return declare.Watch{} }
func (hands) Scope(environment string) []string                                   { return []string{"environments/" + environment} }
func (hands) ChartAccounts(platform.Spec, model.Component) ([]model.Secret, bool) { return nil, true }

// Check finds units that a person would wait for too long.
func (hands) Check(inv *inventory.Inventory) diag.List {
	var findings diag.List
	for _, u := range inv.Units {
		if u.ID.Path == "2-cluster/platform" {
			findings.Add(diag.Finding{Code: "hands-tired", Severity: diag.Warning, Message: u.ID.Name() + " takes long"})
		}
	}
	return findings
}

func (hands) Deliver(units []model.Unit) (*tree.Tree, error) {
	ordered, err := model.Order(units)
	if err != nil {
		return nil, err
	}
	t := &tree.Tree{}
	for at := range model.Components(ordered) {
		u, c := *at.Unit, *at.Component
		files, err := delivery.ComponentFiles(u, c, func() ([]tree.File, error) {
			return delivery.Folder(u.ComponentDir(c), c.Objects, nil)
		})
		if err != nil {
			return nil, err
		}
		for i := range c.Releases {
			place := model.Place{Unit: at.Unit, Component: at.Component, Release: &c.Releases[i]}
			values, err := manifest.Of(place.Release.Values)
			if err != nil {
				return nil, err
			}
			files = append(files, delivery.PlainFile(valuesFile(place), c.Name, values.YAML()))
		}
		for _, f := range files {
			if err := t.Add(f); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

func valuesFile(at model.Place) string {
	return at.Unit.ComponentDir(*at.Component) + "/helm-" + at.Release.Name + ".yaml"
}

func (hands) Pages(ordered []model.Unit) (delivery.Pages, error) {
	return delivery.Pages{Tables: delivery.UnitTables(ordered), Template: `
{{define "engine"}}hands{{end}}
{{define "entry"}}the entry point{{end}}
{{define "start"}}3. Patience.{{end}}
{{define "units"}}{{range .}}{{.Name}}, {{end}}{{end}}
{{define "watch"}}kubectl get pods --all-namespaces{{end}}
{{define "infra"}}it is there{{end}}
{{define "secrets"}}{{end}}`}, nil
}

// TestEngineIsWatched: what is watched of an engine is what it says, whether or
// not the configuration names it, and nothing is said of what it does not.
func TestEngineIsWatched(t *testing.T) {
	cases := map[string]struct {
		reason        string
		watch         declare.Watch
		want, missing []string
	}{
		"Nothing": {
			"No alert, no section, and the README says so.", declare.Watch{},
			[]string{"The engine is not watched"},
			[]string{"EngineFailing", "EngineStalled", "functions, the engine", `"Engine"`, "toolkit.fluxcd.io", "argocd_", "`flux", "`argocd"},
		},
		"Everything": {
			"The engine's own metrics.",
			declare.Watch{
				Targets: []declare.Target{{Job: "hands-job", Namespace: "kube-system", Port: "http"}},
				Failing: "hands_failing > 0", Stalled: "absent(hands_up)",
				Commands: declare.Commands{Failing: "`ls /undone`", Retry: "`again RELEASE`"},
				Panels:   []declare.Panel{{Title: "Hands", Description: "How many.", Expr: "hands_up"}},
			},
			[]string{"name: hands-job", "## EngineFailing", "hands_failing", "absent(hands_up)", "functions, the engine", `absent(up{job="hands-job"})`, "Something is not what Git says", `"Hands"`, "It is asked with: `ls /undone`.", "RELEASE: `again RELEASE`.", "Those of the engine: `kubectl -n kube-system get pods`."},
			[]string{"The engine is not watched", "toolkit.fluxcd.io", "argocd_", "`flux", "`argocd", "flux-system", "-n argocd"},
		},
	}
	for name, tc := range cases {
		for _, named := range []platform.Engine{"", "hands"} {
			t.Run(name+"/"+string(named), func(t *testing.T) {
				p, findings := platform.Load(platform.Source{Name: "platform.yaml", Data: platform.Default()})
				if err := findings.Err(); err != nil {
					t.Fatal(err)
				}
				p.Spec.Delivery.Engine, p.Spec.Hub.Monitoring.Prometheus = named, platform.ExistingPrometheus
				rendered, findings, err := render.Prove(p, render.Options{Engine: watchedHands{watch: tc.watch}})
				if err != nil || rendered == nil {
					t.Fatal(err, findings)
				}
				var hub strings.Builder
				for _, f := range rendered.Files() {
					if strings.Contains(f.Path, "/namespace-") {
						continue // what outlives its file says so to every engine
					}
					if f.Path == "README.md" || strings.HasPrefix(f.Path, "docs/runbooks/") || strings.HasPrefix(f.Path, "control-plane/monitoring/") {
						hub.Write(f.Data)
					}
				}
				for _, words := range tc.want {
					if !strings.Contains(hub.String(), words) {
						t.Errorf("%s\nnothing says %s", tc.reason, words)
					}
				}
				for _, words := range tc.missing {
					if strings.Contains(hub.String(), words) {
						t.Errorf("%s\nsomething says %s", tc.reason, words)
					}
				}
			})
		}
	}
}

// watchedHands are hands that somebody looks at.
type watchedHands struct {
	hands
	watch declare.Watch
}

func (h watchedHands) Watched() declare.Watch { return h.watch }

// TestEngine: an engine of one's own is named in the configuration, delivers, is
// asked where values are, checks, says what must be on the hub, and writes its
// part of the handbook.
func TestEngine(t *testing.T) {
	named := strings.Replace(string(platform.Default()), "\nspec:\n", "\nspec:\n  delivery: {engine: hands}\n", 1)
	p, findings := platform.Load(platform.Source{Name: "platform.yaml", Data: []byte(named)})
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	rendered, findings, err := render.Prove(p, render.Options{Components: components.Standard(), Engine: hands{}})
	if err != nil || rendered == nil {
		t.Fatal(err, findings)
	}
	if len(findings) != 1 || findings[0].Code != "hands-tired" {
		t.Errorf("got %v, want what the engine finds", findings)
	}
	files := map[string]string{}
	for _, f := range rendered.Files() {
		files[f.Path] = string(f.Data)
	}
	for file, want := range map[string]string{
		"environments/my-observability/2-cluster/platform/loki/helm-loki.yaml": "deploymentMode",
		"README.md": "reconciled by hands",
		"environments/my-observability/README.md": "kubectl get pods --all-namespaces",
	} {
		if !strings.Contains(files[file], want) {
			t.Errorf("%s lacks %q:\n%s", file, want, files[file])
		}
	}
	for file := range files {
		if strings.HasPrefix(file, "clusters/") || strings.Contains(file, "/logsink/") {
			t.Errorf("%s is not of this engine", file)
		}
	}
}

// TestEngineThatIsNotGiven: who brings an engine is told that the configuration
// names another, in whatever style of YAML, and not if it names none.
func TestEngineThatIsNotGiven(t *testing.T) {
	const refused = `spec.delivery.engine: "flux": must be hands [config-unknown-engine]`
	cases := map[string]struct {
		reason, delivery, want string
	}{
		"Block":   {"It has a line of its own.", "\n    engine: flux", "platform.yaml:6: " + refused},
		"Flow":    {"It shares its line.", " {engine: flux}", "platform.yaml:5: " + refused},
		"Quoted":  {"Quotes and order are nothing.", ` {hub: hub, "engine": 'flux'}`, "platform.yaml:5: " + refused},
		"Merged":  {"It is merged in.", " {<<: {engine: flux}}", "platform.yaml:5: " + refused},
		"Default": {"Only the default is Flux.", " {hub: hub}", ""},
		"Null":    {"Null is nothing.", " {engine: null}", ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p, locate, findings := platform.LoadLocated(platform.Source{Name: "platform.yaml", Data: []byte(`apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  delivery:` + tc.delivery + `
  environments:
  - name: staging
    region: sfo3
    domain: {zone: example.com, acmeEmail: ops@example.com}
`)})
			if err := findings.Err(); err != nil {
				t.Fatal(err)
			}
			_, _, err := render.Prove(p, render.Options{Engine: hands{}, Locate: locate})
			var got string
			if err != nil {
				got = err.Error()
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}
