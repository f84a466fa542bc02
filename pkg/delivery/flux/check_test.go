package flux_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

func TestCheck(t *testing.T) {
	cases := map[string]struct {
		reason string
		do     func(provetest.Tree)
		want   []string // subjects
	}{
		"as rendered": {
			reason: "What we render stays in the environment.",
			do:     func(provetest.Tree) {},
		},
		"another namespace": {
			reason: "A Role reaches no other namespace.",
			do:     adds("dokscluster", &corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{Name: "mine", Namespace: "red"}}),
			want:   []string{"ConfigMap red/mine"},
		},
		"no namespace": {
			reason: "A Role reaches nothing that is of the whole hub.",
			do:     adds("dokscluster", &corev1.Namespace{TypeMeta: kinds.Namespace, ObjectMeta: metav1.ObjectMeta{Name: "mine"}}),
			want:   []string{"Namespace mine"},
		},
		"in the cluster": {
			reason: "There the rights of the kubeconfig hold.",
			do:     adds("monitors", &corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{Name: "mine", Namespace: "red"}}),
		},
		"release on the hub": {
			reason: "The policy refuses its HelmRelease.",
			do:     func(t provetest.Tree) { t.Release("alloy").Cluster = model.Hub() },
			want:   []string{"release alloy"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			in := provetest.Configured(t, "platform.yaml", provetest.Small)
			tc.do(provetest.Tree{TB: t, Input: in})
			var got []string
			for _, f := range flux.New(in.Platform).Check(inventory.Read(in)) {
				if f.Code != "flux-outside-environment" || !strings.Contains(f.Remedy, "control plane") {
					t.Errorf("unexpected: %s", f)
				}
				got = append(got, f.Subject.Object)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

// TestUntold: who has receivers may think that they hear of Flux too.
func TestUntold(t *testing.T) {
	const (
		pager   = "    alerts: {receiver: {pagerDuty: {}, webhook: {}}}\n"
		slack   = "    alerts: {receiver: {pagerDuty: {}, slack: {channel: '#a'}}}\n"
		watched = "  hub: {monitoring: {prometheus: existing}}\n"
		own     = "  hub: {monitoring: {prometheus: own}}\n"
		tells   = "  hub: {monitoring: {prometheus: own}, alerts: {receiver: {webhook: {}}}}\n"
	)
	cases := map[string]struct {
		reason, more string
		want         []string
	}{
		"nobody":  {"Who has no receiver expects nothing.", "", nil},
		"slack":   {"Flux tells Slack.", slack, nil},
		"watched": {"The hub's Alertmanager can tell.", pager + watched, nil},
		"tells":   {"The hub's own Alertmanager tells.", pager + tells, nil},
		"silent": {"It tells nobody.", pager + own, []string{
			`platform.yaml:9: spec.environments[0].alerts.receiver: warning: "webhook, pagerDuty": hears of alerts, but not of what Flux cannot apply: Flux can tell Slack alone, and the hub's alerts have no receiver; add slack, or receivers of the hub's alerts (spec.hub.alerts.receiver) [flux-untold]`,
		}},
		"untold": {"Nobody would hear of it.", pager, []string{
			`platform.yaml:9: spec.environments[0].alerts.receiver: warning: "webhook, pagerDuty": hears of alerts, but not of what Flux cannot apply: Flux can tell Slack alone, and nothing watches the hub; add slack, or let the hub watch itself and tell of it (spec.hub.monitoring.prometheus: own) [flux-untold]`,
		}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			in := provetest.Configured(t, "platform.yaml", provetest.Small+tc.more)
			if diff := cmp.Diff(tc.want, provetest.Lines(flux.New(in.Platform).Check(inventory.Read(in)))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

func adds(component string, o model.Object) func(provetest.Tree) {
	return func(t provetest.Tree) {
		c := t.Component(component)
		c.Objects = append(c.Objects, o)
	}
}
