package render_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// switched is an environment that does without a component, and without all that
// needs it, as far as that can be switched.
func switched(t *testing.T, env platform.Environment, left string) platform.Environment {
	t.Helper()
	env.Components = map[string]bool{}
	for _, name := range without(left) {
		switch name {
		case "manageddatabase":
			env.Databases = map[string]platform.Database{}
		case "logicaldatabase", "databaseuser", "connectionpool", "databasesettings":
		default:
			env.Components[name] = false
		}
	}
	return env
}

// filesOf are the files of a proved platform, in which nothing is wrong.
func filesOf(t *testing.T, p platform.Platform, list components.List) map[string]string {
	t.Helper()
	if err := platform.Validate(p).Err(); err != nil {
		t.Fatal(err)
	}
	rendered, findings, err := render.Prove(p, render.Options{Components: list})
	if err != nil || rendered == nil {
		t.Fatal(err, findings)
	}
	files := map[string]string{}
	for _, f := range rendered.Files() {
		files[f.Path] = string(f.Data)
	}
	return files
}

// TestSwitchedOffIsLeftOut: what an environment switches off is not there, as if
// the program did not know it, of which TestNothingSpeaksOfTheAbsent speaks.
func TestSwitchedOffIsLeftOut(t *testing.T) {
	for _, s := range platform.DatabaseEngines().Switches() {
		for _, engine := range []platform.Engine{platform.Flux, platform.ArgoCD} {
			t.Run(s.Name+"/"+string(engine), func(t *testing.T) {
				p := withEveryEngine(t)
				p.Spec.Delivery.Engine = engine
				list := components.Standard().Without(without(s.Name)...)
				want := filesOf(t, p, list)
				p.Spec.Environments[0] = switched(t, p.Spec.Environments[0], s.Name)
				if diff := cmp.Diff(want, filesOf(t, p, components.Standard())); diff != "" {
					t.Errorf("-left out of the program +switched off:\n%s", diff)
				}
			})
		}
	}
}

// TestEnvironmentsShareNothing: what one environment does without, another one
// has, each as if it were alone.
func TestEnvironmentsShareNothing(t *testing.T) {
	for _, s := range platform.DatabaseEngines().Switches() {
		for _, engine := range []platform.Engine{platform.Flux, platform.ArgoCD} {
			t.Run(s.Name+"/"+string(engine), func(t *testing.T) {
				p := small()
				p.Spec.Delivery.Engine = engine
				all := p.Spec.Environments[0]
				less := switched(t, all, s.Name)
				less.Name, less.Domain.Demo, less.Domain.Logs, less.Logs.Bucket = "less", "demo.less.example.com", "logs.less.example.com", "acme-less"
				less.Network = platform.Network{VPCCIDR: "10.202.0.0/22", ClusterSubnet: "172.16.80.0/20", ServiceSubnet: "192.168.16.0/22"}
				of := func(environments ...platform.Environment) map[string]string {
					p.Spec.Environments = environments
					return filesOf(t, p, components.Standard())
				}
				both := of(all, less)
				for _, env := range []platform.Environment{all, less} {
					belongs := func(path string) bool {
						return strings.HasPrefix(path, "environments/"+env.Name+"/") || slices.Contains(strings.Split(path, "/"), env.Name)
					}
					only := func(files map[string]string) map[string]string {
						files = maps.Clone(files)
						maps.DeleteFunc(files, func(path, _ string) bool { return !belongs(path) })
						return files
					}
					alone := only(of(env))
					if len(alone) < 5 {
						t.Fatalf("%s has %d files", env.Name, len(alone))
					}
					if diff := cmp.Diff(alone, only(both)); diff != "" {
						t.Errorf("%s (-alone +beside another one):\n%s", env.Name, diff)
					}
				}
			})
		}
	}
}
