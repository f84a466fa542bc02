package kubelet

import (
	"context"
	"testing"

	"k8s.io/client-go/rest"
)

func TestPrograms(t *testing.T) {
	programs := Programs(Paths{
		Crossplane: "core", ProviderKubernetes: "kubernetes", PatchAndTransform: "pt",
		DigitalOcean: func(context.Context, *rest.Config) error { return nil },
	})
	for name, c := range map[string]struct {
		reason, image, path string
		known, inside       bool
	}{
		"Tag":      {reason: "a tag does not matter", image: "xpkg.crossplane.io/crossplane/crossplane:v2.3.4", path: "core", known: true},
		"Digest":   {reason: "nor does a digest", image: "127.0.0.1:5000/a/provider-kubernetes@sha256:ab", path: "kubernetes", known: true},
		"Both":     {reason: "nor do both", image: "host:1/function-patch-and-transform:v1@sha256:ab", path: "pt", known: true},
		"Bare":     {reason: "a name needs neither", image: "crossplane", path: "core", known: true},
		"Inside":   {reason: "the DigitalOcean provider is simulated", image: "h/provider-upjet-digitalocean:v1", known: true, inside: true},
		"NotGiven": {reason: "a program without a path is not known", image: "h/provider-http:v1"},
		"Other":    {reason: "other images are left alone", image: "h/crossplane/other:v1"},
	} {
		t.Run(name, func(t *testing.T) {
			program, known := programs(c.image)
			if known != c.known || program.Path != c.path || (program.Run != nil) != c.inside {
				t.Errorf("%s: %+v, %t", c.reason, program, known)
			}
		})
	}
}
