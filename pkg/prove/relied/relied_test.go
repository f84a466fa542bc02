package relied

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// TestDeclared: every path is one that the chart knows, and our own values hold.
func TestDeclared(t *testing.T) {
	inv := inventory.Read(provetest.Configured(t, "platform.yaml", provetest.Small))
	declared := 0
	for _, r := range inv.Releases {
		contract, ok := charts.ContractOf(r.Release.Chart)
		if !ok {
			t.Fatalf("%s has no contract", r.Release.Chart.Name)
		}
		for _, relied := range r.Release.Relied {
			declared++
			path := manifest.Dotted(relied.Path)
			node, _ := manifest.Null().With(path, manifest.Null())
			for _, f := range contract.Check(node) {
				t.Errorf("release %s: %s: %s", r.Release.Name, relied.Path, f.Message)
			}
			own := model.ValueAt(r.Values, path)
			if _, holds := held(relied, own, own, r.Values); !holds && own != nil {
				t.Errorf("release %s: %s: our own values do not hold: %s", r.Release.Name, relied.Path, own.AppendJSON(nil))
			}
			if relied.Who == "" {
				t.Errorf("release %s: %s: nobody relies on it", r.Release.Name, relied.Path)
			}
		}
	}
	if declared < 100 {
		t.Errorf("only %d values are declared", declared)
	}
}

func TestRelied(t *testing.T) {
	const (
		stack = `; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml `
		loki  = `; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml `
		alloy = `; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml `
		ports = `release alloy: values.alloy.extraPorts: the databases send their logs to this port, by the load balancer in front of it; ` +
			`leave [{"name":"syslog-tls","port":6514,"targetPort":6514,"protocol":"TCP"}] in it` + alloy + `[values-relied-on]`
	)
	cases := map[string]struct {
		reason, overrides string
		want              []string
	}{
		"Text": {
			"Grafana knows one port.", "kube-prometheus-stack: {prometheus: {service: {port: 80}}}",
			[]string{`platform.yaml:10: release kube-prometheus-stack: values.prometheus.service.port: "80": Grafana asks Prometheus at this port, and network policies let it through; leave it at 9090` + stack + `[values-relied-on]`},
		},
		"Loss": {
			"A user may do without.", "kube-prometheus-stack: {nodeExporter: {enabled: false}}",
			[]string{`platform.yaml:10: release kube-prometheus-stack: values.nodeExporter.enabled: warning: "false": alerts and dashboards of nodes have no data; leave it at true` + stack + `[values-loss]`},
		},
		"Null": {
			"Null takes away what the chart sets: one value, one finding.", "kube-prometheus-stack: {prometheus: {service: null}}",
			[]string{`platform.yaml:10: release kube-prometheus-stack: values.prometheus.service: Grafana asks Prometheus at this Service; leave it at true` + stack + `[values-relied-on]`},
		},
		"Holds": {
			"A list of the user's must hold some.", "kube-prometheus-stack: {kube-state-metrics: {collectors: [pods, nodes]}}",
			[]string{`platform.yaml:10: release kube-prometheus-stack: values.kube-state-metrics.collectors: warning: alerts and dashboards of these have no data; leave daemonsets, deployments, jobs, namespaces, nodes, persistentvolumeclaims, pods, statefulsets in it` + stack + `[values-loss]`},
		},
		"Without": {
			"A list of the user's may not hold some.", "alloy: {alloy: {extraArgs: [--disable-reporting, --storage.path=/x]}}",
			[]string{`platform.yaml:10: release alloy: values.alloy.extraArgs: the Service, its monitor and the mounted folder go by what the chart writes there; take it out of the list` + alloy + `[values-relied-on]`},
		},
		"Sizes": {
			"Kubernetes and Prometheus write sizes each in its way.", "kube-prometheus-stack: {prometheus: {prometheusSpec: {retentionSize: 500GB}}}",
			[]string{`platform.yaml:10: release kube-prometheus-stack: values.prometheus.prometheusSpec.retentionSize: Prometheus would fill its volume, and stop; it must be 10Gi at most, as prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources.requests.storage is` + stack + `[values-relied-on]`},
		},
		"If":       {"What is switched off need not hold.", "loki: {write: {autoscaling: {enabled: false, minReplicas: 1}}}", nil},
		"Template": {"What a template gives, nobody knows here.", "alloy: {controller: {dnsPolicy: '{{ .Values.x }}'}}", nil},
		"Selector": {
			"An empty one selects everything.", "kube-prometheus-stack: {prometheus: {prometheusSpec: {ruleSelector: {}, ruleNamespaceSelector: {matchLabels: {a: b}}}}}",
			[]string{`platform.yaml:10: release kube-prometheus-stack: values.prometheus.prometheusSpec.ruleNamespaceSelector: Prometheus would see only these namespaces, and monitors and rules are in several; leave it out` + stack + `[values-relied-on]`},
		},
		"ListLonger":  {"What is beside ours does no harm.", "alloy: {alloy: {extraPorts: [{name: a, port: 1, targetPort: 1}, {name: syslog-tls, port: 6514, targetPort: 6514, protocol: TCP, appProtocol: tls}]}}", nil},
		"ListWithout": {"A list of the user's stands in the place of ours.", "alloy: {alloy: {extraPorts: [{name: a, port: 1, targetPort: 1}]}}", []string{"platform.yaml:10: " + ports}},
		"Replicas": {
			"As many writers as copies.", "loki: {write: {replicas: 2}}",
			[]string{`platform.yaml:10: release loki: values.write.replicas: "2": every line is written to as many writers as there are copies of it; it must be 3 at least, as loki.commonConfig.replication_factor is` + loki + `[values-relied-on]`},
		},
		"Copies": {
			"The other way about, the line of the copies is told.", "loki: {loki: {commonConfig: {replication_factor: 5}}}",
			[]string{`platform.yaml:10: release loki: values.loki.commonConfig.replication_factor: "5": every line is written to as many writers as there are copies of it; it must be 3 at most, as write.replicas is` + loki + `[values-relied-on]`},
		},
		"Both":   {"More of both is fine.", "loki: {write: {replicas: 5}, loki: {commonConfig: {replication_factor: 5}}}", nil},
		"Unless": {"An account of the user's own will do.", "alloy: {serviceAccount: {create: false, name: mine}}", nil},
		"Renamed": {
			"Who refers to what the chart makes is named.", "loki: {fullnameOverride: logs}",
			[]string{`platform.yaml:10: release loki: values.fullnameOverride: the chart's objects would be called otherwise, or be elsewhere: release alloy refers to Service cluster-services/loki-gateway; release kube-prometheus-stack refers to Service cluster-services/loki-gateway; leave it out` + loki + `[values-renamed]`},
		},
		"RenamedAlone": {
			"Where nobody refers to one by name, labels and alerts still do.", "cert-manager: {nameOverride: certs}",
			[]string{`platform.yaml:10: release cert-manager: values.nameOverride: warning: the chart's objects are called after it, and dashboards, alerts and network policies find them by their names; leave it as it was; in environments/blue/2-cluster/platform/cert-manager/helmrelease-cert-manager.yaml [values-renamed]`},
		},
		"Switch": {
			"What the chart no longer makes is missed by who refers to it.", "loki: {gateway: {enabled: false}}",
			[]string{`platform.yaml:10: release loki: values.gateway.enabled: "false": the chart would no longer make what others refer to: release alloy refers to Service cluster-services/loki-gateway; release kube-prometheus-stack refers to Service cluster-services/loki-gateway; leave it out` + loki + `[values-relied-on]`},
		},
		"Port": {
			"A Service that has no longer the port.", "loki: {gateway: {service: {port: 8080}}}",
			[]string{`platform.yaml:10: release loki: values.gateway.service.port: "8080": the chart would no longer make what others refer to: release alloy refers to port 80 of Service cluster-services/loki-gateway; release kube-prometheus-stack refers to port 80 of Service cluster-services/loki-gateway; leave it out` + loki + `[values-relied-on]`},
		},
		"Kinds": {
			"Kinds are made too, and objects and releases are of them.", "cert-manager: {crds: {enabled: false}}",
			[]string{`platform.yaml:10: release cert-manager: values.crds.enabled: "false": the chart would no longer make what others refer to: Certificate.cert-manager.io cluster-services/alloy-syslog-tls is of a kind that would not exist; Certificate.cert-manager.io cluster-services/syslog-ca is of a kind that would not exist; ClusterIssuer.cert-manager.io letsencrypt is of a kind that would not exist; and 4 more; leave it at true; in environments/blue/2-cluster/platform/cert-manager/helmrelease-cert-manager.yaml [values-relied-on]`},
		},
		"Account": {
			"A binding of the user's own to an account of the chart's, which has another name now.",
			`{cert-manager: {serviceAccount: {name: certs}}, alloy: {extraObjects: [{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: mine}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}, subjects: [{kind: ServiceAccount, name: cert-manager}]}]}}`,
			[]string{`platform.yaml:10: release cert-manager: values.serviceAccount.name: the chart would no longer make what others refer to: release alloy refers to ServiceAccount cluster-services/cert-manager; leave it out; in environments/blue/2-cluster/platform/cert-manager/helmrelease-cert-manager.yaml [values-relied-on]`},
		},
		"Stead": {
			"A Service of the user's own stands in the stead of the chart's.",
			`loki: {gateway: {enabled: false}, extraObjects: [{apiVersion: v1, kind: Service, metadata: {name: loki-gateway}, spec: {selector: {app: mine}, ports: [{port: 80}]}}]}`, nil,
		},
		"SameName": {"What changes nothing is fine.", "loki: {fullnameOverride: loki, namespaceOverride: cluster-services}", nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, provetest.Lines(Check(inventory.Read(provetest.Overriding(t, tc.overrides))))); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
