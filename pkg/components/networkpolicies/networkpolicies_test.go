package networkpolicies

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	networkingv1 "k8s.io/api/networking/v1"

	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

var environment = platform.Environment{
	Name: "prod", Network: platform.Network{VPCCIDR: "10.7.0.0/22"},
	Databases: map[string]platform.Database{
		"adservice": {Engine: platform.PostgreSQL}, "cartservice": {Engine: platform.Valkey}, "shop": {Engine: platform.MySQL},
	},
}

// describe is a policy in a line: who may reach which port of which pods.
func describe(p *networkingv1.NetworkPolicy) string {
	var rules []string
	for _, r := range p.Spec.Ingress {
		rules = append(rules, peer(r.From[0])+ports(r.Ports))
	}
	return p.Spec.PodSelector.MatchLabels["app.kubernetes.io/name"] + " from " + strings.Join(rules, ", ")
}

func peer(p networkingv1.NetworkPolicyPeer) string {
	switch {
	case p.IPBlock != nil:
		return p.IPBlock.CIDR
	case p.NamespaceSelector != nil:
		return "namespace " + p.NamespaceSelector.MatchLabels["kubernetes.io/metadata.name"]
	default:
		return "its namespace"
	}
}

func ports(ps []networkingv1.NetworkPolicyPort) string {
	text := ""
	for _, p := range ps {
		text += fmt.Sprintf(" %s/%s", p.Port, *p.Protocol)
	}
	return text
}

// The original had no network policy at all: any pod could read every log line.
func TestRegressionPoliciesExist(t *testing.T) {
	cases := map[string]struct{ reason, want string }{
		"cluster-services/alloy": {
			reason: "The databases of the VPC send logs; the rest is between the pods of the namespace.",
			want:   "alloy from 10.7.0.0/22 6514/TCP, its namespace 12345/TCP",
		},
		"cluster-services/loki": {
			reason: "Alloy writes, Grafana reads, Prometheus scrapes, the replicas gossip.",
			want:   "loki from its namespace",
		},
		"cluster-services/grafana":      {"People come by port-forward, which is local.", "grafana from its namespace"},
		"cluster-services/prometheus":   {"Grafana reads it.", "prometheus from its namespace"},
		"cluster-services/alertmanager": {"Prometheus sends to it, the replicas gossip.", "alertmanager from its namespace"},
		"demo/prometheus-postgres-exporter": {
			reason: "An exporter tells much about a database, and only Prometheus need hear it.",
			want:   "prometheus-postgres-exporter from namespace cluster-services 9187/TCP",
		},
		"demo/prometheus-mysql-exporter": {
			reason: "As for PostgreSQL.",
			want:   "prometheus-mysql-exporter from namespace cluster-services 9104/TCP",
		},
		"demo/prometheus-redis-exporter": {
			reason: "As for PostgreSQL.",
			want:   "prometheus-redis-exporter from namespace cluster-services 9121/TCP",
		},
	}
	got := map[string]string{}
	for _, o := range Component(databases.Engines(), environment, declare.Everything()).Objects {
		got[o.GetNamespace()+"/"+o.GetName()] = describe(o.(*networkingv1.NetworkPolicy))
	}
	if len(got) != len(cases) {
		t.Errorf("%d policies, want %d", len(got), len(cases))
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, got[name]); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// A policy that selects too much, or egress, is how policies break clusters.
func TestPoliciesAreConservative(t *testing.T) {
	calledByTheAPIServer := []string{"cert-manager", "webhook", "kube-prometheus-stack-prometheus-operator", "metrics-server"}
	for _, o := range Component(databases.Engines(), environment, declare.Everything()).Objects {
		spec := o.(*networkingv1.NetworkPolicy).Spec
		app := spec.PodSelector.MatchLabels["app.kubernetes.io/name"]
		if app == "" {
			t.Errorf("%s selects more than one application", model.RefOf(o))
		}
		if slices.Contains(calledByTheAPIServer, app) {
			t.Errorf("%s selects pods that the API server calls", model.RefOf(o))
		}
		if diff := cmp.Diff([]networkingv1.PolicyType{"Ingress"}, spec.PolicyTypes); diff != "" {
			t.Errorf("%s policy types, -want +got:\n%s", model.RefOf(o), diff)
		}
		if len(spec.Ingress) == 0 {
			t.Errorf("%s lets nobody in", model.RefOf(o))
		}
	}
}
