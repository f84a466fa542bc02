package components

import (
	"slices"

	pkgv1beta1 "github.com/crossplane/crossplane/apis/v2/pkg/v1beta1"

	"seamark.dev/seamark/pkg/components/crossplane"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// mirrored are the units with their charts and images taken from mirrors, and with
// the Secrets that the mirrors want. Neither the pins nor the components know of
// it, those of third parties included.
func mirrored(spec platform.Spec, engine delivery.Engine, units []model.Unit) []model.Unit {
	if len(spec.Mirrors) == 0 {
		return units
	}
	components := func(do func(*model.Component)) {
		for at := range model.Components(units) {
			do(at.Component)
		}
	}
	all := accounts{}
	components(func(c *model.Component) {
		c.Releases = slices.Clone(c.Releases) // whoever made them may use them again
		for i := range c.Releases {
			redirect(&c.Releases[i], spec)
			redirectImages(&c.Releases[i], spec)
		}
		redirectPods(c, spec)
		all.note(*c, spec, engine)
	})
	components(func(c *model.Component) {
		all.ask(c, spec, engine)
		own, _ := engine.ChartAccounts(spec, *c)
		for _, secret := range own {
			ask(c, secret, "chart")
		}
	})
	return units
}

// redirect lets a release take its chart from the mirror, if there is one.
func redirect(r *model.Release, spec platform.Spec) {
	repository, m := spec.Mirrored(r.Chart.Repository)
	if m.From == "" {
		return
	}
	r.Mirror = model.Mirror{Upstream: r.Chart.Repository, Insecure: m.Insecure, Secret: m.Secret}
	r.Chart.Repository = repository
}

// pull is the use of a Secret to pull charts or packages.
type pull struct {
	secret model.ObjectRef
	oci    bool
	path   string // of the field that names the Secret
}

// pulls are how a component uses Secrets beside it to pull. An engine may have
// those for charts elsewhere.
func pulls(c model.Component, spec platform.Spec, engine delivery.Engine) []pull {
	var all []pull
	add := func(namespace, name string, oci bool, path string) {
		if name != "" {
			all = append(all, pull{model.ObjectRef{Kind: "Secret", Namespace: namespace, Name: name}, oci, path})
		}
	}
	if _, beside := engine.ChartAccounts(spec, c); beside {
		for _, r := range c.Releases {
			add(r.HubNamespace(), r.Mirror.Secret, r.Chart.OCI(), "chart")
		}
	}
	for _, o := range c.Objects {
		if config, ok := o.(*pkgv1beta1.ImageConfig); ok && config.Spec.Registry != nil && config.Spec.Registry.Authentication != nil {
			add(crossplane.Namespace, config.Spec.Registry.Authentication.PullSecretRef.Name, true,
				"spec.registry.authentication.pullSecretRef.name")
		}
	}
	return all
}
