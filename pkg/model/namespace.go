package model

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
)

// EnvironmentNamespace is the namespace of an environment on the hub, which a
// delivery makes before the environment's units. A protected one outlives its
// file.
func EnvironmentNamespace(environment string, protected bool) *corev1.Namespace {
	ns := &corev1.Namespace{
		TypeMeta:   kinds.Namespace,
		ObjectMeta: metav1.ObjectMeta{Name: environment},
	}
	if protected {
		Protect(ns)
	}
	return ns
}
