package render_test

import (
	"fmt"
	"os"
	"strings"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/charts/derive"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// pager declares a release of one's own, in the unit of the applications, and
// what must be there before: its monitor.
func pager(chart charts.Chart) components.Component {
	return components.Component{
		Name:   "pager",
		Unit:   components.Releases,
		Needs:  []string{"kube-prometheus-stack"},
		Charts: []charts.Chart{chart},
		Build: func(env platform.Environment) model.Component {
			token := pagerToken(env)
			return model.Component{
				// A person makes the Secret on the hub; the copy brings it
				// beside the release.
				Secrets: []model.Secret{token},
				Objects: []model.Object{secretcopy.Of(token, dokscluster.NamespaceDemo)},
				Health:  []model.HealthCheck{secretcopy.Health()},
				Releases: []model.Release{{
					Name:      "pager",
					Chart:     chart,
					Cluster:   model.DOKS(env.Name),
					Namespace: dokscluster.NamespaceDemo,
					Values:    pagerValues{ExistingSecret: token.Name},
				}},
			}
		},
		Parts: []components.Part{{Unit: components.Environment, Build: pagerMonitor}},
	}
}

// pagerValues are the values of the chart, as far as they differ from its
// defaults.
type pagerValues struct {
	ExistingSecret string `json:"existingSecret"`
}

func pagerToken(env platform.Environment) model.Secret {
	return model.Secret{
		Namespace: env.Name, Name: "pager", Purpose: "The pager's account.",
		Keys: []model.SecretKey{{Key: "token", Meaning: "A token of the paging service.", Inputs: []string{"PAGER_TOKEN"}, Format: "%s"}},
	}
}

func pagerMonitor(platform.Environment) model.Component {
	return model.Component{Objects: []model.Object{&monitoringv1.ServiceMonitor{
		TypeMeta:   kinds.ServiceMonitor,
		ObjectMeta: metav1.ObjectMeta{Name: "pager", Namespace: dokscluster.NamespaceDemo},
		Spec: monitoringv1.ServiceMonitorSpec{
			Selector:  metav1.LabelSelector{MatchLabels: map[string]string{"app.kubernetes.io/instance": "pager"}},
			Endpoints: []monitoringv1.Endpoint{{Port: "http"}},
		},
	}}}
}

// A third party's release is overridden and proved like ours: the contract of
// its values is derived from the chart, a folder or a .tgz, without Helm.
func Example_release() {
	chart := charts.Chart{Name: "pager", Version: "1.2.3", Repository: "oci://registry.example.com/charts/pager"}
	var err error
	if chart.Contract, err = derive.Contract("testdata/pager"); err != nil {
		fmt.Println(err)
		return
	}
	for _, overrides := range []string{"{pagr: {}, pager: {replcas: 2}}", "{pager: {replicas: 2}}"} {
		p, locate, findings := platform.LoadLocated(platform.Source{Name: "platform.yaml", Data: []byte(`
apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  environments:
  - name: staging
    region: sfo3
    domain: {zone: example.com, acmeEmail: ops@example.com}
    overrides: ` + overrides)})
		if findings.Errors() > 0 {
			fmt.Println(findings.Err())
			return
		}
		tree, findings, err := render.Prove(p, render.Options{
			Components: components.Standard().With(pager(chart)), Locate: locate,
		})
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, f := range findings {
			fmt.Println(f)
		}
		if tree == nil {
			continue
		}
		for _, f := range tree.Files() {
			if strings.Contains(f.Path, "/pager/") {
				fmt.Println(f.Path)
			}
			if strings.HasSuffix(f.Path, "helmrelease-pager.yaml") {
				_, values, _ := strings.Cut(string(f.Data), "  values:\n")
				fmt.Print(values)
			}
		}
	}
	// Output:
	// platform.yaml:10: release pager: values.replcas: no such key in pager 1.2.3; did you mean "replicas"?; in environments/staging/3-environment/releases/pager/helmrelease-pager.yaml [values-unknown-key]
	// platform.yaml:10: spec.environments[0].overrides.pagr: no Helm release of this name; did you mean "pager"? [config-unknown-release]
	// environments/staging/3-environment/releases/pager/helmrelease-pager.yaml
	//     existingSecret: pager
	//     replicas: 2
	// environments/staging/3-environment/releases/pager/kustomization.yaml
	// environments/staging/3-environment/releases/pager/ocirepository-pager.yaml
	// environments/staging/3-environment/releases/pager/secretcopy-pager.yaml
	// environments/staging/3-environment/resources/pager/kustomization.yaml
	// environments/staging/3-environment/resources/pager/servicemonitor-pager.yaml
}

// A platform without the demo, and without its entrance. What still needs what
// is left out would be told.
func Example_without() {
	_, err := render.Render(small(), components.Standard().Without("demo"))
	fmt.Println(err)
	tree, err := render.Render(small(), components.Standard().Without("demo", "gateway"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range tree.Files() {
		if strings.HasSuffix(f.Path, "3-environment/releases/kustomization.yaml") {
			_, _ = os.Stdout.Write(f.Data)
		}
	}
	// Output:
	// cannot build the units: the component demo is left out, but needed by gateway: leave out gateway as well, or add another component of that name
	// # Rendered by Seamark. Do not edit: change the configuration and render again.
	// apiVersion: kustomize.config.k8s.io/v1beta1
	// kind: Kustomization
	// resources:
	// - postgres-exporter
	// - redis-exporter
}
