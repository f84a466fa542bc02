package render_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// small is a platform as a Go literal.
func small() platform.Platform {
	return platform.Complete(platform.Platform{
		APIVersion: platform.APIVersion,
		Kind:       platform.Kind,
		Metadata:   platform.Metadata{Name: "acme"},
		Spec: platform.Spec{Environments: []platform.Environment{{
			Name:   "staging",
			Region: "sfo3",
			Domain: platform.Domain{Zone: "example.com", ACMEEmail: "ops@example.com"},
		}}},
	})
}

// welcome is a component of one's own: a function from the configuration to
// typed objects.
func welcome(env platform.Environment) model.Component {
	return model.Component{
		Name: "welcome",
		Objects: []model.Object{&corev1.ConfigMap{
			TypeMeta:   kinds.ConfigMap,
			ObjectMeta: metav1.ObjectMeta{Name: "welcome", Namespace: dokscluster.NamespaceDemo},
			Data:       map[string]string{"message": "Hello from " + env.Name},
		}},
	}
}

// A third party adds a component by declaring it.
func Example() {
	mine := components.Component{
		Name: "welcome", Unit: components.Environment, Needs: []string{"dokscluster"}, Build: welcome,
	}
	tree, err := render.Render(small(), components.Standard().With(mine))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range tree.Files() {
		if strings.Contains(f.Path, "/welcome/") {
			fmt.Println(f.Path)
		}
		if strings.HasSuffix(f.Path, "configmap-welcome.yaml") {
			_, _ = os.Stdout.Write(f.Data)
		}
	}
	// Output:
	// environments/staging/3-environment/resources/welcome/configmap-welcome.yaml
	// # Rendered by Seamark (welcome). Do not edit: change the configuration and render again.
	// apiVersion: v1
	// kind: ConfigMap
	// metadata:
	//   name: welcome
	//   namespace: demo
	// data:
	//   message: Hello from staging
	// environments/staging/3-environment/resources/welcome/kustomization.yaml
}

// TestEmptyUnitsAreLeftOut: who leaves out components of the reference
// architecture gets no empty folders, and the order of the rest stays.
func TestEmptyUnitsAreLeftOut(t *testing.T) {
	var list components.List
	for _, c := range components.Standard().All() {
		if c.Unit.Shared || c.Name == "dokscluster" {
			list = list.With(c)
		}
	}
	tree, err := render.Render(small(), list.With(components.Component{Name: "welcome", Unit: components.Environment, Build: welcome}))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range tree.Files() {
		switch {
		case strings.Contains(f.Path, "2-cluster"):
			t.Errorf("%s: nothing was placed into 2-cluster", f.Path)
		case strings.HasSuffix(f.Path, "kustomization-3-environment-resources.yaml"):
			if !strings.Contains(string(f.Data), "  dependsOn:\n  - name: 1-infra\n") {
				t.Errorf("the unit does not wait for what the missing ones would wait for:\n%s", f.Data)
			}
		}
	}
}

// BenchmarkRender renders ever more environments in memory; the time for each
// must stay the same.
func BenchmarkRender(b *testing.B) { benchmark(b, platform.Flux) }

// BenchmarkRenderArgoCD is the same for Argo CD.
func BenchmarkRenderArgoCD(b *testing.B) { benchmark(b, platform.ArgoCD) }

func benchmark(b *testing.B, engine platform.Engine) {
	for _, n := range []int{1, 10, 100, 1000} {
		p := many(n)
		p.Spec.Delivery.Engine = engine
		list := components.Standard() // as a program has it: one, which knows what it encoded before
		b.Run(fmt.Sprintf("environments=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			var objects, size int
			for b.Loop() {
				tree, err := render.Render(p, list)
				if err != nil {
					b.Fatal(err)
				}
				objects, size = 0, 0
				for _, f := range tree.Files() {
					size += len(f.Data)
					if f.Object {
						objects++
					}
				}
			}
			b.SetBytes(int64(size))
			b.ReportMetric(float64(objects*b.N)/b.Elapsed().Seconds(), "objects/s")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/environment")
		})
	}
}

// many is a platform of n environments.
func many(n int) platform.Platform {
	p := small()
	first := p.Spec.Environments[0]
	p.Spec.Environments = nil
	for i := range n {
		env := first
		env.Name = fmt.Sprintf("staging-%04d", i)
		p.Spec.Environments = append(p.Spec.Environments, env)
	}
	return p
}
