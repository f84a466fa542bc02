package xpkg

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// KindImageConfig is the kind of ImageConfig.
var KindImageConfig = metav1.TypeMeta{APIVersion: "pkg.crossplane.io/v1beta1", Kind: "ImageConfig"}

// ImageConfig changes how packages are pulled, those that other packages bring
// along too.
type ImageConfig struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is what to change, and for which images.
	Spec ImageConfigSpec `json:"spec"`
}

// ImageConfigSpec is what to change, and for which images.
type ImageConfigSpec struct {
	// MatchImages are the images. Of several ImageConfigs that match, the one
	// with the longest prefix wins.
	MatchImages []ImageMatch `json:"matchImages"`
	// Registry says how to log in. It is looked up by the rewritten image.
	Registry *ImageRegistry `json:"registry,omitempty"`
	// RewriteImage says where to pull from instead. The name and the source
	// of the package, by which others depend on it, stay.
	RewriteImage ImageRewrite `json:"rewriteImage"`
}

// ImageMatch is a set of images.
type ImageMatch struct {
	// Type is MatchPrefix.
	Type string `json:"type"`
	// Prefix is compared letter by letter: end it with a slash.
	Prefix string `json:"prefix"`
}

// MatchPrefix is the one type of ImageMatch.
const MatchPrefix = "Prefix"

// ImageRegistry is how to log in.
type ImageRegistry struct {
	Authentication ImageAuthentication `json:"authentication"`
}

// ImageAuthentication names the account.
type ImageAuthentication struct {
	// PullSecretRef is a Secret of the type kubernetes.io/dockerconfigjson in
	// Crossplane's namespace. The pods of the packages get it as well.
	PullSecretRef corev1.LocalObjectReference `json:"pullSecretRef"`
}

// ImageRewrite is what takes the place of the matched prefix.
type ImageRewrite struct {
	Prefix string `json:"prefix"`
}
