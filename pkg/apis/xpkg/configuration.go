package xpkg

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Configuration is the crossplane.yaml of a Configuration package: what the
// package needs besides the XRDs and Compositions in it. It is never applied
// to a cluster.
type Configuration struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is what the package needs.
	Spec ConfigurationSpec `json:"spec"`
}

// ConfigurationSpec is what a package needs.
type ConfigurationSpec struct {
	// Crossplane is the range of Crossplane versions.
	Crossplane CrossplaneConstraints `json:"crossplane"`
	// DependsOn are other packages, installed if they are missing.
	DependsOn []Dependency `json:"dependsOn,omitempty"`
}

// CrossplaneConstraints is a range of Crossplane versions.
type CrossplaneConstraints struct {
	// Version is a semantic version constraint: ">=v2.0.0".
	Version string `json:"version"`
}

// Dependency is another package.
type Dependency struct {
	// APIVersion and Kind are those of the package object, for example
	// pkg.crossplane.io/v1 Provider.
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	// Package is the image without a tag.
	Package string `json:"package"`
	// Version is a semantic version constraint.
	Version string `json:"version"`
}
