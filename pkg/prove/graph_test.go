package prove

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	apiextensionsv1alpha1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1alpha1"
	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// fault is something done to a subject that is in order, and what is then
// found.
type fault struct {
	reason string
	do     func(*testing.T, Subject)
	want   []string
}

// tree gives access to the parts of a subject, to break them.
type tree struct {
	*testing.T
	Subject
}

func (t tree) unit(path string) *model.Unit {
	t.Helper()
	for i := range t.Units {
		if t.Units[i].ID.Path == path {
			return &t.Units[i]
		}
	}
	t.Fatalf("no unit %s", path)
	return nil
}

func (t tree) component(name string) *model.Component {
	t.Helper()
	for i := range t.Units {
		for j := range t.Units[i].Components {
			if c := &t.Units[i].Components[j]; c.Name == name {
				return c
			}
		}
	}
	t.Fatalf("no component %s", name)
	return nil
}

func (t tree) release(name string) *model.Release {
	t.Helper()
	for _, at := range releases(t.Subject) {
		if at.release.Name == name {
			return at.release
		}
	}
	t.Fatalf("no release %s", name)
	return nil
}

// find is the object of this type and name.
func find[O model.Object](t tree, name string) O {
	t.Helper()
	for _, u := range t.Units {
		for _, c := range u.Components {
			for _, o := range c.Objects {
				if typed, ok := o.(O); ok && o.GetName() == name {
					return typed
				}
			}
		}
	}
	t.Fatalf("no object %s of this type", name)
	return *new(O)
}

// composed is a resource of a Composition.
func (t tree) composed(composition, resource string) *patchandtransform.Resource {
	t.Helper()
	c := find[*apiextensions.Composition](t, composition)
	input := c.Spec.Pipeline[0].Input.(*patchandtransform.Resources)
	for i := range input.Resources {
		if input.Resources[i].Name == resource {
			return &input.Resources[i]
		}
	}
	t.Fatalf("no resource %s in %s", resource, composition)
	return nil
}

// told are findings as they are printed, without the lines of our own code,
// which move.
func told(findings diag.List) []string {
	var all []string
	for _, line := range lines(findings) {
		all = append(all, regexp.MustCompile(`\.go:[0-9]+`).ReplaceAllString(line, ".go"))
	}
	return all
}

// seed breaks the small configuration in each way and compares what is found.
func seed(t *testing.T, check func(Subject) diag.List, faults map[string]fault) {
	t.Helper()
	for name, f := range faults {
		t.Run(name, func(t *testing.T) {
			s := configured(t, "platform.yaml", []byte(small))
			if found := lines(check(s)); len(found) > 0 {
				t.Fatalf("before anything was broken: %v", found)
			}
			f.do(t, s)
			if diff := cmp.Diff(f.want, told(check(s))); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", f.reason, diff)
			}
		})
	}
}

func id(environment, path string) model.UnitID {
	return model.UnitID{Environment: environment, Path: path}
}

// thingObject is an object of a kind that nobody brings.
func thingObject() model.Object {
	return &corev1.ConfigMap{
		TypeMeta:   metav1.TypeMeta{APIVersion: "example.org/v1", Kind: "Thing"},
		ObjectMeta: metav1.ObjectMeta{Name: "x", Namespace: "demo"},
	}
}

func TestWiringOfGoldens(t *testing.T) {
	for name, s := range goldens(t) {
		for _, f := range wiring(s).Sorted() {
			t.Errorf("%s: %s", name, f)
		}
	}
}

func TestGraph(t *testing.T) {
	seed(t, graph, map[string]fault{
		"cycle of units": {
			reason: "Each would wait for the other for ever, so the whole circle is shown.",
			do: func(t *testing.T, s Subject) {
				tree{t, s}.unit(components.Infra.Path).DependsOn = []model.UnitID{id("blue", components.LogSinks.Path)}
			},
			want: []string{
				`unit environments/blue/1-infra: dependsOn: the units wait for each other: environments/blue/1-infra → environments/blue/3-environment/log-sinks → environments/blue/2-cluster/collection → environments/blue/2-cluster/resources → environments/blue/2-cluster/platform → environments/blue/1-infra; take one of these dependencies away [graph-cycle]`,
			},
		},
		"unit that waits for itself": {
			reason: "The shortest circle.",
			do: func(t *testing.T, s Subject) {
				u := tree{t, s}.unit(components.Releases.Path)
				u.DependsOn = append(u.DependsOn, u.ID)
			},
			want: []string{
				`unit environments/blue/3-environment/releases: dependsOn: the units wait for each other: environments/blue/3-environment/releases → environments/blue/3-environment/releases; take one of these dependencies away [graph-cycle]`,
			},
		},
		"unknown unit": {
			reason: "A dependency on a unit that does not exist is never fulfilled.",
			do: func(t *testing.T, s Subject) {
				tree{t, s}.unit(components.Collection.Path).DependsOn = []model.UnitID{id("blue", "2-cluster/resource")}
			},
			want: []string{
				`unit environments/blue/2-cluster/collection: dependsOn[0]: "environments/blue/2-cluster/resource": there is no such unit; did you mean "2-cluster/resources"? [graph-unknown-unit]`,
			},
		},
		"unit twice": {
			reason: "Two units in one folder would overwrite each other's files.",
			do: func(t *testing.T, s Subject) {
				tree{t, s}.unit(components.LogSinks.Path).ID = id("blue", components.Releases.Path)
			},
			want: []string{
				`unit environments/blue/3-environment/releases: two units have the same folder; give one of them another path [graph-duplicate-unit]`,
			},
		},
		"cycle of releases": {
			reason: "Releases wait for each other just as units do.",
			do: func(t *testing.T, s Subject) {
				tree{t, s}.release("kube-prometheus-stack").DependsOn = []string{"metrics-server"}
			},
			want: []string{
				`pkg/components/certmanager/certmanager.go: release cert-manager: dependsOn: the releases wait for each other: cert-manager → kube-prometheus-stack → metrics-server → cert-manager; take one of these dependencies away; in environments/blue/2-cluster/platform/cert-manager/helmrelease-cert-manager.yaml [graph-release-cycle]`,
				`pkg/components/kubeprometheusstack/kubeprometheusstack.go: release kube-prometheus-stack: dependsOn: the releases wait for each other: kube-prometheus-stack → metrics-server → kube-prometheus-stack; take one of these dependencies away; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [graph-release-cycle]`,
			},
		},
		"unknown release": {
			reason: "The near name is suggested.",
			do: func(t *testing.T, s Subject) {
				tree{t, s}.release("loki").DependsOn = []string{"kube-prometheus-stak", "kube-prometheus-stack"}
			},
			want: []string{
				`pkg/components/loki/loki.go: release loki: dependsOn[0]: "kube-prometheus-stak": the unit has no such release; did you mean "kube-prometheus-stack"?; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [graph-unknown-release]`,
			},
		},
		"release of another unit": {
			reason: "An engine looks for a release's dependencies in its own unit only.",
			do: func(t *testing.T, s Subject) {
				tree{t, s}.release("alloy").DependsOn = []string{"loki"}
			},
			want: []string{
				`pkg/components/alloy/alloy.go: release alloy: dependsOn[0]: "loki": a release may only depend on releases of its own unit; this one is in environments/blue/2-cluster/platform; let environments/blue/2-cluster/collection depend on environments/blue/2-cluster/platform instead; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [graph-foreign-release]`,
			},
		},
		"release before the kind it brings": {
			reason: "Without the Prometheus operator there is no ServiceMonitor, PrometheusRule …",
			do: func(t *testing.T, s Subject) {
				tree{t, s}.release("loki").DependsOn = nil
			},
			want: []string{
				`pkg/components/loki/loki.go: release loki: values.monitoring.rules.enabled: "prometheusrules.monitoring.coreos.com": the release brings objects of a kind that the release kube-prometheus-stack brings, but does not wait for it; add kube-prometheus-stack to its DependsOn; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [graph-release-too-early]`,
				`pkg/components/loki/loki.go: release loki: values.monitoring.serviceMonitor: "servicemonitors.monitoring.coreos.com": the release brings objects of a kind that the release kube-prometheus-stack brings, but does not wait for it; add kube-prometheus-stack to its DependsOn; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [graph-release-too-early]`,
			},
		},
		"release after the wrong one": {
			reason: "metrics-server needs cert-manager's kinds too, which the Prometheus operator does not bring.",
			do: func(t *testing.T, s Subject) {
				tree{t, s}.release("metrics-server").DependsOn = []string{"kube-prometheus-stack"}
			},
			want: []string{
				`pkg/components/metricsserver/metricsserver.go: release metrics-server: values.tls.type: "certificates.cert-manager.io": the release brings objects of a kind that the release cert-manager brings, but does not wait for it; add cert-manager to its DependsOn; in environments/blue/2-cluster/platform/metrics-server/helmrelease-metrics-server.yaml [graph-release-too-early]`,
			},
		},
		"objects before their kind": {
			reason: "The engine refuses a unit as a whole when it holds a kind the cluster does not know.",
			do: func(t *testing.T, s Subject) {
				tree{t, s}.unit(components.Environment.Path).DependsOn = []model.UnitID{id("blue", components.Infra.Path)}
			},
			want: []string{
				`pkg/components/gateway/gateway.go: ClusterIssuer.cert-manager.io letsencrypt: "ClusterIssuer.cert-manager.io": environments/blue/2-cluster/platform brings the kind ClusterIssuer.cert-manager.io, but environments/blue/3-environment/resources does not wait for it; let environments/blue/3-environment/resources depend on environments/blue/2-cluster/platform, or move the object; in environments/blue/3-environment/resources/gateway/clusterissuer-letsencrypt.yaml [graph-kind-too-late]`,
				`pkg/components/monitors/monitors.go: PodMonitor.monitoring.coreos.com cluster-services/cilium-agent: "PodMonitor.monitoring.coreos.com": environments/blue/2-cluster/platform brings the kind PodMonitor.monitoring.coreos.com, but environments/blue/3-environment/resources does not wait for it; let environments/blue/3-environment/resources depend on environments/blue/2-cluster/platform, or move the object; in environments/blue/3-environment/resources/monitors/podmonitor-cilium-agent.yaml [graph-kind-too-late]`,
				`pkg/components/monitors/monitors.go: PodMonitor.monitoring.coreos.com cluster-services/cilium-envoy: "PodMonitor.monitoring.coreos.com": environments/blue/2-cluster/platform brings the kind PodMonitor.monitoring.coreos.com, but environments/blue/3-environment/resources does not wait for it; let environments/blue/3-environment/resources depend on environments/blue/2-cluster/platform, or move the object; in environments/blue/3-environment/resources/monitors/podmonitor-cilium-envoy.yaml [graph-kind-too-late]`,
				`pkg/components/postgresexporter/postgresexporter.go: release postgres-exporter-adservice: values.serviceMonitor: "servicemonitors.monitoring.coreos.com": the release brings objects of a kind that environments/blue/2-cluster/platform brings, but does not wait for it; let environments/blue/3-environment/releases depend on environments/blue/2-cluster/platform; in environments/blue/3-environment/releases/postgres-exporter/helmrelease-postgres-exporter-adservice.yaml [graph-release-too-early]`,
				`pkg/components/redisexporter/redisexporter.go: release redis-exporter-cartservice: values.serviceMonitor: "servicemonitors.monitoring.coreos.com": the release brings objects of a kind that environments/blue/2-cluster/platform brings, but does not wait for it; let environments/blue/3-environment/releases depend on environments/blue/2-cluster/platform; in environments/blue/3-environment/releases/redis-exporter/helmrelease-redis-exporter-cartservice.yaml [graph-release-too-early]`,
			},
		},
		"XRs before their definitions": {
			reason: "The definitions and the provider configurations are in control-plane/apis.",
			do: func(t *testing.T, s Subject) {
				tr := tree{t, s}
				tr.unit(components.Infra.Path).DependsOn = []model.UnitID{id("", "packages")}
				tr.component("manageddatabase").Objects = nil
				tr.component("objectstore").Objects = nil
				tr.unit(components.LogSinks.Path).Components = nil
				tr.unit(components.Releases.Path).Components = nil
				tr.component("loki").Releases = nil
				tr.component("kube-prometheus-stack").Objects = nil
			},
			want: []string{
				`pkg/components/dokscluster/dokscluster.go: DOKSCluster.seamark.dev blue/blue: "DOKSCluster.seamark.dev": control-plane/apis brings the kind DOKSCluster.seamark.dev, but environments/blue/1-infra does not wait for it; let environments/blue/1-infra depend on control-plane/apis, or move the object; in environments/blue/1-infra/dokscluster/dokscluster-blue.yaml [graph-kind-too-late]`,
				`pkg/components/environment/environment.go: Request.http.m.crossplane.io blue/database-metrics: spec.providerConfigRef.name: "digitalocean": environments/blue/1-infra needs ClusterProviderConfig.http.m.crossplane.io digitalocean of control-plane/apis, but does not wait for it; let environments/blue/1-infra depend on control-plane/apis; in environments/blue/1-infra/environment/request-database-metrics.yaml [graph-too-early]`,
			},
		},
		"kubeconfig too early": {
			reason: "Only the unit of the DOKSCluster brings the kubeconfig.",
			do: func(t *testing.T, s Subject) {
				tr := tree{t, s}
				tr.unit(components.Platform.Path).DependsOn = []model.UnitID{id("", "apis")}
				tr.component("kube-prometheus-stack").Objects = nil
			},
			want: []string{
				`unit environments/blue/2-cluster/platform: dependsOn: "blue": the unit is delivered with the kubeconfig that environments/blue/1-infra makes, but does not wait for it; let it depend on environments/blue/1-infra [graph-no-kubeconfig]`,
			},
		},
		"no cluster": {
			reason: "Something must make the cluster.",
			do: func(t *testing.T, s Subject) {
				tr := tree{t, s}
				tr.unit(components.Infra.Path).Components = slices.DeleteFunc(tr.unit(components.Infra.Path).Components,
					func(c model.Component) bool { return c.Name == "dokscluster" })
				for _, path := range []string{components.Resources.Path, components.Collection.Path, components.Environment.Path, components.Releases.Path} {
					tr.unit(path).Components = nil
				}
			},
			want: []string{
				`unit environments/blue/2-cluster/platform: dependsOn: "blue": nothing makes the cluster that the unit is delivered to; add a DOKSCluster of this name [graph-no-kubeconfig]`,
			},
		},
		"ScrapeConfig holds back its XR": {
			reason: "The kind arrives with a release that waits for the XR: the trap that readinessChecks None avoids.",
			do: func(t *testing.T, s Subject) {
				tree{t, s}.composed("manageddatabases-pg.seamark.dev", "scrape-config").ReadinessChecks = nil
			},
			want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io manageddatabases-pg.seamark.dev: spec.pipeline[0].input.resources[6].base.spec.forProvider.manifest: "ScrapeConfig.monitoring.coreos.com": ManagedDatabase blue/adservice of environments/blue/1-infra composes an object of kind ScrapeConfig.monitoring.coreos.com and is not ready before it is; environments/blue/2-cluster/platform brings that kind, and waits for environments/blue/1-infra: neither ever becomes ready; set readinessChecks to None on the composed resource, or move it into an XR of a later unit; in control-plane/apis/apis/composition-manageddatabases-pg.seamark.dev.yaml [graph-deadlock]`,
			},
		},
		"log sinks before the certificate": {
			reason: "A LogSink is not ready before it has read the authority, which the platform brings.",
			do: func(t *testing.T, s Subject) {
				tr := tree{t, s}
				tr.unit(components.LogSinks.Path).DependsOn = []model.UnitID{id("blue", components.Infra.Path)}
				tr.unit(components.Platform.Path).DependsOn = []model.UnitID{id("blue", components.LogSinks.Path)}
				tr.component("logsink").Objects = tr.component("logsink").Objects[:1]
			},
			want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io logsinks.seamark.dev: spec.pipeline[0].input.resources[0].base.spec.connectionDetails[0]: "alloy-syslog-tls": environments/blue/3-environment/log-sinks needs Secret cluster-services/alloy-syslog-tls of environments/blue/2-cluster/resources, which waits for environments/blue/3-environment/log-sinks: neither ever becomes ready; move one of the two, or let it not hold back its unit; in control-plane/apis/apis/composition-logsinks.seamark.dev.yaml [graph-deadlock]`,
				`pkg/components/logsink/logsink.go: LogSink.seamark.dev blue/adservice: spec.server: "logs.example.com": environments/blue/3-environment/log-sinks needs DNS name logs.example.com of environments/blue/2-cluster/resources, which waits for environments/blue/3-environment/log-sinks: neither ever becomes ready; move one of the two, or let it not hold back its unit; in environments/blue/3-environment/log-sinks/logsink/logsink-adservice.yaml [graph-deadlock]`,
			},
		},
		"release in a unit of a cluster": {
			reason: "The engine runs on the hub.",
			do: func(t *testing.T, s Subject) {
				tr := tree{t, s}
				c := tr.component("monitors")
				c.Releases = append(c.Releases, model.Release{Name: "x", Cluster: model.DOKS("blue"), Namespace: "demo"})
			},
			want: []string{
				`pkg/components/monitors/monitors.go: release x: releases are delivered from the hub, but the unit is applied to the cluster of blue; move the release into a unit of the hub; it is installed into the cluster it names; in environments/blue/3-environment/resources/monitors/helmrelease-x.yaml [graph-release-off-hub]`,
			},
		},
		"kind that is not activated": {
			reason: "Crossplane brings the kinds of managed resources that are listed, and no others.",
			do: func(t *testing.T, s Subject) {
				policy := find[*apiextensionsv1alpha1.ManagedResourceActivationPolicy](tree{t, s}, "seamark")
				policy.Spec.Activations = slices.DeleteFunc(policy.Spec.Activations, func(name apiextensionsv1alpha1.ActivationPolicy) bool {
					return strings.HasPrefix(string(name), "logsinkrsyslogs.")
				})
			},
			want: []string{
				`pkg/components/apis/apis.go: Composition.apiextensions.crossplane.io logsinks.seamark.dev: spec.pipeline[0].input.resources[2].base: "LogSinkRsyslog.database.digitalocean.m.crossplane.io": nothing brings this kind to the hub; list PLURAL.database.digitalocean.m.crossplane.io in the ManagedResourceActivationPolicy; in control-plane/apis/apis/composition-logsinks.seamark.dev.yaml [graph-unknown-kind]`,
			},
		},
		"unknown kind": {
			reason: "A third party must say who brings its kind.",
			do: func(t *testing.T, s Subject) {
				c := tree{t, s}.component("monitors")
				c.Objects = append(c.Objects, thingObject())
			},
			want: []string{
				`pkg/components/monitors/monitors.go: Thing.example.org demo/x: "Thing.example.org": nothing brings this kind to the cluster of blue; declare what does in Component.Provides, as a CustomResourceDefinition PLURAL.example.org; in environments/blue/3-environment/resources/monitors/thing-x.yaml [graph-unknown-kind]`,
			},
		},
	})
}

func TestGraphOfAThirdParty(t *testing.T) {
	s := configured(t, "platform.yaml", []byte(small))
	tr := tree{t, s}
	c := tr.component("monitors")
	c.Objects = append(c.Objects, thingObject())
	p := tr.component("cert-manager")
	p.Provides = append(p.Provides, model.Provided{
		Cluster: model.DOKS("blue"), Ref: model.ObjectRef{Kind: crdKind, Name: "things.example.org"},
	})
	if found := lines(wiring(s)); len(found) > 0 {
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

// BenchmarkWiring checks ever more environments; the time for each must stay
// the same.
func BenchmarkWiring(b *testing.B) {
	for _, n := range []int{1, 10, 100} {
		var p platform.Platform
		for i := range n {
			p.Spec.Environments = append(p.Spec.Environments, platform.Environment{
				Name: fmt.Sprintf("env-%d", i), Region: "sfo3",
				Domain: platform.Domain{Zone: "example.com", ACMEEmail: "a@example.com"},
			})
		}
		p = platform.Complete(p)
		units, err := components.Build(p, components.Standard())
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("environments=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if found := wiring(Subject{Platform: p, Units: units}); len(found) > 0 {
					b.Fatal(found)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/environment")
		})
	}
}
