package main

import (
	"context"
	"fmt"
	"os"

	"github.com/prometheus-operator/prometheus-operator/pkg/prometheus"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	typedcorev1 "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/client-go/tools/cache"
)

// namespaces are what an informer of namespaces would know.
func (in input) namespaces() cache.SharedIndexInformer {
	informer := cache.NewSharedIndexInformer(&cache.ListWatch{}, &corev1.Namespace{}, 0, cache.Indexers{})
	for _, o := range in.Namespaces {
		must(informer.GetStore().Add(o))
	}
	return informer
}

// list finds objects as an informer does.
func list[T metav1.Object](all []T) prometheus.ListAllByNamespaceFn {
	return func(namespace string, selector labels.Selector, found cache.AppendFunc) error {
		for _, o := range all {
			if o.GetNamespace() == namespace && selector.Matches(labels.Set(o.GetLabels())) {
				found(o)
			}
		}
		return nil
	}
}

// nothing is an API server without Secrets and ConfigMaps: the store asks it
// for those that were not given.
type nothing struct{}

func (nothing) Secrets(string) typedcorev1.SecretInterface       { return noSecret{} }
func (nothing) ConfigMaps(string) typedcorev1.ConfigMapInterface { return noConfigMap{} }

type noSecret struct{ typedcorev1.SecretInterface }

func (noSecret) Get(_ context.Context, name string, _ metav1.GetOptions) (*corev1.Secret, error) {
	return nil, apierrors.NewNotFound(corev1.Resource("secrets"), name)
}

type noConfigMap struct{ typedcorev1.ConfigMapInterface }

func (noConfigMap) Get(_ context.Context, name string, _ metav1.GetOptions) (*corev1.ConfigMap, error) {
	return nil, apierrors.NewNotFound(corev1.Resource("configmaps"), name)
}

// must ends the program: adding to a store in memory fails for a wrong type
// only.
func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
