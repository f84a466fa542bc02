package flux

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/model"
)

// values are the Helm values of a chart that does not exist.
type values struct {
	Replicas int    `json:"replicas,omitempty"`
	Greeting string `json:"greeting,omitempty"`
}

var (
	oci   = charts.Chart{Name: "hello", Repository: "oci://registry.example.com/charts/hello", Version: "1.2.3+build"}
	http  = charts.Chart{Name: "hello", Repository: "https://charts.example.com", Version: "1.2.3", Note: "Stay below 2."}
	loose = charts.Chart{Name: "hello", Repository: "oci://registry.example.com/charts/hello", Version: ">=1.0.0 <2.0.0"}
)

func options() Options {
	return Options{
		Hub:        "hub",
		Path:       "gitops",
		Kubeconfig: func(environment string) (string, string) { return environment + "-kubeconfig", "value" },
		Protected:  func(environment string) bool { return environment == "live" },
	}
}

func configMap(name, value string) model.Object {
	return &corev1.ConfigMap{
		TypeMeta:   kinds.ConfigMap,
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: "default"},
		Data:       map[string]string{"key": value},
	}
}

// pulled takes the component's charts from a mirror.
func pulled(c model.Component, m model.Mirror) model.Component {
	c.Releases[0].Mirror = m
	return c
}

// deliver renders one unit that holds one component.
func deliver(t *testing.T, u model.Unit) map[string]string {
	t.Helper()
	tree, err := Deliver([]model.Unit{u}, options())
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range tree.Files() {
		files[f.Path] = string(f.Data)
	}
	return files
}

func unitWith(target model.Target, c model.Component) model.Unit {
	c.Name = "hello"
	return model.Unit{
		ID:         model.UnitID{Environment: "live", Path: "2-cluster/platform"},
		Target:     target,
		Components: []model.Component{c},
	}
}

func TestDeliver(t *testing.T) {
	const dir = "environments/live/2-cluster/platform/hello/"
	release := func(c charts.Chart) model.Component {
		return model.Component{Releases: []model.Release{{
			Name: "hello", Chart: c, Cluster: model.DOKS("live"), Namespace: "greetings",
			Values:    values{Replicas: 2, Greeting: "${NAME}"},
			Overrides: map[string]any{"replicas": 5, "extra": true},
			DependsOn: []string{"before"},
		}}}
	}
	cases := map[string]struct {
		reason string
		unit   model.Unit
		file   string
		want   []string // lines that the file holds
	}{
		"own name": {
			reason: "A release keeps its name: Flux would otherwise call it greetings-hello.",
			unit:   unitWith(model.Hub(), release(oci)), file: dir + "helmrelease-hello.yaml",
			want: []string{"  releaseName: hello", "  targetNamespace: greetings", "  storageNamespace: greetings", "  namespace: live"},
		},
		"remote": {
			reason: "A release of an environment is installed through the kubeconfig that Crossplane made.",
			unit:   unitWith(model.Hub(), release(oci)), file: dir + "helmrelease-hello.yaml",
			want: []string{"  kubeConfig:", "      name: live-kubeconfig", "      key: value"},
		},
		"overrides": {
			reason: "The user's values win, and new keys are kept.",
			unit:   unitWith(model.Hub(), release(oci)), file: dir + "helmrelease-hello.yaml",
			want: []string{"    replicas: 5", "    extra: true"},
		},
		"substitution": {
			reason: "A literal ${…} survives even when somebody turns on Flux's substitution.",
			unit:   unitWith(model.Hub(), release(oci)), file: dir + "helmrelease-hello.yaml",
			want: []string{"    kustomize.toolkit.fluxcd.io/substitute: disabled", "    greeting: ${NAME}"},
		},
		"exact OCI version": {
			reason: "An exact version is a tag, in which + is written _.",
			unit:   unitWith(model.Hub(), release(oci)), file: dir + "ocirepository-hello.yaml",
			want: []string{"    tag: 1.2.3_build", "    operation: copy"},
		},
		"range": {
			reason: "A range is resolved by Flux.",
			unit:   unitWith(model.Hub(), release(loose)), file: dir + "ocirepository-hello.yaml",
			want: []string{"    semver: '>=1.0.0 <2.0.0'"},
		},
		"HTTP repository": {
			reason: "A chart of an HTTP repository is named in the release.",
			unit:   unitWith(model.Hub(), release(http)), file: dir + "helmrelease-hello.yaml",
			want: []string{"      chart: hello", "      version: 1.2.3", "        kind: HelmRepository", "# hello 1.2.3: Stay below 2."},
		},
		"insecure mirror": {
			reason: "A registry of a lab is spoken to without TLS, as told.",
			unit:   unitWith(model.Hub(), pulled(release(oci), model.Mirror{Insecure: true})), file: dir + "ocirepository-hello.yaml",
			want: []string{"  insecure: true"},
		},
		"private registry": {
			reason: "The account is a Secret beside the source.",
			unit:   unitWith(model.Hub(), pulled(release(oci), model.Mirror{Secret: "registry"})), file: dir + "ocirepository-hello.yaml",
			want: []string{"  namespace: live", "  secretRef:", "    name: registry"},
		},
		"private repository": {
			reason: "That of a repository of the older kind too.",
			unit:   unitWith(model.Hub(), pulled(release(http), model.Mirror{Secret: "registry"})), file: dir + "helmrepository-hello.yaml",
			want: []string{"  namespace: live", "  secretRef:", "    name: registry"},
		},
		"plain objects": {
			reason: "A unit of a cluster is applied through the kubeconfig.",
			unit:   unitWith(model.DOKS("live"), model.Component{Objects: []model.Object{configMap("a", "b")}}),
			file:   "clusters/hub/environments/live/kustomization-2-cluster-platform.yaml",
			want:   []string{"  path: ./gitops/environments/live/2-cluster/platform", "  wait: true", "  prune: true", "      name: live-kubeconfig"},
		},
		"protected namespace": {
			reason: "The namespace of a protected environment outlives its file.",
			unit:   unitWith(model.DOKS("live"), model.Component{Objects: []model.Object{configMap("a", "b")}}),
			file:   "clusters/hub/environments/live/namespace-live.yaml",
			want:   []string{"    kustomize.toolkit.fluxcd.io/prune: disabled"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			file, ok := deliver(t, tc.unit)[tc.file]
			if !ok {
				t.Fatalf("%s\n%s was not rendered", tc.reason, tc.file)
			}
			for _, line := range tc.want {
				if !strings.Contains("\n"+file, "\n"+line+"\n") {
					t.Errorf("%s\nno line %q in\n%s", tc.reason, line, file)
				}
			}
		})
	}
}

func TestDeliverRefuses(t *testing.T) {
	onDOKS := unitWith(model.DOKS("live"), model.Component{Releases: []model.Release{{Name: "hello", Chart: oci, Namespace: "x"}}})
	_, err := Deliver([]model.Unit{onDOKS}, options())
	want := "unit environments/live/2-cluster/platform: component hello: releases are delivered from the hub, but the unit is applied to live"
	if err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
}

func TestHealthChecks(t *testing.T) {
	thing := model.HealthCheck{APIVersion: "example.org/v1", Kind: "Thing", Conditions: []string{"Ready"}}
	other := model.HealthCheck{APIVersion: "example.org/v1", Kind: "Other", Conditions: []string{"Ready"}}
	stricter := model.HealthCheck{APIVersion: "example.org/v2", Kind: "Thing", Conditions: []string{"Ready", "Synced"}}
	cases := map[string]struct {
		reason string
		checks []model.HealthCheck
		want   []string
		fails  bool
	}{
		"distinct": {reason: "Components that agree on a kind give one check.", checks: []model.HealthCheck{thing, other, thing}, want: []string{"Thing", "Other"}},
		"conflict": {reason: "Flux refuses two checks for one kind, whatever the version.", checks: []model.HealthCheck{thing, stricter}, fails: true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var u model.Unit
			for _, h := range tc.checks {
				u.Components = append(u.Components, model.Component{Health: []model.HealthCheck{h}})
			}
			checks, err := healthChecks(u)
			if (err != nil) != tc.fails {
				t.Fatalf("%s\ngot error %v", tc.reason, err)
			}
			var got []string
			for _, h := range checks {
				got = append(got, h.Kind)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
