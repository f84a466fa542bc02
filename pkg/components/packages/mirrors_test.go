package packages_test

import (
	"testing"

	pkgv1beta1 "github.com/crossplane/crossplane/apis/v2/pkg/v1beta1"
	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/platform"
)

func TestMirrors(t *testing.T) {
	const from = "xpkg.crossplane.io"
	match := func(prefixes ...string) []pkgv1beta1.ImageMatch {
		var all []pkgv1beta1.ImageMatch
		for _, p := range prefixes {
			all = append(all, pkgv1beta1.ImageMatch{Type: pkgv1beta1.Prefix, Prefix: p})
		}
		return all
	}
	cases := map[string]struct {
		reason string
		mirror platform.Mirror
		want   []pkgv1beta1.ImageMatch // none: no object at all
		secret string
	}{
		"plain": {
			reason: "Crossplane compares letters, so the slash must be in the prefix.",
			mirror: platform.Mirror{From: from, To: "127.0.0.1:5000/xpkg"}, want: match(from + "/"),
		},
		"secret": {
			reason: "The Secret is looked up by the image as rewritten.",
			mirror: platform.Mirror{From: from, To: "r.example.com/xpkg", Secret: "registry"}, want: match(from+"/", "r.example.com/xpkg/"), secret: "registry",
		},
		"itself": {
			reason: "Who only logs in has one prefix.",
			mirror: platform.Mirror{From: from, To: from, Secret: "registry"}, want: match(from + "/"), secret: "registry",
		},
		"charts": {
			reason: "Mirrors of charts are no matter of Crossplane.",
			mirror: platform.Mirror{From: "oci://ghcr.io", To: "oci://r.example.com"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			objects := packages.Mirrors([]platform.Mirror{tc.mirror}).Objects
			if len(tc.want) == 0 && len(objects) == 0 {
				return
			}
			if len(objects) != 1 {
				t.Fatalf("%s\ngot %d objects", tc.reason, len(objects))
			}
			got := objects[0].(*pkgv1beta1.ImageConfig)
			if diff := cmp.Diff(tc.want, got.Spec.MatchImages); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
			if want := tc.mirror.To + "/"; got.Spec.RewriteImage.Prefix != want || got.Name != from {
				t.Errorf("%s rewrites to %q, want %s to %q", got.Name, got.Spec.RewriteImage.Prefix, from, want)
			}
			if r := got.Spec.Registry; (r != nil) != (tc.secret != "") || r != nil && r.Authentication.PullSecretRef.Name != tc.secret {
				t.Errorf("%s\ngot registry %+v, want Secret %q", tc.reason, r, tc.secret)
			}
		})
	}
}
