package packages

import (
	"slices"
	"strings"

	pkgv1beta1 "github.com/crossplane/crossplane/apis/v2/pkg/v1beta1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Mirrors tells Crossplane which mirrors to pull packages from. The packages
// keep their names and sources: by its source a package is known to those that
// depend on it, and one that named a mirror would be installed a second time
// along with them. Crossplane runs a package from where it pulled it.
//
// An ImageConfig that comes after the package makes Crossplane try again.
func Mirrors(mirrors []platform.Mirror) model.Component {
	c := model.Component{Name: "mirrors"}
	for _, m := range mirrors {
		if servesPackage(m) {
			c.Objects = append(c.Objects, imageConfig(m))
		}
	}
	return c
}

// servesPackage tells whether a package comes from the mirror, and not only
// images of charts.
func servesPackage(m platform.Mirror) bool {
	spec := platform.Spec{Mirrors: []platform.Mirror{m}}
	return slices.ContainsFunc(charts.Packages(), func(p charts.Package) bool {
		_, used := spec.Mirrored(p.Image)
		return used.From != ""
	})
}

func mirrored(p platform.Platform) model.Component { return Mirrors(p.Spec.Mirrors) }

// imageConfig matches prefixes with a slash: Crossplane compares letters.
func imageConfig(m platform.Mirror) *pkgv1beta1.ImageConfig {
	from, to := m.From+"/", m.To+"/"
	config := &pkgv1beta1.ImageConfig{
		TypeMeta:   kinds.ImageConfig,
		ObjectMeta: metav1.ObjectMeta{Name: strings.NewReplacer("/", "-", ":", "-", "_", "-").Replace(m.From)},
		Spec: pkgv1beta1.ImageConfigSpec{
			MatchImages:  []pkgv1beta1.ImageMatch{{Type: pkgv1beta1.Prefix, Prefix: from}},
			RewriteImage: &pkgv1beta1.ImageRewrite{Prefix: to},
		},
	}
	if m.Secret == "" {
		return config
	}
	config.Spec.Registry = &pkgv1beta1.RegistryConfig{Authentication: &pkgv1beta1.RegistryAuthentication{
		PullSecretRef: corev1.LocalObjectReference{Name: m.Secret},
	}}
	if to != from {
		// The Secret is looked up by the image as rewritten; what is at the
		// mirror already, the rewriting leaves as it is.
		config.Spec.MatchImages = append(config.Spec.MatchImages, pkgv1beta1.ImageMatch{Type: pkgv1beta1.Prefix, Prefix: to})
	}
	return config
}
