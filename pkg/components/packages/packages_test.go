package packages_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	pkgv1beta1 "github.com/crossplane/crossplane/apis/v2/pkg/v1beta1"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/apis/xpkg"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/platform"
)

// one is a platform with one environment.
func one() platform.Platform {
	return platform.Platform{Spec: platform.Spec{Environments: make([]platform.Environment, 1)}}
}

// TestRuntimes proves that every package runs with bounds, by a configuration
// of its own.
func TestRuntimes(t *testing.T) {
	configs, specs := map[string]corev1.Container{}, map[string]xpkg.PackageSpec{}
	for _, o := range packages.Component(one()).Objects {
		switch o := o.(type) {
		case *pkgv1beta1.DeploymentRuntimeConfig:
			configs[o.Name] = o.Spec.DeploymentTemplate.Spec.Template.Spec.Containers[0]
		case *xpkg.Provider:
			specs[o.Name] = o.Spec
		case *xpkg.Function:
			specs[o.Name] = o.Spec
		}
	}
	if len(specs) != len(charts.Packages()) || len(configs) != len(specs) {
		t.Errorf("%d packages are pinned, %d installed, %d configured", len(charts.Packages()), len(specs), len(configs))
	}
	for _, p := range charts.Packages() {
		// The name that Crossplane gives to a dependency.
		name := "crossplane-contrib-" + p.Image[strings.LastIndex(p.Image, "/")+1:]
		if got := specs[name].Package; got != p.Reference() {
			t.Errorf("%s: package %q, want %q", name, got, p.Reference())
		}
		c, found := configs[specs[name].RuntimeConfigRef.Name]
		if !found || c.Name != xpkg.RuntimeContainer {
			t.Errorf("%s: no configuration of the container %s", p.Name, xpkg.RuntimeContainer)
		}
		for _, r := range []corev1.ResourceName{corev1.ResourceCPU, corev1.ResourceMemory} {
			if quantity := c.Resources.Requests[r]; quantity.IsZero() {
				t.Errorf("%s requests no %s", p.Name, r)
			}
		}
		if limit := c.Resources.Limits[corev1.ResourceMemory]; limit.IsZero() {
			t.Errorf("%s has no memory limit", p.Name)
		}
	}
	if args := configs["crossplane-contrib-provider-kubernetes"].Args; !slices.Contains(args, "--sanitize-secrets") {
		t.Errorf("provider-kubernetes runs with %v: the data of Secrets would show in the status of Objects", args)
	}
}

// TestProvidersAreKept: the CRDs of a provider go with it, and with them every
// managed resource.
func TestProvidersAreKept(t *testing.T) {
	for _, o := range packages.Component(one()).Objects {
		if _, ok := o.(*xpkg.Provider); ok && o.GetAnnotations()["kustomize.toolkit.fluxcd.io/prune"] != "disabled" {
			t.Errorf("%s may be pruned", o.GetName())
		}
	}
}

// TestCredentials proves that the formats fit their inputs, and that the JSON
// is what the provider parses.
func TestCredentials(t *testing.T) {
	secrets := packages.Component(one()).Secrets
	if len(secrets) != 2 || secrets[0].Name != packages.CredentialsSecretName || secrets[1].Name != packages.DNSSecretName {
		t.Fatalf("got %v, want the Secret with the credentials, and that with the token for DNS", secrets)
	}
	for _, k := range secrets[0].Keys {
		if got := strings.Count(k.Format, "%s"); got != len(k.Inputs) {
			t.Errorf("%s: %d inputs for %q", k.Key, len(k.Inputs), k.Format)
		}
		if k.Key != packages.KeyCredentials {
			continue
		}
		var fields map[string]string
		if err := json.Unmarshal(fmt.Appendf(nil, k.Format, "a", "b", "c"), &fields); err != nil {
			t.Fatal(err)
		}
		for field, want := range map[string]string{"token": "a", "spaces_access_id": "b", "spaces_secret_key": "c", "http_retry_max": "60"} {
			if fields[field] != want {
				t.Errorf("%s is %q, want %q", field, fields[field], want)
			}
		}
	}
}

// TestScopesOfDatabases: a token that only looks at databases may neither make
// nor delete one.
func TestScopesOfDatabases(t *testing.T) {
	looked := platform.Database{Existing: &platform.ExistingDatabase{ObserveOnly: true}}
	cases := map[string]struct {
		databases map[string]platform.Database
		want      string
	}{
		"all are looked at": {map[string]platform.Database{"a": looked}, "`database:read, update, view_credentials`"},
		"one is managed":    {map[string]platform.Database{"a": looked, "b": {}}, "`database:create, read, update, delete, view_credentials`"},
		"none":              {nil, "`database:create, read, update, delete, view_credentials`"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := platform.Platform{Spec: platform.Spec{Environments: []platform.Environment{{Databases: tc.databases}}}}
			if purpose := packages.Component(p).Secrets[0].Purpose; !strings.Contains(purpose, tc.want) {
				t.Errorf("want %s in %s", tc.want, purpose)
			}
		})
	}
}
