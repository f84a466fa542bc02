package order

import (
	"slices"
	"strings"
	"testing"

	apiextensionsv1alpha1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1alpha1"
	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

func TestGoldens(t *testing.T) {
	for name, s := range provetest.Goldens(t, "../../..") {
		for _, f := range Check(inventory.Read(s)) {
			t.Errorf("%s: %s", name, f)
		}
	}
}

func TestOrder(t *testing.T) {
	provetest.Seed(t, Check, map[string]provetest.Fault{
		"cycle of units": {
			Reason: "Each would wait for the other for ever, so the whole circle is shown.",
			Do: func(t provetest.Tree) {
				t.Unit(components.Infra.Path).DependsOn = []model.UnitID{provetest.ID("blue", components.LogSinks.Path)}
			},
			Want: []string{
				`unit environments/blue/1-infra: dependsOn: the units wait for each other: environments/blue/1-infra → environments/blue/3-environment/log-sinks → environments/blue/2-cluster/collection → environments/blue/2-cluster/resources → environments/blue/2-cluster/platform → environments/blue/1-infra; take one of these dependencies away [graph-cycle]`,
			},
		},
		"unit that waits for itself": {
			Reason: "The shortest circle.",
			Do: func(t provetest.Tree) {
				u := t.Unit(components.Releases.Path)
				u.DependsOn = append(u.DependsOn, u.ID)
			},
			Want: []string{
				`unit environments/blue/3-environment/releases: dependsOn: the units wait for each other: environments/blue/3-environment/releases → environments/blue/3-environment/releases; take one of these dependencies away [graph-cycle]`,
			},
		},
		"unknown unit": {
			Reason: "A dependency on a unit that does not exist is never fulfilled.",
			Do: func(t provetest.Tree) {
				t.Unit(components.Collection.Path).DependsOn = []model.UnitID{provetest.ID("blue", "2-cluster/resource")}
			},
			Want: []string{
				`unit environments/blue/2-cluster/collection: dependsOn[0]: "environments/blue/2-cluster/resource": there is no such unit; did you mean "2-cluster/resources"? [graph-unknown-unit]`,
			},
		},
		"unit twice": {
			Reason: "Two units in one folder would overwrite each other's files.",
			Do: func(t provetest.Tree) {
				t.Unit(components.LogSinks.Path).ID = provetest.ID("blue", components.Releases.Path)
			},
			Want: []string{
				`unit environments/blue/3-environment/releases: two units have the same folder; give one of them another path [graph-duplicate-unit]`,
			},
		},
		"cycle of releases": {
			Reason: "Releases wait for each other just as units do.",
			Do: func(t provetest.Tree) {
				t.Release("kube-prometheus-stack").DependsOn = []string{"metrics-server"}
			},
			Want: []string{
				`pkg/components/certmanager/certmanager.go: release cert-manager: dependsOn: the releases wait for each other: cert-manager → kube-prometheus-stack → metrics-server → cert-manager; take one of these dependencies away; in environments/blue/2-cluster/platform/cert-manager/helmrelease-cert-manager.yaml [graph-release-cycle]`,
				`pkg/components/kubeprometheusstack/kubeprometheusstack.go: release kube-prometheus-stack: dependsOn: the releases wait for each other: kube-prometheus-stack → metrics-server → kube-prometheus-stack; take one of these dependencies away; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [graph-release-cycle]`,
			},
		},
		"unknown release": {
			Reason: "The near name is suggested.",
			Do: func(t provetest.Tree) {
				t.Release("loki").DependsOn = []string{"kube-prometheus-stak", "kube-prometheus-stack"}
			},
			Want: []string{
				`pkg/components/loki/loki.go: release loki: dependsOn[0]: "kube-prometheus-stak": the unit has no such release; did you mean "kube-prometheus-stack"?; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [graph-unknown-release]`,
			},
		},
		"release of another unit": {
			Reason: "An engine looks for a release's dependencies in its own unit only.",
			Do: func(t provetest.Tree) {
				t.Release("alloy").DependsOn = []string{"loki"}
			},
			Want: []string{
				`pkg/components/alloy/alloy.go: release alloy: dependsOn[0]: "loki": a release may only depend on releases of its own unit; this one is in environments/blue/2-cluster/platform; let environments/blue/2-cluster/collection depend on environments/blue/2-cluster/platform instead; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [graph-foreign-release]`,
			},
		},
		"release before the kind it brings": {
			Reason: "Without the Prometheus operator there is no ServiceMonitor, PrometheusRule …",
			Do: func(t provetest.Tree) {
				t.Release("loki").DependsOn = nil
			},
			Want: []string{
				`pkg/components/loki/loki.go: release loki: values.monitoring.rules.enabled: "prometheusrules.monitoring.coreos.com": the release brings objects of a kind that the release kube-prometheus-stack brings, but does not wait for it; add kube-prometheus-stack to its DependsOn; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [graph-release-too-early]`,
				`pkg/components/loki/loki.go: release loki: values.monitoring.serviceMonitor: "servicemonitors.monitoring.coreos.com": the release brings objects of a kind that the release kube-prometheus-stack brings, but does not wait for it; add kube-prometheus-stack to its DependsOn; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [graph-release-too-early]`,
			},
		},
		"release after the wrong one": {
			Reason: "metrics-server needs cert-manager's kinds too, which the Prometheus operator does not bring.",
			Do: func(t provetest.Tree) {
				t.Release("metrics-server").DependsOn = []string{"kube-prometheus-stack"}
			},
			Want: []string{
				`pkg/components/metricsserver/metricsserver.go: release metrics-server: values.tls.type: "certificates.cert-manager.io": the release brings objects of a kind that the release cert-manager brings, but does not wait for it; add cert-manager to its DependsOn; in environments/blue/2-cluster/platform/metrics-server/helmrelease-metrics-server.yaml [graph-release-too-early]`,
			},
		},
		"objects before their kind": {
			Reason: "The engine refuses a unit as a whole when it holds a kind the cluster does not know.",
			Do: func(t provetest.Tree) {
				t.Unit(components.Environment.Path).DependsOn = []model.UnitID{provetest.ID("blue", components.Infra.Path)}
			},
			Want: []string{
				`pkg/components/gateway/gateway.go: ClusterIssuer.cert-manager.io letsencrypt: "ClusterIssuer.cert-manager.io": environments/blue/2-cluster/platform brings the kind ClusterIssuer.cert-manager.io, but environments/blue/3-environment/resources does not wait for it; let environments/blue/3-environment/resources depend on environments/blue/2-cluster/platform, or move the object; in environments/blue/3-environment/resources/gateway/clusterissuer-letsencrypt.yaml [graph-kind-too-late]`,
				`pkg/components/monitors/monitors.go: PodMonitor.monitoring.coreos.com cluster-services/cilium-agent: "PodMonitor.monitoring.coreos.com": environments/blue/2-cluster/platform brings the kind PodMonitor.monitoring.coreos.com, but environments/blue/3-environment/resources does not wait for it; let environments/blue/3-environment/resources depend on environments/blue/2-cluster/platform, or move the object; in environments/blue/3-environment/resources/monitors/podmonitor-cilium-agent.yaml [graph-kind-too-late]`,
				`pkg/components/monitors/monitors.go: PodMonitor.monitoring.coreos.com cluster-services/cilium-envoy: "PodMonitor.monitoring.coreos.com": environments/blue/2-cluster/platform brings the kind PodMonitor.monitoring.coreos.com, but environments/blue/3-environment/resources does not wait for it; let environments/blue/3-environment/resources depend on environments/blue/2-cluster/platform, or move the object; in environments/blue/3-environment/resources/monitors/podmonitor-cilium-envoy.yaml [graph-kind-too-late]`,
				`pkg/components/postgresexporter/values.go: release postgres-exporter-adservice: values.serviceMonitor: "servicemonitors.monitoring.coreos.com": the release brings objects of a kind that environments/blue/2-cluster/platform brings, but does not wait for it; let environments/blue/3-environment/releases depend on environments/blue/2-cluster/platform; in environments/blue/3-environment/releases/postgres-exporter/helmrelease-postgres-exporter-adservice.yaml [graph-release-too-early]`,
				`pkg/components/redisexporter/values.go: release redis-exporter-cartservice: values.serviceMonitor: "servicemonitors.monitoring.coreos.com": the release brings objects of a kind that environments/blue/2-cluster/platform brings, but does not wait for it; let environments/blue/3-environment/releases depend on environments/blue/2-cluster/platform; in environments/blue/3-environment/releases/redis-exporter/helmrelease-redis-exporter-cartservice.yaml [graph-release-too-early]`,
			},
		},
		"XRs before their definitions": {
			Reason: "The definitions and the provider configurations are in control-plane/apis.",
			Do: func(t provetest.Tree) {
				t.Unit(components.Infra.Path).DependsOn = []model.UnitID{provetest.ID("", "packages")}
				t.Component("manageddatabase").Objects = nil
				t.Component("objectstore").Objects = nil
				t.Unit(components.LogSinks.Path).Components = nil
				t.Unit(components.Releases.Path).Components = nil
				t.Component("loki").Releases = nil
				t.Component("kube-prometheus-stack").Objects = nil
			},
			Want: []string{
				`pkg/components/dokscluster/dokscluster.go: DOKSCluster.seamark.dev blue/blue: "DOKSCluster.seamark.dev": control-plane/apis brings the kind DOKSCluster.seamark.dev, but environments/blue/1-infra does not wait for it; let environments/blue/1-infra depend on control-plane/apis, or move the object; in environments/blue/1-infra/dokscluster/dokscluster-blue.yaml [graph-kind-too-late]`,
			},
		},
		"credentials before their configuration": {
			Reason: "A Request cannot even be applied without its provider configuration.",
			Do: func(t provetest.Tree) {
				t.Unit("account").DependsOn = []model.UnitID{provetest.ID("", "packages")}
			},
			Want: []string{
				`pkg/components/metricscredentials/metricscredentials.go: Request.http.m.crossplane.io crossplane-system/digitalocean-metrics: spec.providerConfigRef.name: "digitalocean": control-plane/account needs ClusterProviderConfig.http.m.crossplane.io digitalocean of control-plane/apis, but does not wait for it; let control-plane/account depend on control-plane/apis; in control-plane/account/metrics-credentials/request-digitalocean-metrics.yaml [graph-too-early]`,
			},
		},
		"kubeconfig too early": {
			Reason: "Only the unit of the DOKSCluster brings the kubeconfig.",
			Do: func(t provetest.Tree) {
				t.Unit(components.Platform.Path).DependsOn = []model.UnitID{provetest.ID("", "apis")}
				t.Component("kube-prometheus-stack").Objects = nil
			},
			Want: []string{
				`pkg/components/kubeprometheusstack/kubeprometheusstack.go: unit environments/blue/2-cluster/platform: dependsOn: "blue": the unit is delivered with the kubeconfig that environments/blue/1-infra makes, but does not wait for it; let it depend on environments/blue/1-infra [graph-no-kubeconfig]`,
			},
		},
		"release in the unit that makes its cluster": {
			Reason: "No unit can wait for itself, so the release must go elsewhere.",
			Do: func(t provetest.Tree) {
				c := t.Component("objectstore")
				c.Releases = append(c.Releases, model.Release{Name: "x", Cluster: model.DOKS("blue"), Namespace: "demo"})
			},
			Want: []string{
				`pkg/components/objectstore/objectstore.go: unit environments/blue/1-infra: dependsOn: "blue": the unit makes the cluster, and delivers the release x into it: there is no kubeconfig yet; put the release x into a unit that depends on environments/blue/1-infra [graph-no-kubeconfig]`,
			},
		},
		"kind of the unit itself": {
			Reason: "No unit can wait for itself, so what provides the kind must come earlier.",
			Do: func(t provetest.Tree) {
				c := t.Component("monitors")
				c.Objects = append(c.Objects, provetest.Thing())
				c.Provides = append(c.Provides, model.Provided{
					Cluster: model.DOKS("blue"), Ref: model.ObjectRef{Kind: "CustomResourceDefinition", Name: "things.example.org"},
				})
			},
			Want: []string{
				`pkg/components/monitors/monitors.go: Thing.example.org demo/x: "Thing.example.org": environments/blue/3-environment/resources brings the kind Thing.example.org itself, and is applied as a whole: the kind is not there yet; put the component monitors, which provides the kind, into an earlier unit; in environments/blue/3-environment/resources/monitors/thing-x.yaml [graph-kind-too-late]`,
			},
		},
		"no cluster": {
			Reason: "Something must make the cluster.",
			Do: func(t provetest.Tree) {
				t.Unit(components.Infra.Path).Components = slices.DeleteFunc(t.Unit(components.Infra.Path).Components,
					func(c model.Component) bool { return c.Name == "dokscluster" })
				for _, path := range []string{components.Resources.Path, components.Collection.Path, components.Environment.Path, components.Releases.Path} {
					t.Unit(path).Components = nil
				}
			},
			Want: []string{
				`pkg/components/kubeprometheusstack/kubeprometheusstack.go: unit environments/blue/2-cluster/platform: dependsOn: "blue": nothing makes the cluster that the unit is delivered to; add a DOKSCluster of this name [graph-no-kubeconfig]`,
			},
		},
		"ScrapeConfig holds back its XR": {
			Reason: "The kind arrives with a release that waits for the XR: the trap that readinessChecks None avoids.",
			Do: func(t provetest.Tree) {
				t.Composed("manageddatabases-pg.seamark.dev", "scrape-config").ReadinessChecks = nil
			},
			Want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io manageddatabases-pg.seamark.dev: spec.pipeline[0].input.resources[6].base.spec.forProvider.manifest: "ScrapeConfig.monitoring.coreos.com": ManagedDatabase blue/adservice of environments/blue/1-infra composes an object of kind ScrapeConfig.monitoring.coreos.com and is not ready before it is; environments/blue/2-cluster/platform brings that kind, and waits for environments/blue/1-infra: neither ever becomes ready; set readinessChecks to None on the composed resource, or move it into an XR of a later unit; in control-plane/apis/apis/composition-manageddatabases-pg.seamark.dev.yaml [graph-deadlock]`,
			},
		},
		"log sinks before the certificate": {
			Reason: "A LogSink is not ready before it has read the authority, which the platform brings.",
			Do: func(t provetest.Tree) {
				t.Unit(components.LogSinks.Path).DependsOn = []model.UnitID{provetest.ID("blue", components.Infra.Path)}
				t.Unit(components.Platform.Path).DependsOn = []model.UnitID{provetest.ID("blue", components.LogSinks.Path)}
				t.Component("logsink").Objects = t.Component("logsink").Objects[:1]
			},
			Want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io logsinks.seamark.dev: spec.pipeline[0].input.resources[0].base.spec.connectionDetails[0]: "alloy-syslog-tls": environments/blue/3-environment/log-sinks needs Secret cluster-services/alloy-syslog-tls of environments/blue/2-cluster/resources, which waits for environments/blue/3-environment/log-sinks: neither ever becomes ready; move one of the two, or let it not hold back its unit; in control-plane/apis/apis/composition-logsinks.seamark.dev.yaml [graph-deadlock]`,
				`pkg/components/logsink/logsink.go: LogSink.seamark.dev blue/adservice: spec.server: "logs.example.com": environments/blue/3-environment/log-sinks needs DNS name logs.example.com of environments/blue/2-cluster/resources, which waits for environments/blue/3-environment/log-sinks: neither ever becomes ready; move one of the two, or let it not hold back its unit; in environments/blue/3-environment/log-sinks/logsink/logsink-adservice.yaml [graph-deadlock]`,
			},
		},
		"release in a unit of a cluster": {
			Reason: "The engine runs on the hub.",
			Do: func(t provetest.Tree) {
				c := t.Component("monitors")
				c.Releases = append(c.Releases, model.Release{Name: "x", Cluster: model.DOKS("blue"), Namespace: "demo"})
			},
			Want: []string{
				`pkg/components/monitors/monitors.go: release x: releases are delivered from the hub, but the unit is applied to the cluster of blue; move the release into a unit of the hub; it is installed into the cluster it names; in environments/blue/3-environment/resources/monitors/helmrelease-x.yaml [graph-release-off-hub]`,
			},
		},
		"kind that is not activated": {
			Reason: "Crossplane brings the kinds of managed resources that are listed, and no others.",
			Do: func(t provetest.Tree) {
				policy := provetest.Find[*apiextensionsv1alpha1.ManagedResourceActivationPolicy](t, "seamark")
				policy.Spec.Activations = slices.DeleteFunc(policy.Spec.Activations, func(name apiextensionsv1alpha1.ActivationPolicy) bool {
					return strings.HasPrefix(string(name), "logsinkrsyslogs.")
				})
			},
			Want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io logsinks.seamark.dev: spec.pipeline[0].input.resources[2].base: "LogSinkRsyslog.database.digitalocean.m.crossplane.io": nothing brings this kind to the hub; list PLURAL.database.digitalocean.m.crossplane.io in the ManagedResourceActivationPolicy; in control-plane/apis/apis/composition-logsinks.seamark.dev.yaml [graph-unknown-kind]`,
			},
		},
		"unknown kind": {
			Reason: "A third party must say who brings its kind.",
			Do: func(t provetest.Tree) {
				c := t.Component("monitors")
				c.Objects = append(c.Objects, provetest.Thing())
			},
			Want: []string{
				`pkg/components/monitors/monitors.go: Thing.example.org demo/x: "Thing.example.org": nothing brings this kind to the cluster of blue; declare what does in Component.Provides, as a CustomResourceDefinition PLURAL.example.org; in environments/blue/3-environment/resources/monitors/thing-x.yaml [graph-unknown-kind]`,
			},
		},
		"kind of another cluster": {
			Reason: "A monitor belongs where Prometheus is, and a release's unit is on the hub.",
			Do: func(t provetest.Tree) {
				c := t.Component("demo")
				c.Objects = append(c.Objects, &monitoringv1.ServiceMonitor{TypeMeta: kinds.ServiceMonitor, ObjectMeta: metav1.ObjectMeta{Name: "x", Namespace: "blue"}})
			},
			Want: []string{
				`pkg/components/demo/demo.go: ServiceMonitor.monitoring.coreos.com blue/x: "ServiceMonitor.monitoring.coreos.com": nothing brings this kind to the hub; the cluster of blue has it: deliver the object there, with a unit of that target; in environments/blue/3-environment/releases/demo/servicemonitor-x.yaml [graph-unknown-kind]`,
			},
		},
	})
}

func TestKindOfAThirdParty(t *testing.T) {
	s := provetest.Configured(t, "platform.yaml", provetest.Small)
	tr := provetest.Tree{TB: t, Input: s}
	c := tr.Component("monitors")
	c.Objects = append(c.Objects, provetest.Thing())
	p := tr.Component("cert-manager")
	p.Provides = append(p.Provides, model.Provided{
		Cluster: model.DOKS("blue"), Ref: model.ObjectRef{Kind: "CustomResourceDefinition", Name: "things.example.org"},
	})
	if found := provetest.Lines(Check(inventory.Read(s))); len(found) > 0 {
		t.Errorf("a kind that an earlier unit provides is in order: %v", found)
	}
}

func TestCycles(t *testing.T) {
	edges := map[string][]string{
		"a": {"b"}, "b": {"c", "x"}, "c": {"a"}, // a circle of three, and an edge to nowhere
		"d": {"d"},
		"e": {"a", "f"}, "f": nil,
	}
	exists := func(n string) bool { _, ok := edges[n]; return ok }
	var got []string
	for _, c := range cycles([]string{"a", "b", "c", "d", "e", "f"}, func(n string) []string { return edges[n] }, exists) {
		got = append(got, route(c))
	}
	if diff := cmp.Diff([]string{"a → b → c → a", "d → d"}, got); diff != "" {
		t.Errorf("each circle is found once and shown whole (-want +got):\n%s", diff)
	}
}

// TestReleaseWaits: a release comes after whatever it depends on depends on, and
// a circle has an end.
func TestReleaseWaits(t *testing.T) {
	all := map[string]inventory.Place{}
	for name, dependsOn := range map[string][]string{"a": {"b"}, "b": {"c"}, "c": nil, "x": {"y"}, "y": {"x"}} {
		all[name] = inventory.Place{Place: model.Place{Release: &model.Release{Name: name, DependsOn: dependsOn}}}
	}
	cases := map[string]struct {
		reason, name, other string
		want                bool
	}{
		"Direct":   {"It says so.", "a", "b", true},
		"Indirect": {"One in between says so.", "a", "c", true},
		"Not":      {"The other way round.", "c", "a", false},
		"Circle":   {"They wait for each other, and for nobody else.", "x", "c", false},
		"Unknown":  {"There is no such release.", "z", "a", false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := releaseWaits(all, tc.name, tc.other); got != tc.want {
				t.Errorf("%s: got %t, want %t", tc.reason, got, tc.want)
			}
		})
	}
}
