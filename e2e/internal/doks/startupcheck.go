package doks

import (
	"context"
	"fmt"
	"regexp"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	cmmeta "github.com/cert-manager/cert-manager/pkg/apis/meta/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const startUpCheck = "startupapicheck"

// syncStartUpChecks is the Job with which cert-manager's chart holds its
// release back until the webhook answers: the running pod of it succeeds when
// a trial has shown that. It takes a cluster whose pretended pods of that
// component do not end by themselves.
func (c *cluster) syncStartUpChecks(ctx context.Context) (bool, error) {
	pods := &corev1.PodList{}
	if err := c.List(ctx, pods, client.MatchingLabels{labelComponent: startUpCheck}); err != nil {
		return false, err
	}
	if len(pods.Items) == 0 {
		return true, nil // the Job that makes one is watched
	}
	return each(pods.Items, func(pod *corev1.Pod) (bool, error) {
		if pod.Status.Phase == corev1.PodSucceeded || pod.Status.Phase == corev1.PodFailed {
			return true, nil
		}
		if pod.Status.Phase != corev1.PodRunning {
			return false, nil
		}
		if err := c.tryWebhook(ctx, pod.Namespace); err != nil {
			return false, err
		}
		before := pod.DeepCopy()
		pod.Status.Phase = corev1.PodSucceeded
		for i := range pod.Status.Conditions {
			if pod.Status.Conditions[i].Type == corev1.PodReady {
				pod.Status.Conditions[i].Status = corev1.ConditionFalse
				pod.Status.Conditions[i].Reason = "PodCompleted"
			}
		}
		return true, c.saveStatus(ctx, startUpCheck, before, pod, "the cert-manager API is ready")
	})
}

var denied = regexp.MustCompile(`admission webhook "(.*)" denied the request`)

// tryWebhook asks for a request that only the webhook refuses.
func (c *cluster) tryWebhook(ctx context.Context, namespace string) error {
	request := &certmanagerv1.CertificateRequest{
		ObjectMeta: metav1.ObjectMeta{GenerateName: "cmapichecker-invalid-", Namespace: namespace},
		Spec: certmanagerv1.CertificateRequestSpec{
			Request:   []byte("invalid-csr"),
			IssuerRef: cmmeta.IssuerReference{Name: "cmapichecker"},
		},
	}
	err := c.Create(ctx, request, client.DryRunAll)
	switch {
	case err == nil:
		return fmt.Errorf("validating webhook not found or not working correctly")
	case denied.MatchString(err.Error()):
		return nil
	}
	return fmt.Errorf("not ready: %w", err)
}
