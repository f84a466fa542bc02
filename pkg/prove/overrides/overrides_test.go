package overrides_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/prove/overrides"
)

type given = map[string]map[string]any

func TestCheck(t *testing.T) {
	cases := map[string]struct {
		reason string
		hub    given
		blue   given
		off    map[string]bool
		list   components.List
		want   []string
	}{
		"Known": {
			reason: "Every release takes values.",
			hub:    given{"crossplane": {}},
			blue:   given{"loki": {}, "demo": {}, "redis-exporter-cartservice": {}},
		},
		"Switched": {
			reason: "Components of one's own are switched like ours; those that others need always are not.",
			off:    map[string]bool{"metricsserver": false, "pager": false, "demo": true, "crossplane": false},
			list:   components.Standard().With(provetest.Pager()),
			want: []string{
				"spec.environments[0].components.crossplane: there is no component of this name to switch; known here: alloy, cert-manager, dashboards, demo, external-dns, gateway, kube-prometheus-stack, logsink, loki, metrics-server, monitors, mysql-exporter, networkpolicies, objectstore, pager, postgres-exporter, redis-exporter, rules, syslog [config-unknown-component]",
				`spec.environments[0].components.metricsserver: there is no component of this name to switch; did you mean "metrics-server"? [config-unknown-component]`,
			},
		},
		"Misspelt": {
			reason: "The nearest name is the likely one.",
			blue:   given{"lokki": {}},
			want:   []string{`spec.environments[0].overrides.lokki: no Helm release of this name; did you mean "loki"? [config-unknown-release]`},
		},
		"Guess": {
			reason: "Without a near name all are told.",
			blue:   given{"prometheus-stack": {}},
			want:   []string{"spec.environments[0].overrides.prometheus-stack: no Helm release of this name; use one of alloy, cert-manager, demo, external-dns, kube-prometheus-stack, loki, metrics-server, postgres-exporter-adservice, redis-exporter-cartservice [config-unknown-release]"},
		},
		"Strange": {
			reason: "A name that would not read well after a dot stands in brackets.",
			hub:    given{"cross plane": {}},
			want:   []string{`spec.overrides["cross plane"]: no Helm release of this name; did you mean "crossplane"? [config-unknown-release]`},
		},
		"OtherEngine": {
			reason: "The exporter follows the engine of the database.",
			blue:   given{"postgres-exporter-cartservice": {}},
			want:   []string{"spec.environments[0].overrides.postgres-exporter-cartservice: no Helm release of this name; cartservice is a valkey database: use redis-exporter-cartservice [config-unknown-release]"},
		},
		"WrongPlace": {
			reason: "What all environments share has its place, and what is an environment's.",
			hub:    given{"loki": {}},
			blue:   given{"crossplane": {}},
			want: []string{
				"spec.overrides.loki: no Helm release of this name; it belongs to an environment: move it to spec.environments[].overrides [config-unknown-release]",
				"spec.environments[0].overrides.crossplane: no Helm release of this name; all environments share it: move it to spec.overrides [config-unknown-release]",
			},
		},
		"NoneOfTheHub": {
			reason: "The hub may have a release of this name, and has none.",
			hub:    given{"kube-prometheus-stack": {}},
			want:   []string{"spec.overrides.kube-prometheus-stack: no Helm release of this name; it belongs to an environment: move it to spec.environments[].overrides, or give the hub one of its own (spec.hub.monitoring.prometheus: own) [config-unknown-release]"},
		},
		"ThirdParty": {
			reason: "A release of one's own is like ours.",
			blue:   given{"pager": {}, "pagger": {}},
			list:   components.Standard().With(provetest.Pager()),
			want:   []string{`spec.environments[0].overrides.pagger: no Helm release of this name; did you mean "pager"? [config-unknown-release]`},
		},
		"LeftOut": {
			reason: "Values for what is not there would go nowhere.",
			blue:   given{"demo": {}},
			list:   components.Standard().Without("demo", "gateway"),
			want:   []string{"spec.environments[0].overrides.demo: no Helm release of this name; use one of alloy, cert-manager, external-dns, kube-prometheus-stack, loki, metrics-server, postgres-exporter-adservice, redis-exporter-cartservice [config-unknown-release]"},
		},
		"SwitchedOff": {
			reason: "The configuration says why there is none.",
			blue:   given{"metrics-server": {}, "postgres-exporter-adservice": {}},
			off:    map[string]bool{"metrics-server": false, "postgres-exporter": false},
			want: []string{
				"spec.environments[0].overrides.metrics-server: no Helm release of this name; components switches metrics-server off: take these values out, or that line [config-unknown-release]",
				"spec.environments[0].overrides.postgres-exporter-adservice: no Helm release of this name; components switches postgres-exporter off: take these values out, or that line [config-unknown-release]",
			},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := provetest.Acme()
			p.Spec.Environments[0].Components = tc.off
			p.Spec.Overrides, p.Spec.Environments[0].Overrides = tc.hub, tc.blue
			if tc.list.Len() == 0 {
				tc.list = components.Standard()
			}
			engine, err := engines.Of(p, nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			units, err := components.Build(p, tc.list, engine)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			inv := inventory.Read(inventory.Input{Platform: p, Units: units, Engine: engine, Switchable: components.Switchable(tc.list)})
			for _, f := range overrides.Check(inv) {
				got = append(got, f.String())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
