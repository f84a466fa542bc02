package argocd

import (
	"net/url"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// takenForRegistry is how Argo CD tells a registry from a repository of charts
// of the older kind, unless a Secret says enableOCI: what it reads as a URL
// without a host. A name with a port passes for a scheme; an address does not,
// and is no URL at all.
func takenForRegistry(repository string) bool {
	u, err := url.Parse(strings.TrimPrefix(repository, "oci://"))
	return err == nil && u.Host == ""
}

// fetch warns of charts that Argo CD can get from a mirror only with settings
// that are not ours. The place to mend is the mirror.
func (p *planner) fetch(app *App) {
	r := app.Release
	warn := func(code diag.Code, field, path, message, remedy string) {
		p.add(app, code, path, r.Chart.Repository, message, remedy)
		f := &p.list[len(p.list)-1]
		f.Severity = diag.Warning
		if i := p.mirror(r); i >= 0 {
			f.Where = p.inv.Configured(manifest.Fields("spec", "mirrors").Item(i).Field(field))
		}
	}
	switch {
	case r == nil:
	case r.Mirror.Insecure && r.Chart.OCI():
		warn("argocd-insecure-mirror", "insecure", "spec.sources[0].repoURL", "Argo CD speaks to registries of charts over TLS",
			"give the mirror a certificate, or use a repository of charts (http://)")
	case r.Chart.OCI() && r.Mirror.Secret == "" && len(r.Patches) == 0 && !takenForRegistry(r.Chart.Repository):
		warn("argocd-registry-address", "to", "spec.sources[0].repoURL",
			"Argo CD takes ADDRESS:PORT/PATH without a Secret for a repository of charts of the older kind",
			"call the mirror by a name that begins with a letter, or leave out the port")
	case r.Mirror.Secret != "" && len(r.Patches) > 0:
		warn("argocd-private-chart", "secret", "spec.source.path",
			"kustomize fetches charts that are patched, and Argo CD's accounts for repositories are not for kustomize",
			"give the repo-server a registry configuration of its own (HELM_REGISTRY_CONFIG), or let the mirror serve this chart to everybody")
	}
}

// mirror is the index of the configured mirror that a release takes its chart
// from; -1 if there is none.
func (p *planner) mirror(r *model.Release) int {
	spec := p.inv.Platform.Spec
	_, used := spec.Mirrored(r.Mirror.Upstream)
	return slices.IndexFunc(spec.Mirrors, func(m platform.Mirror) bool { return used.From != "" && m.From == used.From })
}
