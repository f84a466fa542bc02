package controlplane

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"seamark.dev/seamark/e2e/internal/argocd"
	"seamark.dev/seamark/pkg/platform"
)

// What watches the hub, and the class of its volumes, which nobody has made.
const (
	hubStack      = "control-plane-release-kube-prometheus-stack"
	hubMonitoring = "control-plane-monitoring"
	lateClass     = "late"
)

// watchesItself is a platform whose hub has a Prometheus of its own.
func watchesItself(p platform.Platform) platform.Platform {
	p.Spec.Hub.Monitoring.Prometheus = platform.OwnPrometheus
	p.Spec.Hub.Monitoring.StorageClass = lateClass
	return p
}

// waitsAlone checks that the hub's Prometheus, which has no volume, is waited
// for by what depends on it, and by nothing else: the environment is healthy.
func (a *argo) waitsAlone(commit string) error {
	items, err := list(a.ctx, a.client, applications)
	if err != nil {
		return err
	}
	var healthy []string
	var findings []error
	for _, o := range items {
		switch finding := unsettled(o, commit); {
		case o.GetName() == hubMonitoring:
			findings = append(findings, fmt.Errorf("%s came before the hub's Prometheus was healthy", hubMonitoring))
		case finding == "":
			healthy = append(healthy, o.GetName())
		case !slices.Contains([]string{root, "hub-services", hubStack}, o.GetName()):
			findings = append(findings, fmt.Errorf("%s: %s", o.GetName(), finding))
		}
	}
	for _, name := range []string{"alpha", "control-plane", "control-plane-prometheus"} {
		if !slices.Contains(healthy, name) {
			findings = append(findings, fmt.Errorf("%s is not healthy", name))
		}
	}
	return errors.Join(findings...)
}

// volumeIsMade mends it.
func (a *argo) volumeIsMade(t *testing.T) {
	t.Helper()
	stack := a.application(t, hubStack)
	if health, _, _ := unstructured.NestedString(stack.Object, "status", "health", "status"); health == "Healthy" {
		t.Fatalf("%s is healthy without a volume", hubStack)
	}
	must(t, a.client.Create(a.ctx, &corev1.PersistentVolume{
		ObjectMeta: metav1.ObjectMeta{Name: lateClass},
		Spec: corev1.PersistentVolumeSpec{
			StorageClassName: lateClass, AccessModes: []corev1.PersistentVolumeAccessMode{corev1.ReadWriteOnce},
			Capacity:               corev1.ResourceList{corev1.ResourceStorage: resource.MustParse("10Gi")},
			PersistentVolumeSource: corev1.PersistentVolumeSource{HostPath: &corev1.HostPathVolumeSource{Path: "/nowhere"}},
		},
	}))
}

// keepsWhatMoves gives Applications another parent, and their own one again, as
// the changelog says: the old parent is held until the new one has them. Neither
// they nor what they have made is deleted.
func (a *argo) keepsWhatMoves(t *testing.T, p platform.Platform) {
	before := a.made(t)
	here, there := filepath.Join(a.repo.dir, entry, "hub-services"), filepath.Join(a.repo.dir, entry, "control-plane")
	var moved []string
	a.move(t, "hub-services", "control-plane", func() string {
		return a.repo.push(t, p, "the hub's Prometheus is made by the control plane", func(string) {
			for _, name := range []string{hubStack, hubMonitoring} {
				file := "application-" + name + ".yaml"
				content, err := os.ReadFile(filepath.Join(here, file))
				must(t, err)
				must(t, leaveOut(here, file[:len(file)-len(".yaml")]))
				must(t, os.WriteFile(filepath.Join(there, file), content, 0o644))
				must(t, replace(filepath.Join(there, "kustomization.yaml"), "resources:\n", "resources:\n- "+file+"\n"))
				moved = append(moved, filepath.Join(there, file))
			}
		})
	})
	a.move(t, "control-plane", "hub-services", func() string {
		for _, file := range moved {
			must(t, os.Remove(file))
		}
		return a.repo.push(t, p, "the hub's Prometheus is made by the hub's services")
	})
	if d := difference(before, a.made(t)); d != "" {
		t.Errorf("something was made again:\n%s", d)
	}
}

// move pushes what gives Applications another parent.
func (a *argo) move(t *testing.T, from, to string, push func() (commit string)) {
	t.Helper()
	hold := func(value string) {
		must(t, edit(a.ctx, a.client, applications, argocd.Namespace, from, `{"metadata":{"annotations":{"argocd.argoproj.io/skip-reconcile":`+value+`}}}`))
	}
	hold(`"true"`)
	commit := push()
	a.eventually(t, change, to+" has them", func() error {
		for _, name := range []string{hubStack, hubMonitoring} {
			app, err := get(a.ctx, a.client, applications, argocd.Namespace, name)
			if err != nil {
				return err
			}
			if parent := parentOf(*app); parent != to {
				return fmt.Errorf("%s is made by %s", name, parent)
			}
		}
		return nil
	})
	hold("null")
	a.eventually(t, change, "everything is synced and healthy again", a.settled(commit))
}

// made are the Applications of what watches the hub, and what they have made, by
// their identity.
func (a *argo) made(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, name := range []string{hubStack, hubMonitoring} {
		app := a.application(t, name)
		all = append(all, fmt.Sprint(name, " ", app.GetUID()))
		for _, kind := range resourcesOf(app) {
			if kind.Kind == deployments.Kind {
				o, err := get(a.ctx, a.client, deployments, kind.Namespace, kind.Name)
				must(t, err)
				all = append(all, fmt.Sprint(kind.Object, " ", o.GetUID()))
			}
		}
	}
	slices.Sort(all)
	return all
}
