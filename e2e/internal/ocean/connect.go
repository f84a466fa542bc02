package ocean

import (
	"context"
	"encoding/json"
	"strconv"

	"github.com/crossplane/crossplane-runtime/v2/pkg/errors"
	"github.com/crossplane/crossplane-runtime/v2/pkg/fieldpath"
	"github.com/crossplane/crossplane-runtime/v2/pkg/reconciler/managed"
	"github.com/crossplane/crossplane-runtime/v2/pkg/resource"
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	corev1 "k8s.io/api/core/v1"
	kerrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
)

// connector finds credentials and orders for a managed resource.
type connector struct {
	*provider
	shape shape
	work  *workspaces
}

// Connect is a client for one reconcile of one managed resource.
func (c *connector) Connect(ctx context.Context, mg resource.Managed) (managed.ExternalClient, error) {
	m, ok := mg.(*Managed)
	if !ok {
		return nil, errors.New("the custom resource is not a Terraformed resource")
	}
	who, err := c.credentials(ctx, m)
	if err != nil {
		return nil, errors.Wrap(err, "cannot get terraform setup")
	}
	spec, err := c.order(ctx, m)
	if err != nil {
		return nil, errors.Wrap(err, "cannot get a terraform workspace for resource")
	}
	return &external{connector: c, who: who, spec: spec}, nil
}

// credentials are what the provider config leads to.
func (c *connector) credentials(ctx context.Context, m *Managed) (Caller, error) {
	ref := m.GetProviderConfigReference()
	config := &unstructured.Unstructured{}
	config.SetGroupVersionKind(schema.GroupVersionKind{Group: group, Version: "v1beta1", Kind: ref.Kind})
	key := types.NamespacedName{Name: ref.Name}
	if ref.Kind == "ProviderConfig" {
		key.Namespace = m.GetNamespace()
	}
	if err := c.kube.Get(ctx, key, config); err != nil {
		return Caller{}, errors.Wrap(err, "cannot get referenced ProviderConfig")
	}
	selectors := struct {
		Source                         xpv2.CredentialsSource `json:"source"`
		xpv2.CommonCredentialSelectors `json:",inline"`
	}{}
	if err := fieldpath.Pave(config.Object).GetValueInto("spec.credentials", &selectors); err != nil {
		return Caller{}, errors.Wrap(err, "cannot extract credentials")
	}
	if selectors.SecretRef != nil && key.Namespace != "" {
		selectors.SecretRef.Namespace = key.Namespace // a namespaced config reads at home only
	}
	data, err := resource.CommonCredentialExtractor(ctx, selectors.Source, c.kube, selectors.CommonCredentialSelectors)
	if err != nil {
		return Caller{}, errors.Wrap(err, "cannot extract credentials")
	}
	keys := map[string]string{}
	if err := json.Unmarshal(data, &keys); err != nil {
		return Caller{}, errors.Wrap(err, "cannot unmarshal digitalocean credentials as JSON")
	}
	retries, _ := strconv.Atoi(keys["http_retry_max"])
	return Caller{Token: keys["token"], SpacesID: keys["spaces_access_id"], SpacesSecret: keys["spaces_secret_key"], Retries: retries}, nil
}

// order is forProvider as Terraform gets it: without references, with the
// values of Secrets. A Secret or key that is missing is no error: the field is
// left out.
func (c *connector) order(ctx context.Context, m *Managed) (map[string]any, error) {
	spec := map[string]any{}
	m.into("spec.forProvider", &spec)
	for _, ref := range c.shape.refs {
		delete(spec, ref.field+"Ref")
		delete(spec, ref.field+"Selector")
	}
	for _, field := range c.shape.secrets {
		ref := xpv2.LocalSecretKeySelector{}
		delete(spec, field+"SecretRef")
		if !m.into("spec.forProvider."+field+"SecretRef", &ref) {
			continue
		}
		secret := &corev1.Secret{}
		err := c.kube.Get(ctx, types.NamespacedName{Namespace: m.GetNamespace(), Name: ref.Name}, secret)
		if err != nil && !kerrors.IsNotFound(err) {
			return nil, err
		}
		if value := string(secret.Data[ref.Key]); value != "" {
			spec[field] = value
		}
	}
	if c.shape.named {
		spec["name"] = externalName(m)
	}
	return spec, nil
}
