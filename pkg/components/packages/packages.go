// Package packages installs Crossplane's providers and its composition
// function, each pinned, with the flags and the resources they run with.
//
// What this does not limit: Crossplane's RBAC manager gives every provider all
// verbs on Secrets and ConfigMaps of the whole hub, because any managed
// resource may write a connection Secret. So a hub should run nothing whose
// Secrets the providers must not see. People need no access to Secrets or to
// Objects in the namespaces of the environments; an Object of
// provider-kubernetes carries the values that it copies in its own spec.
package packages

import (
	"strings"

	apiextensionsv1alpha1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1alpha1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/xpkg"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Component is the packages, how they run, which of their kinds are on, and
// the credentials that a human must create.
func Component(p platform.Platform) model.Component {
	objects := []model.Object{activation()}
	for _, r := range runtimes(len(p.Spec.Environments), p.Spec.PollInterval()) {
		objects = append(objects, r.config())
	}
	// A Provider owns its CRDs: without it, every managed resource would go.
	for _, p := range model.Protect(providers()...) {
		objects = append(objects, p)
	}
	objects = append(objects, &xpkg.Function{
		TypeMeta:   xpkg.KindFunction,
		ObjectMeta: metav1.ObjectMeta{Name: FunctionName()},
		Spec:       spec(charts.FunctionPatchAndTransform),
	})
	c := model.Component{
		Name:     "packages",
		Objects:  objects,
		Provides: provides(),
		Health: []model.HealthCheck{
			health.Conditions(xpkg.KindProvider, "Installed", "Healthy"),
			health.Conditions(xpkg.KindFunction, "Installed", "Healthy"),
		},
	}
	for _, token := range p.Spec.Tokens() {
		c.Secrets = append(c.Secrets, secrets(p, token)...)
	}
	return c
}

// FunctionName is the Function object that the Compositions run.
func FunctionName() string { return objectName(charts.FunctionPatchAndTransform) }

// ProviderNames are the Provider objects.
func ProviderNames() []string {
	var names []string
	for _, p := range providers() {
		names = append(names, p.Name)
	}
	return names
}

// objectName is the name that Crossplane itself gives to a package which it
// installs as a dependency: the repository, with dashes. So the Compositions
// find their function either way, installed from here or along with the
// Configuration package.
func objectName(p charts.Package) string {
	_, repository, _ := strings.Cut(p.Image, "/")
	return strings.ReplaceAll(repository, "/", "-")
}

func providers() []*xpkg.Provider {
	var ps []*xpkg.Provider
	for _, p := range []charts.Package{
		charts.ProviderDigitalOcean, charts.ProviderHTTP, charts.ProviderKubernetes,
	} {
		ps = append(ps, &xpkg.Provider{
			TypeMeta:   xpkg.KindProvider,
			ObjectMeta: metav1.ObjectMeta{Name: objectName(p)},
			Spec:       spec(p),
		})
	}
	return ps
}

func spec(p charts.Package) xpkg.PackageSpec {
	return xpkg.PackageSpec{
		Package:          p.Reference(),
		RuntimeConfigRef: xpkg.RuntimeConfigReference{Name: objectName(p)},
	}
}

// Activated are the kinds of managed resources that the platform uses, as
// PLURAL.GROUP.
func Activated() []string {
	return []string{
		"buckets.spaces.digitalocean.m.crossplane.io",
		"clusters.database.digitalocean.m.crossplane.io",
		"clusters.kubernetes.digitalocean.m.crossplane.io",
		"connectionpools.database.digitalocean.m.crossplane.io",
		"dbs.database.digitalocean.m.crossplane.io",
		"disposablerequests.http.m.crossplane.io",
		"firewalls.database.digitalocean.m.crossplane.io",
		"logsinkrsyslogs.database.digitalocean.m.crossplane.io",
		"mysqlconfigs.database.digitalocean.m.crossplane.io",
		"nodepools.kubernetes.digitalocean.m.crossplane.io",
		"objects.kubernetes.m.crossplane.io",
		"postgresqlconfigs.database.digitalocean.m.crossplane.io",
		"requests.http.m.crossplane.io",
		"valkeyconfigs.database.digitalocean.m.crossplane.io",
		"vpcs.vpc.digitalocean.m.crossplane.io",
	}
}

// activation switches on the kinds that the platform uses and no others: the
// DigitalOcean provider alone brings 71 of the namespaced kind, each with a
// controller. Provider configurations are always there.
func activation() *apiextensionsv1alpha1.ManagedResourceActivationPolicy {
	policy := &apiextensionsv1alpha1.ManagedResourceActivationPolicy{
		TypeMeta:   kinds.ManagedResourceActivationPolicy,
		ObjectMeta: metav1.ObjectMeta{Name: "seamark"},
	}
	for _, kind := range Activated() {
		policy.Spec.Activations = append(policy.Spec.Activations, apiextensionsv1alpha1.ActivationPolicy(kind))
	}
	return policy
}
