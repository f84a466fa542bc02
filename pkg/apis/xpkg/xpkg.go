// Package xpkg holds the kinds of Crossplane's package manager (group
// pkg.crossplane.io) and the crossplane.yaml of a package (meta.pkg), as far as
// we write them.
package xpkg

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// The kinds of this package.
var (
	KindProvider                = metav1.TypeMeta{APIVersion: "pkg.crossplane.io/v1", Kind: "Provider"}
	KindFunction                = metav1.TypeMeta{APIVersion: "pkg.crossplane.io/v1", Kind: "Function"}
	KindDeploymentRuntimeConfig = metav1.TypeMeta{APIVersion: "pkg.crossplane.io/v1beta1", Kind: "DeploymentRuntimeConfig"}
	KindConfiguration           = metav1.TypeMeta{APIVersion: "meta.pkg.crossplane.io/v1", Kind: "Configuration"}
)

// Provider installs a provider package: its CRDs and its controller.
type Provider struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is what to install.
	Spec PackageSpec `json:"spec"`
}

// Function installs a composition function.
type Function struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is what to install.
	Spec PackageSpec `json:"spec"`
}

// PackageSpec says which package to install and how to run it.
type PackageSpec struct {
	// Package is the fully qualified image with its tag or digest.
	Package string `json:"package"`
	// RuntimeConfigRef names the DeploymentRuntimeConfig.
	RuntimeConfigRef RuntimeConfigReference `json:"runtimeConfigRef"`
}

// RuntimeConfigReference names a DeploymentRuntimeConfig.
type RuntimeConfigReference struct {
	Name string `json:"name"`
}

// DeploymentRuntimeConfig changes the Deployment that runs a package.
type DeploymentRuntimeConfig struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is what to change.
	Spec DeploymentRuntimeConfigSpec `json:"spec"`
}

// DeploymentRuntimeConfigSpec holds the template of the Deployment.
type DeploymentRuntimeConfigSpec struct {
	DeploymentTemplate DeploymentTemplate `json:"deploymentTemplate"`
}

// DeploymentTemplate is the template of the Deployment.
type DeploymentTemplate struct {
	Spec DeploymentSpec `json:"spec"`
}

// DeploymentSpec is the part of a Deployment that we set.
type DeploymentSpec struct {
	// Selector must be there by the schema; Crossplane puts its own in its
	// place.
	Selector metav1.LabelSelector `json:"selector"`
	// Template is the template of the Pod.
	Template PodTemplate `json:"template"`
}

// PodTemplate is the part of a Pod template that we set.
type PodTemplate struct {
	Spec PodSpec `json:"spec"`
}

// PodSpec is the part of a Pod that we set.
type PodSpec struct {
	Containers []Container `json:"containers"`
}

// RuntimeContainer is the name of the container that runs the package.
const RuntimeContainer = "package-runtime"

// Container is the part of a container that we set.
type Container struct {
	// Name is RuntimeContainer.
	Name string `json:"name"`
	// Args are flags of the package's program.
	Args []string `json:"args,omitempty"`
	// Resources are what the container may use.
	Resources corev1.ResourceRequirements `json:"resources"`
}
