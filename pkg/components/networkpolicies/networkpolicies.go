// Package networkpolicies closes the ways into the platform's own pods that
// nothing needs: who may send database logs, read every log line, or scrape.
//
// The policies restrict ingress only, each to one kind of pod, and leave out
// everything that the API server calls (webhooks, extension APIs). What makes
// them safe under Cilium:
//
//   - The kubelet's probes, and whatever else comes from the pod's own node, are
//     always let through.
//   - kubectl port-forward ends inside the pod's network namespace, as traffic
//     from localhost, and is not filtered. The API server's proxy (kubectl
//     proxy) is not local and is refused.
//   - By default an ipBlock matches no node or pod of the cluster, whatever its
//     address: Cilium knows those by identity. So a rule for the VPC lets the
//     databases and load balancers of the VPC in, and no pod or node.
//   - Traffic that a node forwards with its own address counts as that node's.
//     The rule for syslog therefore needs the sender's address intact, which
//     the Service's externalTrafficPolicy Local keeps.
//   - Pods on the host network (node-exporter, Cilium) are beyond policies.
package networkpolicies

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/alloy"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/ingress"
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/components/loki"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Component is the network policies of an environment, for its databases and the
// components that are there.
func Component(engines databases.Table, env platform.Environment, present declare.Present) model.Component {
	var objects []model.Object
	for _, p := range policies(engines, env, present) {
		objects = append(objects, p)
	}
	return model.Component{Name: "networkpolicies", Objects: objects}
}

func policies(engines databases.Table, env platform.Environment, present declare.Present) []*networkingv1.NetworkPolicy {
	var all []*networkingv1.NetworkPolicy
	if present.Has(alloy.ReleaseName) {
		// The databases send from the VPC; Prometheus scrapes, and the Alloys
		// agree on who collects events.
		all = append(all, ingress.Policy(dokscluster.NamespaceClusterServices, "alloy", syslog.PodLabels(),
			ingress.Rule(cidr(env.Network.VPCCIDR), syslog.Port),
			ingress.Rule(ingress.SameNamespace(), alloy.HTTPPort)))
	}
	// Senders and readers of logs and metrics, and the replicas among
	// themselves, are all in this namespace.
	if present.Has(loki.ReleaseName) {
		all = append(all, ingress.Within(dokscluster.NamespaceClusterServices, loki.ReleaseName))
	}
	all = append(all, prometheusstack.Policies(dokscluster.NamespaceClusterServices)...)
	for _, e := range engines.Watched(env, present) {
		all = append(all, exporter(e.Exporter.Chart, e.Exporter.Port))
	}
	return all
}

// exporter admits Prometheus's namespace to the metrics of every release of an
// exporter's chart.
func exporter(chart charts.Chart, port int32) *networkingv1.NetworkPolicy {
	return ingress.Policy(dokscluster.NamespaceDemo, chart.Name, ingress.Name(chart.Name),
		ingress.Rule(namespace(dokscluster.NamespaceClusterServices), port))
}

func cidr(block string) networkingv1.NetworkPolicyPeer {
	return networkingv1.NetworkPolicyPeer{IPBlock: &networkingv1.IPBlock{CIDR: block}}
}

func namespace(name string) networkingv1.NetworkPolicyPeer {
	return networkingv1.NetworkPolicyPeer{NamespaceSelector: &metav1.LabelSelector{
		MatchLabels: map[string]string{corev1.LabelMetadataName: name},
	}}
}
