package controlplane

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// Kinds that the scenarios look at.
var (
	kustomizations     = schema.GroupVersionKind{Group: "kustomize.toolkit.fluxcd.io", Version: "v1", Kind: "Kustomization"}
	helmReleases       = schema.GroupVersionKind{Group: "helm.toolkit.fluxcd.io", Version: "v2", Kind: "HelmRelease"}
	repositories       = schema.GroupVersionKind{Group: "source.toolkit.fluxcd.io", Version: "v1", Kind: "GitRepository"}
	databases          = schema.GroupVersionKind{Group: "seamark.dev", Version: "v1alpha1", Kind: "ManagedDatabase"}
	clusterXRs         = schema.GroupVersionKind{Group: "seamark.dev", Version: "v1alpha1", Kind: "DOKSCluster"}
	databaseClusters   = schema.GroupVersionKind{Group: "database.digitalocean.m.crossplane.io", Version: "v1alpha1", Kind: "Cluster"}
	nodePools          = schema.GroupVersionKind{Group: "kubernetes.digitalocean.m.crossplane.io", Version: "v1alpha1", Kind: "NodePool"}
	doksClusters       = schema.GroupVersionKind{Group: "kubernetes.digitalocean.m.crossplane.io", Version: "v1alpha1", Kind: "Cluster"}
	requests           = schema.GroupVersionKind{Group: "http.m.crossplane.io", Version: "v1alpha2", Kind: "Request"}
	disposableRequests = schema.GroupVersionKind{Group: "http.m.crossplane.io", Version: "v1alpha2", Kind: "DisposableRequest"}
	policies           = schema.GroupVersionKind{Group: "networking.k8s.io", Version: "v1", Kind: "NetworkPolicy"}
	deployments        = schema.GroupVersionKind{Group: "apps", Version: "v1", Kind: "Deployment"}
	configMaps         = schema.GroupVersionKind{Version: "v1", Kind: "ConfigMap"}
	secrets            = schema.GroupVersionKind{Version: "v1", Kind: "Secret"}
	namespaces         = schema.GroupVersionKind{Version: "v1", Kind: "Namespace"}
)

// watched are the kinds of an environment's namespace that tell how it is.
var watched = []schema.GroupVersionKind{
	kustomizations, helmReleases, databases, clusterXRs,
	{Group: "seamark.dev", Version: "v1alpha1", Kind: "NodePool"},
	{Group: "seamark.dev", Version: "v1alpha1", Kind: "ObjectStore"},
	{Group: "seamark.dev", Version: "v1alpha1", Kind: "LogSink"},
	{Group: "seamark.dev", Version: "v1alpha1", Kind: "SecretCopy"},
	doksClusters, nodePools,
	databaseClusters,
	{Group: "vpc.digitalocean.m.crossplane.io", Version: "v1alpha1", Kind: "VPC"},
	{Group: "kubernetes.m.crossplane.io", Version: "v1alpha1", Kind: "Object"},
	requests,
}

// get reads an object.
func get(ctx context.Context, c client.Client, kind schema.GroupVersionKind, namespace, name string) (*unstructured.Unstructured, error) {
	o := &unstructured.Unstructured{}
	o.SetGroupVersionKind(kind)
	err := c.Get(ctx, client.ObjectKey{Namespace: namespace, Name: name}, o)
	return o, err
}

// list reads all objects of a kind.
func list(ctx context.Context, c client.Client, kind schema.GroupVersionKind, options ...client.ListOption) ([]unstructured.Unstructured, error) {
	items := &unstructured.UnstructuredList{}
	items.SetGroupVersionKind(kind)
	err := c.List(ctx, items, options...)
	return items.Items, err
}

// edit changes an object as `kubectl edit` does.
func edit(ctx context.Context, c client.Client, kind schema.GroupVersionKind, namespace, name, patch string) error {
	o := &unstructured.Unstructured{}
	o.SetGroupVersionKind(kind)
	o.SetNamespace(namespace)
	o.SetName(name)
	return c.Patch(ctx, o, client.RawPatch("application/merge-patch+json", []byte(patch)), client.FieldOwner("kubectl-edit"))
}

// gone is nil when an object is not there.
func gone(ctx context.Context, c client.Client, kind schema.GroupVersionKind, namespace, name string) error {
	o, err := get(ctx, c, kind, namespace, name)
	if apierrors.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return fmt.Errorf("%s %s/%s is there, deletion asked at %v", kind.Kind, namespace, name, o.GetDeletionTimestamp())
}

// value reads a key of a Secret or ConfigMap.
func value(ctx context.Context, c client.Client, kind schema.GroupVersionKind, namespace, name, key string) (string, error) {
	o, err := get(ctx, c, kind, namespace, name)
	if err != nil {
		return "", err
	}
	text, found, err := unstructured.NestedString(o.Object, "data", key)
	if err != nil || !found {
		return "", errors.Join(err, fmt.Errorf("%s %s/%s has no key %s", kind.Kind, namespace, name, key))
	}
	if kind == secrets {
		decoded, err := base64.StdEncoding.DecodeString(text)
		return string(decoded), err
	}
	return text, nil
}

// holds checks the value of a key.
func holds(ctx context.Context, c client.Client, kind schema.GroupVersionKind, namespace, name, key, want string) error {
	got, err := value(ctx, c, kind, namespace, name, key)
	if err == nil && got != want {
		err = fmt.Errorf("%s %s/%s, key %s: is %q, want %q", kind.Kind, namespace, name, key, got, want)
	}
	return err
}

// reconcileNow asks Flux not to wait for the interval, as `flux reconcile` does.
func (w *world) reconcileNow(kind schema.GroupVersionKind, namespace, name string) error {
	return edit(w.ctx, w.client, kind, namespace, name,
		fmt.Sprintf(`{"metadata":{"annotations":{"reconcile.fluxcd.io/requestedAt":%q}}}`, time.Now().Format(time.RFC3339Nano)))
}

// conditionOf is a condition of an object, nil without.
func conditionOf(o unstructured.Unstructured, kind string) map[string]any {
	conditions, _, _ := unstructured.NestedSlice(o.Object, "status", "conditions")
	for _, c := range conditions {
		if fields, ok := c.(map[string]any); ok && fields["type"] == kind {
			return fields
		}
	}
	return nil
}
