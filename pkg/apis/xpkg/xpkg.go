// Package xpkg holds the packages that Crossplane installs (pkg.crossplane.io/v1),
// as far as we write them. Crossplane's own types would bring controller-runtime's
// client along: some 200 packages more for every user to compile. The other kinds
// of the group are Crossplane's own types.
package xpkg

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// The kinds of this package.
var (
	KindProvider = metav1.TypeMeta{APIVersion: "pkg.crossplane.io/v1", Kind: "Provider"}
	KindFunction = metav1.TypeMeta{APIVersion: "pkg.crossplane.io/v1", Kind: "Function"}
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

// RuntimeContainer is the name of the container that runs the package, in the
// template of a DeploymentRuntimeConfig.
const RuntimeContainer = "package-runtime"
