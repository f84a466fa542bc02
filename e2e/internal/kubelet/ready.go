package kubelet

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/e2e/internal/process"
)

// ready tells whether every known container runs and listens.
func (p *pod) ready() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stage == "" && !slices.ContainsFunc(p.object.Spec.Containers, func(c corev1.Container) bool {
		_, known := p.k.programs(c.Image)
		return known && !p.running[c.Name].listens()
	})
}

// listens tells whether the process has been seen to listen on all the ports
// that it should. It is asked once only, because servers log such connections.
func (r *running) listens() bool {
	if r == nil {
		return false
	}
	r.expect = slices.DeleteFunc(r.expect, func(port int) bool {
		return process.Listening(process.Loopback(port))() == nil
	})
	return len(r.expect) == 0
}

// reportPods writes the status of the pods of the kubelet's Deployments.
func (k *Kubelet) reportPods(ctx context.Context) {
	for {
		for _, p := range k.all() {
			if err := k.report(ctx, p); err != nil && ctx.Err() == nil {
				p.log.Warn("cannot report its pods", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(250 * time.Millisecond):
		}
	}
}

// all are the pods that run, and the last one of each Deployment that does not
// any more, whose deletion has to be confirmed.
func (k *Kubelet) all() []*pod {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Collect(maps.Values(k.pods))
}

// report makes the status of a Deployment's pods that of its processes.
func (k *Kubelet) report(ctx context.Context, p *pod) error {
	selector, err := metav1.LabelSelectorAsSelector(p.selector)
	if err != nil {
		return err
	}
	list := &corev1.PodList{}
	if err := k.cluster.List(ctx, list, client.InNamespace(p.key.Namespace), client.MatchingLabelsSelector{Selector: selector}); err != nil {
		return err
	}
	ready := p.ready() // false when it has ended
	for i := range list.Items {
		object := &list.Items[i]
		switch {
		case object.DeletionTimestamp != nil:
			err = k.cluster.Delete(ctx, object, client.GracePeriodSeconds(0))
		case object.Spec.NodeName != "" && isReady(object) != ready, object.Spec.NodeName != "" && object.Status.PodIP == "":
			before := object.DeepCopy()
			setStatus(object, ready)
			err = k.cluster.Status().Patch(ctx, object, client.MergeFrom(before))
		}
		if err != nil && !apierrors.IsNotFound(err) {
			return err
		}
	}
	return nil
}

func isReady(object *corev1.Pod) bool {
	return slices.ContainsFunc(object.Status.Conditions, func(c corev1.PodCondition) bool {
		return c.Type == corev1.PodReady && c.Status == corev1.ConditionTrue
	})
}

// setStatus fills what controllers read of a pod's status. A pod that is not
// ready yet is nevertheless called running: kwok makes pending ones ready.
func setStatus(object *corev1.Pod, ready bool) {
	now := metav1.Now()
	status := corev1.ConditionFalse
	if ready {
		status = corev1.ConditionTrue
	}
	object.Status.Phase = corev1.PodRunning
	if object.Status.StartTime == nil {
		object.Status.StartTime = &now
	}
	object.Status.PodIP = podIP(object)
	object.Status.PodIPs = []corev1.PodIP{{IP: object.Status.PodIP}}
	for _, kind := range []corev1.PodConditionType{corev1.PodInitialized, corev1.ContainersReady, corev1.PodReady} {
		others := slices.DeleteFunc(object.Status.Conditions, func(c corev1.PodCondition) bool { return c.Type == kind })
		object.Status.Conditions = append(others, corev1.PodCondition{Type: kind, Status: status, LastTransitionTime: now})
	}
	object.Status.ContainerStatuses = nil
	for _, c := range object.Spec.Containers {
		object.Status.ContainerStatuses = append(object.Status.ContainerStatuses, containerStatus(c, ready, now))
	}
}

func containerStatus(c corev1.Container, ready bool, now metav1.Time) corev1.ContainerStatus {
	status := corev1.ContainerStatus{Name: c.Name, Image: c.Image, Ready: ready, Started: new(ready)}
	if ready {
		status.State.Running = &corev1.ContainerStateRunning{StartedAt: now}
	} else {
		status.State.Waiting = &corev1.ContainerStateWaiting{Reason: "ContainerCreating"}
	}
	return status
}

// podIP is an address that endpoints may have (not one of loopback) and nobody
// answers at: Services are served in other ways.
func podIP(object *corev1.Pod) string {
	hash := fnv.New32a()
	hash.Write([]byte(object.UID))
	sum := hash.Sum32()
	return fmt.Sprintf("10.255.%d.%d", byte(sum>>8), byte(sum)|1)
}
