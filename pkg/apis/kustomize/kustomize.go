// Package kustomize holds the kustomization.yaml file format, as far as we
// write it: a list of resources.
package kustomize

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// FileName is the name kustomize looks for.
const FileName = "kustomization.yaml"

// Kustomization is a kustomization.yaml: not an object of any cluster.
type Kustomization struct {
	metav1.TypeMeta `json:",inline"`
	// Resources are files and folders, relative to the kustomization.yaml.
	Resources []string `json:"resources"`
}

// Of is the kustomization.yaml that collects the given resources.
func Of(resources []string) Kustomization {
	return Kustomization{
		TypeMeta:  metav1.TypeMeta{APIVersion: "kustomize.config.k8s.io/v1beta1", Kind: "Kustomization"},
		Resources: resources,
	}
}
