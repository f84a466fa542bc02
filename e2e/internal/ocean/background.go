package ocean

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/crossplane/crossplane-runtime/v2/pkg/resource"
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/util/retry"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// destroyRetry is how long Terraform waits before it asks again whether a
// network can be deleted.
const destroyRetry = 100 * time.Millisecond

// start runs a change in the background. When it has ended, conditions tell
// how, and the resource is reconciled again.
func (e *external) start(mg resource.Managed, name, failed string, run func(context.Context) error) error {
	key, uid := client.ObjectKeyFromObject(mg), mg.GetUID()
	return e.work.start(e.life, uid, name, run, func(err error) {
		if err := e.conclude(key, failed, err); err != nil {
			e.log.Warn("provider cannot tell how an operation ended", "kind", e.shape.gvk.Kind, "name", key, "err", err)
		}
		e.wakeKey(key)
	})
}

// conclude writes how an operation ended into the status.
func (e *external) conclude(key client.ObjectKey, failed string, ended error) error {
	if ended != nil {
		e.log.Info("provider", "kind", e.shape.gvk.Kind, "name", key, "failed", ended)
	}
	return retry.RetryOnConflict(retry.DefaultBackoff, func() error {
		m := &Managed{}
		m.SetGroupVersionKind(e.shape.gvk)
		if err := e.kube.Get(e.life, key, m); err != nil {
			return client.IgnoreNotFound(err)
		}
		m.SetConditions(lastAsync(ended), asyncFinished(), xpv2.ReconcileSuccess())
		if ended != nil {
			m.SetConditions(xpv2.ReconcileError(fmt.Errorf("%s: %w", failed, ended)))
		}
		return client.IgnoreNotFound(e.kube.Status().Update(e.life, m))
	})
}

// destroy deletes a resource. A network that has members is tried again for a
// while, as Terraform does.
func (e *external) destroy(ctx context.Context, id string) error {
	deadline := time.Now().Add(e.options.DestroyTimeout)
	for {
		err := e.cloud.remove(ctx, e.who, e.shape.kind, id, e.spec)
		switch status := statusOf(err); {
		case status == http.StatusNotFound:
			return nil
		case e.shape.kind != VPC || status != http.StatusForbidden && status != http.StatusConflict || time.Now().After(deadline):
			return err
		}
		select {
		case <-time.After(destroyRetry):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// terraformError is an error as upjet reads it from Terraform's log.
func terraformError(operation, summary string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s failed: %s: %w: ", operation, summary, err)
}

func condition(kind xpv2.ConditionType, status corev1.ConditionStatus, reason xpv2.ConditionReason, message string) xpv2.Condition {
	return xpv2.Condition{Type: kind, Status: status, LastTransitionTime: metav1.Now(), Reason: reason, Message: message}
}

func asyncOngoing() xpv2.Condition {
	return condition("AsyncOperation", corev1.ConditionFalse, "Ongoing", "")
}

func asyncFinished() xpv2.Condition {
	return condition("AsyncOperation", corev1.ConditionTrue, "Finished", "")
}

func lastAsync(err error) xpv2.Condition {
	if err == nil {
		return condition("LastAsyncOperation", corev1.ConditionTrue, "Success", "")
	}
	return condition("LastAsyncOperation", corev1.ConditionFalse, "ApplyFailure", err.Error())
}
