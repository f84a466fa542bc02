package doks

import (
	"context"
	"encoding/base64"
	"errors"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const (
	caInjector = "cert-manager-cainjector"
	keyCA      = "ca.crt"
)

// syncInjection is cert-manager's injector: it copies the authority's
// certificate into objects that ask for it by annotation.
func (c *cluster) syncInjection(ctx context.Context) (bool, error) {
	if _, running, err := c.running(ctx, "cainjector", "cainjector"); err != nil || !running {
		return false, err
	}
	settled := true
	var errs []error
	for _, kind := range []schema.GroupVersionKind{kindValidating, kindMutating, kindDefinition, kindAPIService} {
		list := &unstructured.UnstructuredList{}
		list.SetGroupVersionKind(kind.GroupVersion().WithKind(kind.Kind + "List"))
		if err := c.List(ctx, list); err != nil {
			return false, err
		}
		ok, err := each(list.Items, func(object *unstructured.Unstructured) (bool, error) { return c.injectInto(ctx, object) })
		settled = settled && ok
		errs = append(errs, err)
	}
	return settled, errors.Join(errs...)
}

// injectInto writes the authority into one object. While there is none yet it
// is not settled.
func (c *cluster) injectInto(ctx context.Context, object *unstructured.Unstructured) (bool, error) {
	bundle, asked, err := c.bundleFor(ctx, object.GetAnnotations())
	switch {
	case !asked:
		return true, nil
	case err != nil || len(bundle) == 0:
		return false, err
	}
	before := object.DeepCopy()
	inject(object, bundle)
	return true, c.save(ctx, caInjector, before, object, "injected caBundle")
}

// bundleFor is the authority's certificate that annotations ask for: from a
// Secret which allows it, or from the Secret of a Certificate.
func (c *cluster) bundleFor(ctx context.Context, annotations map[string]string) (bundle []byte, asked bool, err error) {
	secret := &corev1.Secret{}
	if from := annotations[certmanagerv1.WantInjectFromSecretAnnotation]; from != "" {
		if err := c.Get(ctx, split(from), secret); err != nil {
			return nil, true, client.IgnoreNotFound(err)
		}
		if secret.Annotations[certmanagerv1.AllowsInjectionFromSecretAnnotation] != "true" {
			return nil, true, nil
		}
		return secret.Data[keyCA], true, nil
	}
	from := annotations[certmanagerv1.WantInjectAnnotation]
	if from == "" {
		return nil, false, nil
	}
	certificate := &certmanagerv1.Certificate{}
	if err := c.Get(ctx, split(from), certificate); isAbsent(err) {
		return nil, true, nil
	} else if err != nil {
		return nil, true, err
	}
	key := client.ObjectKey{Namespace: certificate.Namespace, Name: certificate.Spec.SecretName}
	if err := c.Get(ctx, key, secret); err != nil {
		return nil, true, client.IgnoreNotFound(err)
	}
	if secret.Annotations[certmanagerv1.CertificateNameKey] != certificate.Name {
		return nil, true, nil
	}
	return secret.Data[keyCA], true, nil
}

// inject writes the bundle to where the object's kind has it: in each webhook
// of a configuration, in the conversion of a definition, in an APIService.
func inject(object *unstructured.Unstructured, bundle []byte) {
	encoded := base64.StdEncoding.EncodeToString(bundle)
	switch object.GetKind() {
	case kindAPIService.Kind:
		if spec, ok := object.Object["spec"].(map[string]any); ok {
			spec["caBundle"] = encoded
		}
	case kindDefinition.Kind:
		config, found, err := unstructured.NestedFieldNoCopy(object.Object, "spec", "conversion", "webhook", "clientConfig")
		if fields, ok := config.(map[string]any); ok && found && err == nil {
			fields["caBundle"] = encoded
		}
	default:
		webhooks, _ := object.Object["webhooks"].([]any)
		for _, webhook := range webhooks {
			fields, _ := webhook.(map[string]any)
			if config, ok := fields["clientConfig"].(map[string]any); ok {
				config["caBundle"] = encoded
			}
		}
	}
}
