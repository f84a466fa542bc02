package kubelet

import (
	"fmt"
	"testing"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// TestReadiness follows a pod from its creation to its deletion.
func TestReadiness(t *testing.T) {
	object := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "app-abc-1", UID: "2", Labels: map[string]string{"app": "app"}, Finalizers: []string{"test/keep"}},
		Spec:       corev1.PodSpec{NodeName: "n", Containers: []corev1.Container{{Name: "main", Image: "known"}}},
	}
	other := object.DeepCopy()
	other.Name, other.Labels = "other", map[string]string{"app": "other"}
	c := cluster(object, other)
	k, ctx := start(t, c)
	k.working.Go(func() { k.reportPods(ctx) })
	container := serving()
	container.VolumeMounts = nil
	d := deployment(0, container)
	k.sync(ctx, d, true)
	status := func(name string, phase corev1.PodPhase, ready bool) func() error {
		return func() error {
			got := &corev1.Pod{}
			if err := c.Get(ctx, client.ObjectKey{Namespace: namespace, Name: name}, got); err != nil {
				return err
			}
			if got.Status.Phase != phase || isReady(got) != ready {
				return fmt.Errorf("%s is %q, ready: %t", name, got.Status.Phase, isReady(got))
			}
			return nil
		}
	}
	eventually(t, "without its ServiceAccount it is not ready", status("app-abc-1", corev1.PodRunning, false))
	if err := c.Create(ctx, account()); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it becomes ready", status("app-abc-1", corev1.PodRunning, true))
	if err := status("other", "", false)(); err != nil {
		t.Errorf("the pod of another Deployment: %v", err)
	}
	k.sync(ctx, d, false)
	eventually(t, "it is not ready any more", status("app-abc-1", corev1.PodRunning, false))

	kept := &corev1.Pod{}
	if err := c.Get(ctx, client.ObjectKeyFromObject(object), kept); err != nil {
		t.Fatal(err)
	}
	if err := c.Delete(ctx, kept); err != nil {
		t.Fatal(err)
	}
	kept.Finalizers = nil
	if err := c.Update(ctx, kept); err != nil && !apierrors.IsNotFound(err) && !apierrors.IsConflict(err) {
		t.Fatal(err)
	}
	eventually(t, "its deletion is confirmed", func() error {
		err := c.Get(ctx, client.ObjectKeyFromObject(object), kept)
		if err == nil && len(kept.Finalizers) > 0 {
			kept.Finalizers = nil
			_ = c.Update(ctx, kept)
		}
		if apierrors.IsNotFound(err) {
			return nil
		}
		return fmt.Errorf("it is there: %v", err)
	})
}
