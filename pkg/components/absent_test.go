package components_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// byLists are the components of an environment that are there as far as the
// configuration lists something for them, beside the cluster, which is always.
var byLists = []string{"dokscluster", "nodepool", "manageddatabase", "logicaldatabase", "databaseuser", "connectionpool", "databasesettings"}

// TestSwitches: the configuration knows of each component of an environment
// whether it can be switched off, and what needs it.
func TestSwitches(t *testing.T) {
	ofEnvironments := func(c components.Component) bool {
		return slices.ContainsFunc(c.All(), func(p components.Part) bool { return !p.Unit.Shared })
	}
	want, got := map[string][]string{}, map[string][]string{}
	for _, s := range platform.DatabaseEngines().Switches() {
		got[s.Name] = slices.Sorted(slices.Values(s.Needs))
		if s.What == "" {
			t.Errorf("%s: nobody is told what it is", s.Name)
		}
	}
	for _, c := range components.Standard().All() {
		if !ofEnvironments(c) || slices.Contains(byLists, c.Name) {
			continue
		}
		needs := slices.DeleteFunc(slices.Clone(c.Needs), func(name string) bool { return name == "apis" || name == "dokscluster" }) // which are always there
		want[c.Name] = slices.Sorted(slices.Values(needs))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-declared +in the configuration:\n%s", diff)
	}
}

// TestSwitchedOffIsNeeded: what a component of one's own needs cannot be switched
// off, of which the configuration knows nothing.
func TestSwitchedOffIsNeeded(t *testing.T) {
	mine := components.Component{Name: "mine", Unit: declare.Platform, Needs: []string{"metrics-server"}, Build: func(env platform.Environment) model.Component {
		if env.Region != "sfo3" {
			return model.Component{}
		}
		return model.Component{Secrets: []model.Secret{{Namespace: env.Name, Name: "mine"}}}
	}}
	for region, want := range map[string]string{
		"sfo3": "the environment staging switches the component metrics-server off (components), which mine (",
		"fra1": "", // it delivers nothing there
	} {
		p := platform.Complete(platform.Platform{Metadata: platform.Metadata{Name: "acme"}, Spec: platform.Spec{Environments: []platform.Environment{{
			Name: "staging", Region: region, Components: map[string]bool{"metrics-server": false},
			Domain: platform.Domain{Zone: "example.com", ACMEEmail: "ops@example.com"},
		}}}})
		engine, err := engines.Of(p, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, err = components.Build(p, components.Standard().With(mine), engine)
		if got := errorText(err); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("in %s: got %q, want %q", region, got, want)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
