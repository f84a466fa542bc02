package ocean

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/types"
	clientgo "k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
	"sigs.k8s.io/yaml"
)

const account = "dop_v1_test"

// world is a cloud, a hub in memory and the provider between them.
type world struct {
	cloud       *Cloud
	hub         client.Client
	stop        context.CancelFunc
	controllers []kindController
	configs     *configController
}

// instant is a cloud that needs hardly any time.
func instant() Options {
	return Options{
		Token: account, SpacesID: "DO00ROOT", SpacesSecret: "root",
		Making: map[Kind]time.Duration{Database: 10 * time.Millisecond, Cluster: 10 * time.Millisecond},
	}
}

func newWorld(t *testing.T, o Options) *world {
	t.Helper()
	o.Log = slog.New(slog.NewTextHandler(t.Output(), nil))
	cloud := New(o)
	t.Cleanup(cloud.Close)
	return newHub(t, cloud)
}

// newHub is a hub of its own at a cloud that others may have used.
func newHub(t *testing.T, cloud *Cloud) *world {
	t.Helper()
	scheme := runtime.NewScheme()
	if err := clientgo.AddToScheme(scheme); err != nil {
		t.Fatal(err)
	}
	builder := fake.NewClientBuilder().WithScheme(scheme)
	for _, s := range shapes() {
		o := &unstructured.Unstructured{}
		o.SetGroupVersionKind(s.gvk)
		scheme.AddKnownTypeWithName(s.gvk, &unstructured.Unstructured{})
		scheme.AddKnownTypeWithName(s.gvk.GroupVersion().WithKind(s.gvk.Kind+"List"), &unstructured.UnstructuredList{})
		builder = builder.WithStatusSubresource(o)
	}
	config := &unstructured.Unstructured{}
	config.SetGroupVersionKind(configs()[0])
	scheme.AddKnownTypeWithName(configs()[0], &unstructured.Unstructured{})
	builder = builder.WithStatusSubresource(config)
	w := &world{cloud: cloud, hub: builder.WithInterceptorFuncs(locking()).Build()}
	w.apply(t, clusterProviderConfig)
	w.secret(t, "crossplane-system", "digitalocean-credentials", map[string]string{
		"credentials": `{"token": "` + account + `", "spaces_access_id": "DO00ROOT", "spaces_secret_key": "root"}`,
	})
	w.start(t)
	return w
}

// start runs a provider that remembers nothing.
func (w *world) start(t *testing.T) {
	t.Helper()
	if w.stop != nil {
		w.stop()
	}
	ctx, cancel := context.WithCancel(t.Context())
	w.stop, w.controllers = cancel, nil
	p := w.cloud.newProvider(ctx, w.hub, ProviderOptions{CreationGrace: time.Nanosecond, DestroyTimeout: 50 * time.Millisecond})
	w.configs = &configController{provider: p, gvk: configs()[0]}
	for _, s := range shapes() {
		c, err := p.controller(s)
		if err != nil {
			t.Fatal(err)
		}
		w.controllers = append(w.controllers, c)
	}
}

// until reconciles everything again and again until something is so.
func (w *world) until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !so(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("not within 10s: %s\ninventory: %v\nevents: %v\n%s", what, w.cloud.Inventory(), w.cloud.Events(), w.statuses(t))
		}
		w.pass(t)
	}
}

// pass reconciles everything once.
func (w *world) pass(t *testing.T) {
	t.Helper()
	if _, err := w.configs.Reconcile(t.Context(), reconcile.Request{NamespacedName: types.NamespacedName{Name: "digitalocean"}}); err != nil {
		t.Fatal(err)
	}
	for _, c := range w.controllers {
		list := &unstructured.UnstructuredList{}
		list.SetGroupVersionKind(c.shape.gvk.GroupVersion().WithKind(c.shape.gvk.Kind + "List"))
		if err := w.hub.List(t.Context(), list); err != nil {
			t.Fatal(err)
		}
		for _, o := range list.Items {
			request := reconcile.Request{NamespacedName: client.ObjectKeyFromObject(&o)}
			if _, err := c.Reconcile(t.Context(), request); err != nil {
				t.Fatalf("%s %s: %v", c.shape.kind, o.GetName(), err)
			}
		}
	}
}

// ready waits for a managed resource and returns it.
func (w *world) ready(t *testing.T, kind Kind, name string) *Managed {
	t.Helper()
	w.until(t, string(kind)+" "+name+" is ready", func() bool {
		m := w.get(t, kind, name)
		return m.GetCondition(xpv2.TypeReady).Status == corev1.ConditionTrue && m.GetCondition(xpv2.TypeSynced).Status == corev1.ConditionTrue
	})
	return w.get(t, kind, name)
}

// complains waits until a managed resource says what is wrong with it.
func (w *world) complains(t *testing.T, kind Kind, name, words string) {
	t.Helper()
	w.until(t, string(kind)+" "+name+" complains: "+words, func() bool {
		c := w.get(t, kind, name).GetCondition(xpv2.TypeSynced)
		return c.Status == corev1.ConditionFalse && strings.Contains(c.Message, words)
	})
}

// happened counts the events of a kind.
func (w *world) happened(what, subject string) int {
	n := 0
	for _, e := range w.cloud.Events() {
		if e.What == what && e.Subject == subject {
			n++
		}
	}
	return n
}

func (w *world) exists(line string) bool { return slices.Contains(w.cloud.Inventory(), line) }

// statuses are the statuses of all managed resources, to find out what is wrong.
func (w *world) statuses(t *testing.T) string {
	t.Helper()
	text := ""
	for _, c := range w.controllers {
		list := &unstructured.UnstructuredList{}
		list.SetGroupVersionKind(c.shape.gvk.GroupVersion().WithKind(c.shape.gvk.Kind + "List"))
		if err := w.hub.List(t.Context(), list); err != nil {
			return err.Error()
		}
		for _, o := range list.Items {
			status, _ := yaml.Marshal(map[string]any{string(c.shape.kind) + " " + o.GetName(): o.Object["status"], "metadata": o.Object["metadata"]})
			text += string(status)
		}
	}
	return text
}
