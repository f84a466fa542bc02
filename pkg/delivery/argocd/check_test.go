package argocd_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/internal/provetest"
	api "seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// configured is the small configuration for Argo CD, with more environments.
func configured(t testing.TB, names ...string) inventory.Input {
	t.Helper()
	text := strings.Replace(provetest.Small, "  environments:\n", "  delivery: {engine: argocd}\n  environments:\n", 1)
	for i, name := range names {
		octet := string(rune('2' + i))
		text += "  - name: " + name + "\n    region: sfo3\n    domain: {zone: " + name + ".example.com, acmeEmail: a@example.com}\n" +
			"    network: {vpcCIDR: 10.21" + octet + ".0.0/22, clusterSubnet: 172.2" + octet + ".64.0/20, serviceSubnet: 192.168." + octet + "0.0/23}\n"
	}
	return provetest.Configured(t, "platform.yaml", text)
}

// check asks Argo CD's own question.
func check(in inventory.Input) diag.List {
	return argocd.Check(inventory.Read(in), argocd.OptionsFor(in.Platform))
}

func TestCheckOfGoldens(t *testing.T) {
	for name, in := range provetest.Goldens(t, "../../..") {
		in.Platform.Spec.Delivery.Engine = platform.ArgoCD
		for _, f := range check(provetest.Built(t, in.Platform, in.Locate)) {
			t.Errorf("%s: %s", name, f)
		}
	}
}

// TestCheckUnits breaks units in ways that only Argo CD minds.
func TestCheckUnits(t *testing.T) {
	cases := map[string]struct {
		reason string
		do     func(provetest.Tree)
		want   []string
	}{
		"no cluster Secret": {
			reason: "Applications into a cluster that Argo CD does not know are refused.",
			do: func(t provetest.Tree) {
				request := t.Composed("doksclusters.seamark.dev", "access").Base.(*providerhttp.DisposableRequest)
				request.Spec.ForProvider.SecretInjectionConfigs[1].KeyMappings[1].SecretKey = "address"
			},
			want: []string{`pkg/components/loki/loki.go: Application blue-loki: spec.destination.name: "blue": nothing makes key server of Secret argocd/cluster-blue on the hub, by which Argo CD knows the cluster; let the Composition of the DOKSCluster make it; in clusters/hub/environments/blue/application-blue-loki.yaml [argocd-unknown-cluster]`},
		},
		"an Object": {
			reason: "Argo CD does not look at Objects, so it would never apply one.",
			do: func(t provetest.Tree) {
				c := t.Component("objectstore")
				c.Objects = append(c.Objects, &providerkubernetes.Object{
					TypeMeta: providerkubernetes.KindObject, ObjectMeta: metav1.ObjectMeta{Name: "x", Namespace: "blue"},
				})
			},
			want: []string{`pkg/components/dokscluster/dokscluster.go: Application blue-1-infra: spec.source.path: "x": Argo CD does not look at Objects, which hold the values of Secrets, and so would never apply Object.kubernetes.m.crossplane.io blue/x; compose it by an XR, such as a SecretCopy; in clusters/hub/environments/blue/application-blue-1-infra.yaml [argocd-excluded-kind]`},
		},
		"release called as a unit": {
			reason: "Both would be the Application blue-1-infra; whoever wrote the release can rename it.",
			do: func(t provetest.Tree) {
				t.Release("external-dns").Name = "1-infra"
			},
			want: []string{`pkg/components/externaldns/externaldns.go: Application blue-1-infra: metadata.name: "blue-1-infra": the Application of the unit environments/blue/1-infra has the same name; rename the release 1-infra of the component external-dns; in clusters/hub/environments/blue/application-blue-1-infra.yaml [argocd-duplicate-application]`},
		},
		"release that waits for itself": {
			reason: "The question of the order tells of it; Argo CD's has nothing to add.",
			do: func(t provetest.Tree) {
				t.Release("external-dns").DependsOn = []string{"external-dns"}
			},
		},
		"releases that wait for each other": {
			reason: "A longer circle is no mistake of the delivery either.",
			do: func(t provetest.Tree) {
				t.Release("external-dns").DependsOn = []string{"cert-manager"}
				t.Release("cert-manager").DependsOn = append(t.Release("cert-manager").DependsOn, "external-dns")
			},
		},
		"two checks": {
			reason: "One kind has one health check.",
			do: func(t provetest.Tree) {
				t.Component("logsink").Health = []model.HealthCheck{{APIVersion: "seamark.dev/v1alpha1", Kind: "ObjectStore", Conditions: []string{"Synced"}}}
			},
			want: []string{`unit environments/blue/3-environment/log-sinks: component logsink: another component has a different health check for ObjectStore.seamark.dev; let the components agree [argocd-plan]`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			s := configured(t)
			if found := check(s); len(found) > 0 {
				t.Fatalf("before anything was broken: %v", found)
			}
			tc.do(provetest.Tree{TB: t, Input: s})
			got := provetest.Told(check(s))
			got = slices.DeleteFunc(got, func(line string) bool {
				return strings.Contains(line, "argocd-unknown-cluster") && !strings.Contains(line, "blue-loki.yaml")
			})
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestCheckNames: all Applications live in one namespace, so that environments
// can get in each other's way.
func TestCheckNames(t *testing.T) {
	got := provetest.Told(check(configured(t, "blue-loki", "blue-hub", "control-plane")))
	want := []string{
		`platform.yaml:7: Application blue-loki: metadata.name: "blue-loki": the Application in clusters/hub/applications/application-blue-loki.yaml has the same name; rename one of the environments; in clusters/hub/environments/blue/application-blue-loki.yaml [argocd-duplicate-application]`,
		`platform.yaml:14: AppProject blue-hub: metadata.name: "blue-hub": two environments, or one and the control plane, would have one project; rename one of the environments; in clusters/hub/projects/appproject-blue-hub.yaml [argocd-duplicate-project]`,
		`platform.yaml:18: Application control-plane: metadata.name: "control-plane": the Application in clusters/hub/applications/application-control-plane.yaml has the same name; rename one of the environments; in clusters/hub/applications/application-control-plane.yaml [argocd-duplicate-application]`,
		`platform.yaml:18: AppProject control-plane: metadata.name: "control-plane": two environments, or one and the control plane, would have one project; rename one of the environments; in clusters/hub/projects/appproject-control-plane.yaml [argocd-duplicate-project]`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestCheckNameOfServices: a hub that watches itself has an Application more.
func TestCheckNameOfServices(t *testing.T) {
	in := configured(t, "hub-services")
	if got := provetest.Told(check(in)); len(got) > 0 {
		t.Errorf("nothing is called so where nothing watches the hub: %v", got)
	}
	in.Platform.Spec.Hub.Monitoring.Prometheus = platform.OwnPrometheus
	got := provetest.Told(check(provetest.Built(t, in.Platform, in.Locate)))
	want := []string{`platform.yaml:10: Application hub-services: metadata.name: "hub-services": the Application in clusters/hub/applications/application-hub-services.yaml has the same name; rename one of the environments; in clusters/hub/applications/application-hub-services.yaml [argocd-duplicate-application]`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestCheckPlan breaks the plan itself: that the checks find mistakes of the
// delivery.
func TestCheckPlan(t *testing.T) {
	app := func(p *argocd.Plan, name string) *argocd.App {
		for i := range p.Applications {
			if p.Applications[i].Object.Name == name {
				return &p.Applications[i]
			}
		}
		t.Fatalf("no Application %s", name)
		return nil
	}
	project := func(p *argocd.Plan, name string) argocd.Project {
		return p.Projects[slices.IndexFunc(p.Projects, func(x argocd.Project) bool { return x.Object.Name == name })]
	}
	const doks = "clusters/hub/environments/blue/application-"
	const byDelivery = `; report this: it is a mistake of the delivery`
	const infraTooEarly = `pkg/components/dokscluster/dokscluster.go: Application blue-1-infra: metadata.annotations: "1": it must be healthy after the Application control-plane-apis, which is in wave 4` + byDelivery + `; in ` + doks + `blue-1-infra.yaml [argocd-wave-too-early]`
	where := map[string]string{ // of the hub's Applications
		"control-plane-monitoring":                    "pkg/components/hubmetrics/hubmetrics.go: Application control-plane-monitoring",
		"control-plane-prometheus":                    "pkg/components/hubprometheus/hubprometheus.go: Application control-plane-prometheus",
		"control-plane-release-kube-prometheus-stack": "pkg/components/hubprometheus/hubprometheus.go: Application control-plane-release-kube-prometheus-stack",
		"control-plane-account":                       "pkg/components/metricscredentials/metricscredentials.go: Application control-plane-account",
	}
	early := func(name, folder, wave, apis string) string {
		return where[name] + `: metadata.annotations: "` + wave + `": it must be healthy after the Application control-plane-apis, which is in wave ` + apis + byDelivery + `; in clusters/hub/` + folder + `/application-` + name + `.yaml [argocd-wave-too-early]`
	}
	holds := func(name, folder, wave string) string {
		return where[name] + `: metadata.annotations: "` + wave + `": the environment blue does not depend on it, and would wait until it is healthy` + byDelivery + `; in clusters/hub/` + folder + `/application-` + name + `.yaml [argocd-holds-environments]`
	}
	const monitoring, prometheus, stack, account = "control-plane-monitoring", "control-plane-prometheus", "control-plane-release-kube-prometheus-stack", "control-plane-account"
	cases := map[string]struct {
		reason string
		do     func(*argocd.Plan)
		want   []string
	}{
		"wave": {
			reason: "Loki waits for the Prometheus operator, whose kinds it uses.",
			do:     func(p *argocd.Plan) { app(p, "blue-loki").Wave = 2 },
			want:   []string{`pkg/components/loki/loki.go: Application blue-loki: metadata.annotations: "2": it must be healthy after the Application blue-kube-prometheus-stack, which is in wave 2` + byDelivery + `; in ` + doks + `blue-loki.yaml [argocd-wave-too-early]`},
		},
		"wave of a parent": {
			reason: "An environment waits for the control plane, as the hub's services do.",
			do:     func(p *argocd.Plan) { app(p, "control-plane").Wave = 2 },
			want: []string{
				infraTooEarly, early(monitoring, "hub-services", "3", "4"), early(prometheus, "hub-services", "1", "4"), early(stack, "hub-services", "2", "4"),
			},
		},
		"wave of the hub's services": {
			reason: "They wait for the control plane, and environments do not for them.",
			do:     func(p *argocd.Plan) { app(p, "hub-services").Wave = 1 },
			want: []string{
				holds(monitoring, "hub-services", "3"), early(monitoring, "hub-services", "3", "4"),
				holds(prometheus, "hub-services", "1"), early(prometheus, "hub-services", "1", "4"),
				holds(stack, "hub-services", "2"), early(stack, "hub-services", "2", "4"),
			},
		},
		"the apis among the hub's services": {
			reason: "No environment would wait for them.",
			do:     func(p *argocd.Plan) { app(p, "control-plane-apis").Parent = "hub-services" },
			want: []string{
				infraTooEarly, early(monitoring, "hub-services", "3", "4"), early(prometheus, "hub-services", "1", "4"), early(stack, "hub-services", "2", "4"),
				early(account, "control-plane", "5", "4"),
			},
		},
		"the hub's services in the control plane": {
			reason: "A Prometheus without its volume would hold every environment back.",
			do: func(p *argocd.Plan) {
				app(p, stack).Parent, app(p, stack).Wave = "control-plane", 5
			},
			want: []string{holds(stack, "hub-services", "5")},
		},
		"health that counts": {
			reason: "Metrics credentials that are refused would hold every environment back.",
			do:     func(p *argocd.Plan) { delete(app(p, account).Object.Annotations, api.IgnoreHealth) },
			want:   []string{holds(account, "control-plane", "5")},
		},
		"a wave after it": {
			reason: "The sync of the control plane would wait for it, whatever its health counts for.",
			do:     func(p *argocd.Plan) { app(p, stack).Parent, app(p, stack).Wave = "control-plane", 6 },
			want:   []string{holds(stack, "hub-services", "6"), holds(account, "control-plane", "5")},
		},
		"repository": {
			reason: "A chart of a repository that the project does not know.",
			do:     func(p *argocd.Plan) { project(p, "blue").Object.Spec.SourceRepos = nil },
			want:   nil, // told of each; see below
		},
		"namespace": {
			reason: "Metrics Server writes into kube-system.",
			do: func(p *argocd.Plan) {
				s := &project(p, "blue").Object.Spec
				s.Destinations = s.Destinations[:2]
			},
			want: []string{
				`pkg/components/certmanager/certmanager.go: Application blue-cert-manager: spec.destination: "kube-system": the project blue does not allow this namespace of the cluster blue; allow it in clusters/hub/projects/appproject-blue.yaml; in clusters/hub/environments/blue/application-blue-cert-manager.yaml [argocd-not-allowed]`,
				`pkg/components/kubeprometheusstack/kubeprometheusstack.go: Application blue-kube-prometheus-stack: spec.destination: "kube-system": the project blue does not allow this namespace of the cluster blue; allow it in clusters/hub/projects/appproject-blue.yaml; in clusters/hub/environments/blue/application-blue-kube-prometheus-stack.yaml [argocd-not-allowed]`,
				`pkg/components/metricsserver/metricsserver.go: Application blue-metrics-server: spec.destination: "kube-system": the project blue does not allow this namespace of the cluster blue; allow it in clusters/hub/projects/appproject-blue.yaml; in clusters/hub/environments/blue/application-blue-metrics-server.yaml [argocd-not-allowed]`,
			},
		},
		"kind": {
			reason: "An XR of the environment.",
			do: func(p *argocd.Plan) {
				s := &project(p, "blue-hub").Object.Spec
				s.NamespaceResourceWhitelist = s.NamespaceResourceWhitelist[:len(s.NamespaceResourceWhitelist)-1]
			},
			want: []string{`pkg/components/kubeprometheusstack/kubeprometheusstack.go: Application blue-2-cluster-platform: spec.source: "SecretCopy.seamark.dev": the project blue-hub does not allow this kind; allow it in clusters/hub/projects/appproject-blue-hub.yaml; in clusters/hub/environments/blue/application-blue-2-cluster-platform.yaml [argocd-not-allowed]`},
		},
		"kind of the cluster": {
			reason: "Metrics Server answers for a part of the API.",
			do: func(p *argocd.Plan) {
				s := &project(p, "blue").Object.Spec
				s.ClusterResourceWhitelist = slices.DeleteFunc(slices.Clone(s.ClusterResourceWhitelist), func(k api.GroupKind) bool { return k.Kind == "APIService" })
			},
			want: []string{`pkg/components/metricsserver/metricsserver.go: Application blue-metrics-server: spec.source: "APIService.apiregistration.k8s.io": the project blue does not allow this kind, which lives in no namespace; allow it in clusters/hub/projects/appproject-blue.yaml; in clusters/hub/environments/blue/application-blue-metrics-server.yaml [argocd-not-allowed]`},
		},
		"project": {
			reason: "The root is in no project.",
			do:     func(p *argocd.Plan) { app(p, "seamark").Object.Spec.Project = "default" },
			want:   []string{`Application seamark: spec.project: "default": there is no such project; in clusters/hub/bootstrap/application-seamark.yaml [argocd-unknown-project]`},
		},
		"forgotten": {
			reason: "A release that no Application delivers.",
			do: func(p *argocd.Plan) {
				p.Applications = slices.DeleteFunc(p.Applications, func(a argocd.App) bool { return a.Object.Name == "blue-demo" })
			},
			want: []string{`release demo of environments/blue/3-environment/releases: "0": is delivered by another number of Applications than one` + byDelivery + ` [argocd-not-delivered]`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			s := configured(t)
			s.Platform.Spec.Hub.Monitoring.Prometheus = platform.OwnPrometheus
			s = provetest.Built(t, s.Platform, s.Locate)
			plan, err := argocd.PlanOf(s.Units, argocd.OptionsFor(s.Platform))
			if err != nil {
				t.Fatal(err)
			}
			tc.do(plan)
			got := provetest.Told(argocd.CheckPlan(inventory.Read(s), plan, argocd.OptionsFor(s.Platform)))
			if name == "repository" {
				if len(got) < 10 || !strings.Contains(got[0], "does not allow this repository") {
					t.Errorf("%s\ngot %v", tc.reason, got)
				}
				return
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func BenchmarkCheck(b *testing.B) {
	s := configured(b)
	inv := inventory.Read(s)
	for b.Loop() {
		argocd.Check(inv, argocd.OptionsFor(s.Platform))
	}
}
