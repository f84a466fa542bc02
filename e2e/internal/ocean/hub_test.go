package ocean

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	corev1 "k8s.io/api/core/v1"
	kerrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/util/retry"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"
	"sigs.k8s.io/yaml"
)

// locking refuses to update a status that has changed meanwhile, which the
// client in memory forgets for unstructured objects.
func locking() interceptor.Funcs {
	var mu sync.Mutex
	return interceptor.Funcs{
		Update: func(ctx context.Context, c client.WithWatch, o client.Object, options ...client.UpdateOption) error {
			mu.Lock()
			defer mu.Unlock()
			return c.Update(ctx, o, options...)
		},
		SubResourceUpdate: func(ctx context.Context, c client.Client, name string, o client.Object, options ...client.SubResourceUpdateOption) error {
			mu.Lock()
			defer mu.Unlock()
			now := &unstructured.Unstructured{}
			now.SetGroupVersionKind(o.GetObjectKind().GroupVersionKind())
			if err := c.Get(ctx, client.ObjectKeyFromObject(o), now); err != nil {
				return err
			}
			if now.GetResourceVersion() != o.GetResourceVersion() {
				return kerrors.NewConflict(schema.GroupResource{Resource: now.GetKind()}, o.GetName(), errors.New("it was modified"))
			}
			return c.SubResource(name).Update(ctx, o, options...)
		},
	}
}

// apply creates an object.
func (w *world) apply(t *testing.T, text string) {
	t.Helper()
	o := &unstructured.Unstructured{}
	if err := yaml.Unmarshal([]byte(text), &o.Object); err != nil {
		t.Fatal(err)
	}
	if o.GetKind() != "ClusterProviderConfig" {
		o.SetNamespace("dev")
		o.SetUID(types.UID(o.GroupVersionKind().Group + "/" + o.GetKind() + "/" + o.GetName()))
	}
	if err := w.hub.Create(t.Context(), o); err != nil {
		t.Fatal(err)
	}
}

func (w *world) secret(t *testing.T, namespace, name string, data map[string]string) {
	t.Helper()
	s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name}, Data: map[string][]byte{}}
	for key, value := range data {
		s.Data[key] = []byte(value)
	}
	if err := client.IgnoreAlreadyExists(w.hub.Create(t.Context(), s)); err != nil {
		t.Fatal(err)
	}
}

// get is a managed resource; nil if there is none.
func (w *world) get(t *testing.T, kind Kind, name string) *Managed {
	t.Helper()
	m := &Managed{}
	for _, s := range slices.Backward(shapes()) { // of several the first, PostgreSQL's
		if s.kind == kind {
			m.SetGroupVersionKind(s.gvk)
		}
	}
	err := w.hub.Get(t.Context(), types.NamespacedName{Namespace: "dev", Name: name}, &m.Unstructured)
	if client.IgnoreNotFound(err) != nil {
		t.Fatal(err)
	}
	if err != nil {
		return nil
	}
	return m
}

// edit changes a managed resource.
func (w *world) edit(t *testing.T, kind Kind, name string, change func(*Managed)) {
	t.Helper()
	err := retry.RetryOnConflict(retry.DefaultBackoff, func() error {
		m := w.get(t, kind, name)
		change(m)
		return w.hub.Update(t.Context(), &m.Unstructured)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) delete(t *testing.T, kind Kind, name string) {
	t.Helper()
	if err := w.hub.Delete(t.Context(), &w.get(t, kind, name).Unstructured); err != nil {
		t.Fatal(err)
	}
}
