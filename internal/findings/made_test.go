package findings

import (
	"slices"
	"testing"
	"time"

	"github.com/digitalocean/godo"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/internal/recovery"
	api "seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/tree"
)

// made are the examples of codes that no configuration leads to.
var made = map[diag.Code]func(*testing.T) diag.List{
	"field-chart": changed("", func(t provetest.Tree) {
		t.Release("alloy").Chart.Repository = "git://example.com/charts"
	}),
	"field-patch": changed("", func(t provetest.Tree) {
		t.Release("alloy").Patches = []model.Patch{{Kind: "DaemonSet", Patch: "remove it"}}
	}),
	"field-timeout": changed("", func(t provetest.Tree) {
		t.Release("alloy").Timeout = -time.Minute
	}),
	"flux-outside-environment": changed("", func(t provetest.Tree) {
		adds(t, "dokscluster", &corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{Name: "mine", Namespace: "red"}})
	}),
	"graph-cycle": changed("", func(t provetest.Tree) {
		t.Unit(components.Infra.Path).DependsOn = []model.UnitID{provetest.ID("blue", components.Platform.Path)}
	}),
	"graph-deadlock": changed("", func(t provetest.Tree) {
		t.Composed("manageddatabases-pg.seamark.dev", "scrape-config").ReadinessChecks = nil
	}),
	"graph-duplicate-unit": changed("", func(t provetest.Tree) {
		t.Unit(components.LogSinks.Path).ID = provetest.ID("blue", components.Releases.Path)
	}),
	"graph-foreign-release": changed("", func(t provetest.Tree) {
		t.Release("alloy").DependsOn = []string{"loki"}
	}),
	"graph-kind-too-late": changed("", func(t provetest.Tree) {
		t.Unit(components.Environment.Path).DependsOn = []model.UnitID{provetest.ID("blue", components.Infra.Path)}
	}),
	"graph-no-kubeconfig": changed("", func(t provetest.Tree) {
		t.Unit(components.Platform.Path).DependsOn = []model.UnitID{provetest.ID("", "apis")}
	}),
	"graph-release-cycle": changed("", func(t provetest.Tree) {
		t.Release("kube-prometheus-stack").DependsOn = []string{"loki"}
	}),
	"graph-release-off-hub": changed("", func(t provetest.Tree) {
		c := t.Component("monitors")
		c.Releases = append(c.Releases, model.Release{Name: "mine", Cluster: model.DOKS("blue"), Namespace: "demo"})
	}),
	"graph-release-too-early": changed("", func(t provetest.Tree) {
		t.Release("loki").DependsOn = nil
	}),
	"graph-too-early": changed("", func(t provetest.Tree) {
		t.Unit(components.Infra.Path).DependsOn = []model.UnitID{provetest.ID("", "packages")}
	}),
	"graph-unknown-kind": changed("", func(t provetest.Tree) {
		adds(t, "monitors", provetest.Thing())
	}),
	"graph-unknown-release": changed("", func(t provetest.Tree) {
		t.Release("loki").DependsOn = []string{"kube-prometheus-stak"}
	}),
	"graph-unknown-unit": changed("", func(t provetest.Tree) {
		t.Unit(components.Collection.Path).DependsOn = []model.UnitID{provetest.ID("blue", "2-cluster/resource")}
	}),
	"language-health": changed("", func(t provetest.Tree) {
		c := t.Component("monitors")
		c.Health = append(c.Health, model.HealthCheck{APIVersion: "example.org/v1", Kind: "Thing"})
	}),
	"names-duplicate-release": changed("", func(t provetest.Tree) {
		c := t.Component("redis-exporter")
		c.Releases = append(c.Releases, *t.Release("alloy"))
	}),
	"names-no-namespace": changed("", func(t provetest.Tree) {
		adds(t, "monitors", &corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{Name: "mine"}})
	}),
	"names-shell": changed("", func(t provetest.Tree) {
		t.Component("packages").Secrets[0].Keys[0].Inputs = []string{"TOKEN; reboot"}
	}),
	"reference-unused-key": changed("", func(t provetest.Tree) {
		s := &t.Component("packages").Secrets[0]
		s.Keys = append(s.Keys, model.SecretKey{Key: "spare"})
	}),
	"reference-unused-secret": changed("", func(t provetest.Tree) {
		c := t.Component("loki")
		c.Secrets = append(c.Secrets, model.Secret{Namespace: "blue", Name: "spare"})
	}),
	"values-no-contract": changed("", func(t provetest.Tree) {
		t.Release("metrics-server").Chart.Name = "mine"
	}),
	"values-no-map": changed("", func(t provetest.Tree) {
		t.Release("metrics-server").Values = []string{"replicas"}
	}),

	"argocd-excluded-kind": changed(forArgoCD, func(t provetest.Tree) {
		adds(t, "objectstore", &providerkubernetes.Object{
			TypeMeta: providerkubernetes.KindObject, ObjectMeta: metav1.ObjectMeta{Name: "mine", Namespace: "blue"},
		})
	}),
	"argocd-plan": changed(forArgoCD, func(t provetest.Tree) {
		t.Component("logsink").Health = []model.HealthCheck{{APIVersion: "seamark.dev/v1alpha1", Kind: "ObjectStore", Conditions: []string{"Synced"}}}
	}),
	"argocd-unknown-cluster": changed(forArgoCD, func(t provetest.Tree) {
		request := t.Composed("doksclusters.seamark.dev", "access").Base.(*providerhttp.DisposableRequest)
		request.Spec.ForProvider.SecretInjectionConfigs[1].KeyMappings = nil
	}),
	"argocd-not-allowed": planned(func(p *argocd.Plan) {
		for i := range p.Projects {
			p.Projects[i].Object.Spec.SourceRepos = nil
		}
	}),
	"argocd-holds-environments": planned(func(p *argocd.Plan) {
		for _, app := range p.Applications {
			delete(app.Object.Annotations, api.IgnoreHealth)
		}
	}),
	"argocd-not-delivered": planned(func(p *argocd.Plan) {
		p.Applications = slices.DeleteFunc(p.Applications, func(a argocd.App) bool { return a.Object.Name == "blue-demo" })
	}),
	"argocd-unknown-project": planned(func(p *argocd.Plan) {
		p.Applications[0].Object.Spec.Project = "default"
	}),
	"argocd-wave-too-early": planned(func(p *argocd.Plan) {
		for i := range p.Applications {
			p.Applications[i].Wave = 1
		}
	}),

	"recover-ambiguous":  searched("", &recovery.Account{VPCs: []*godo.VPC{aVPC("10.201.0.0/22"), {ID: "other", Name: "blue", RegionSlug: "sfo3", IPRange: "10.201.0.0/22"}}}),
	"recover-differs":    searched("", &recovery.Account{VPCs: []*godo.VPC{aVPC("10.10.0.0/20")}}),
	"recover-gone":       searched("    network: {existing: {id: 5a4981aa-9653-4bd1-bef5-d6bff52042e5}}", &recovery.Account{}),
	"recover-missing":    searched("", &recovery.Account{}),
	"recover-unwritable": searched("    <<: {network: {vpcCIDR: 10.201.0.0/22, clusterSubnet: 172.17.0.0/20}}", &recovery.Account{VPCs: []*godo.VPC{aVPC("10.201.0.0/22")}}),

	"ledger-corrupt":   written(tree.LedgerName, "<<<<<<< HEAD\n"),
	"own-duplicate":    brought("dashboards: [d]", map[string]string{"d/a-b.json": "{}", "d/a.b.json": "{}"}),
	"own-file":         brought("dashboards: [dashboards/shop.json]", nil),
	"own-syntax":       brought("rules: [rules.yaml]", map[string]string{"rules.yaml": "rules: []"}),
	"own-unknown-unit": brought("manifests: [{path: m, after: dmeo}]", nil),
	"tree-foreign":     written("README.md", "Mine.\n"),

	"schema-enum":          validated("example.org/v1", "size: 1, mode: c"),
	"schema-invalid":       validated("example.org/v1", "size: 1, list: []"),
	"schema-required":      validated("example.org/v1", ""),
	"schema-rule":          validated("example.org/v1", "size: 0"),
	"schema-syntax":        unread,
	"schema-type":          validated("example.org/v1", "size: '1'"),
	"schema-unknown-field": validated("example.org/v1", "size: 1, sice: 2"),
	"schema-version":       validated("example.org/v2", ""),
}

const forArgoCD = "  delivery: {engine: argocd}\n"

// changed is what is found in the small configuration and more of it, after
// something was done to its units.
func changed(more string, do func(provetest.Tree)) func(*testing.T) diag.List {
	return func(t *testing.T) diag.List {
		in := provetest.Configured(t, "platform.yaml", provetest.Small+more)
		do(provetest.Tree{TB: t, Input: in})
		return proved(t, in)
	}
}

// adds gives a component another object.
func adds(t provetest.Tree, component string, o model.Object) {
	c := t.Component(component)
	c.Objects = append(c.Objects, o)
}

// planned is what is found after something was done to Argo CD's plan.
func planned(do func(*argocd.Plan)) func(*testing.T) diag.List {
	return func(t *testing.T) diag.List {
		in := provetest.Configured(t, "platform.yaml", provetest.Small+forArgoCD)
		options := argocd.OptionsFor(in.Platform)
		plan, err := argocd.PlanOf(in.Units, options)
		if err != nil {
			t.Fatal(err)
		}
		do(plan)
		return argocd.CheckPlan(inventory.Read(in), plan, options)
	}
}
