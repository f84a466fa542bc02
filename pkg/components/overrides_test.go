package components_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

type overrides = map[string]map[string]any

// acme is a complete platform of two environments.
func acme() platform.Platform {
	env := func(name string) platform.Environment {
		return platform.Environment{Name: name, Region: "sfo3", Domain: platform.Domain{Zone: "example.com", ACMEEmail: "ops@example.com"}}
	}
	return platform.Complete(platform.Platform{
		APIVersion: platform.APIVersion, Kind: platform.Kind, Metadata: platform.Metadata{Name: "acme"},
		Spec: platform.Spec{Environments: []platform.Environment{env("blue"), env("green")}},
	})
}

// pager is a third party's component with a release.
func pager() components.Component {
	chart := charts.Chart{Name: "pager", Version: "1.2.3", Repository: "https://charts.example.com"}
	return components.Component{
		Name: "pager", Unit: components.Releases, Charts: []charts.Chart{chart},
		Build: func(env platform.Environment) model.Component {
			return model.Component{Releases: []model.Release{{
				Name: "pager", Chart: chart, Cluster: model.DOKS(env.Name), Namespace: "pager",
			}}}
		},
	}
}

// TestOverridesReachEveryRelease: each release gets the values of its name, of
// its environment, whoever made it.
func TestOverridesReachEveryRelease(t *testing.T) {
	p := acme()
	list := components.Standard().With(pager())
	plain, err := components.Build(p, list, engineOf(t, p))
	if err != nil {
		t.Fatal(err)
	}
	p.Spec.Overrides = overrides{}
	for i := range p.Spec.Environments {
		p.Spec.Environments[i].Overrides = overrides{}
	}
	given := map[string]overrides{"": p.Spec.Overrides, "blue": p.Spec.Environments[0].Overrides, "green": p.Spec.Environments[1].Overrides}
	n := 0
	for _, u := range plain {
		for _, c := range u.Components {
			for _, r := range c.Releases {
				given[u.ID.Environment][r.Name] = map[string]any{"mark": u.ID.Environment + "/" + r.Name}
				n++
			}
		}
	}
	if want := 1 + 2*10; n != want {
		t.Fatalf("%d releases, want %d", n, want)
	}
	units, err := components.Build(p, list, engineOf(t, p))
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range units {
		for _, c := range u.Components {
			for _, r := range c.Releases {
				if diff := cmp.Diff(given[u.ID.Environment][r.Name], r.Overrides); diff != "" {
					t.Errorf("%s: release %s, -want +got:\n%s", u.ID, r.Name, diff)
				}
			}
		}
	}
	if findings := components.CheckOverrides(p.Spec, units); len(findings) > 0 {
		t.Errorf("overrides that arrive are found:\n%v", findings)
	}
}

func TestUnknownReleases(t *testing.T) {
	cases := map[string]struct {
		reason string
		hub    overrides
		blue   overrides
		list   components.List
		want   []string
	}{
		"Misspelt": {
			reason: "The nearest name is the likely one.",
			blue:   overrides{"lokki": {}},
			want:   []string{`spec.environments[0].overrides.lokki: no Helm release of this name; did you mean "loki"? [config-unknown-release]`},
		},
		"Guess": {
			reason: "Without a near name all are told.",
			blue:   overrides{"prometheus-stack": {}},
			want:   []string{"spec.environments[0].overrides.prometheus-stack: no Helm release of this name; use one of alloy, cert-manager, demo, external-dns, kube-prometheus-stack, loki, metrics-server, postgres-exporter-adservice, redis-exporter-cartservice [config-unknown-release]"},
		},
		"Strange": {
			reason: "A name that would not read well after a dot stands in brackets.",
			hub:    overrides{"cross plane": {}},
			want:   []string{`spec.overrides["cross plane"]: no Helm release of this name; did you mean "crossplane"? [config-unknown-release]`},
		},
		"OtherEngine": {
			reason: "The exporter follows the engine of the database.",
			blue:   overrides{"postgres-exporter-cartservice": {}},
			want:   []string{"spec.environments[0].overrides.postgres-exporter-cartservice: no Helm release of this name; cartservice is a valkey database: use redis-exporter-cartservice [config-unknown-release]"},
		},
		"WrongPlace": {
			reason: "What all environments share has its place, and what is an environment's.",
			hub:    overrides{"loki": {}},
			blue:   overrides{"crossplane": {}},
			want: []string{
				"spec.overrides.loki: no Helm release of this name; it belongs to an environment: move it to spec.environments[].overrides [config-unknown-release]",
				"spec.environments[0].overrides.crossplane: no Helm release of this name; all environments share it: move it to spec.overrides [config-unknown-release]",
			},
		},
		"ThirdParty": {
			reason: "A release of one's own is like ours.",
			blue:   overrides{"pager": {}, "pagger": {}},
			list:   components.Standard().With(pager()),
			want:   []string{`spec.environments[0].overrides.pagger: no Helm release of this name; did you mean "pager"? [config-unknown-release]`},
		},
		"LeftOut": {
			reason: "Values for what is not there would go nowhere.",
			blue:   overrides{"demo": {}},
			list:   components.Standard().Without("demo", "gateway"),
			want:   []string{"spec.environments[0].overrides.demo: no Helm release of this name; use one of alloy, cert-manager, external-dns, kube-prometheus-stack, loki, metrics-server, postgres-exporter-adservice, redis-exporter-cartservice [config-unknown-release]"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := acme()
			p.Spec.Overrides, p.Spec.Environments[0].Overrides = tc.hub, tc.blue
			if tc.list.Len() == 0 {
				tc.list = components.Standard()
			}
			units, err := components.Build(p, tc.list, engineOf(t, p))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range components.CheckOverrides(p.Spec, units) {
				got = append(got, f.String())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// engineOf is the engine that a platform names.
func engineOf(tb testing.TB, p platform.Platform) delivery.Engine {
	tb.Helper()
	engine, err := engines.Of(p)
	if err != nil {
		tb.Fatal(err)
	}
	return engine
}
