package argocd

import (
	"path"
	"strings"

	"seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/apis/kustomize"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/tree"
)

// The values of a release are a file in Git, and not part of its Application.
// So a corrected value reaches a release by itself: the Application that makes
// Applications may at that moment be waiting for this very release to become
// healthy, and Argo CD gives a sync that is under way no newer manifests. A
// retry takes the newest file for the same reason.

// ValuesPath is the file with the values of a release.
func ValuesPath(u model.Unit, c model.Component, r model.Release) string {
	if len(r.Patches) > 0 {
		return path.Join(patchedDir(u, c, r), "values.yaml")
	}
	return path.Join(u.ComponentDir(c), "values-"+r.Name+".yaml")
}

// patchedDir is the folder of a release that is patched.
func patchedDir(u model.Unit, c model.Component, r model.Release) string {
	return path.Join(u.ComponentDir(c), "release-"+r.Name)
}

// releaseFiles are the values, and for a release that is patched the
// kustomization.yaml that renders the chart and patches it: Argo CD has nothing
// that changes what a chart rendered, but kustomize runs helm.
func releaseFiles(u model.Unit, c model.Component, r model.Release) ([]tree.File, error) {
	values, err := r.MergedValues()
	if err != nil {
		return nil, err
	}
	notes := append([]string{"Values of the Helm release " + r.Name + "."}, model.ReleaseNotes(r)...)
	files := []tree.File{delivery.PlainFile(ValuesPath(u, c, r), c.Name, values.YAML(), notes...)}
	if len(r.Patches) == 0 {
		return files, nil
	}
	var patches []kustomize.Patch
	for _, p := range r.Patches {
		patches = append(patches, kustomize.Patch{
			Patch:  p.Patch,
			Target: kustomize.Selector{Group: p.Group, Version: p.Version, Kind: p.Kind, Name: p.Name},
		})
	}
	index, err := delivery.IndexOf(patchedDir(u, c, r), kustomize.OfChart(kustomize.HelmChart{
		Name:        chartName(r),
		Repo:        repository(r),
		Version:     r.Chart.Version,
		ReleaseName: r.Name,
		Namespace:   r.Namespace,
		IncludeCRDs: true,
		ValuesFile:  "values.yaml",
	}, patches))
	return append(files, index), err
}

// ociScheme begins the address of a chart in an OCI registry.
const ociScheme = "oci://"

// chartName is the chart in its repository.
func chartName(r model.Release) string {
	if r.Chart.OCI() {
		return path.Base(r.Chart.Repository)
	}
	return r.Chart.Name
}

// repository is what holds the chart: of the address of a chart in a registry,
// all but the last part.
func repository(r model.Release) string {
	if r.Chart.OCI() {
		return ociScheme + path.Dir(strings.TrimPrefix(r.Chart.Repository, ociScheme))
	}
	return r.Chart.Repository
}

// releaseSources are where the objects of a release come from.
func (o Options) releaseSources(u model.Unit, c model.Component, r model.Release) []argocd.Source {
	if len(r.Patches) > 0 {
		return []argocd.Source{o.folder(patchedDir(u, c, r))}
	}
	return []argocd.Source{
		{
			RepoURL:        strings.TrimPrefix(repository(r), ociScheme),
			Chart:          chartName(r),
			TargetRevision: r.Chart.Version,
			Helm: &argocd.Helm{
				ReleaseName: r.Name,
				ValueFiles:  []string{"$values/" + path.Join(o.Repository.Path, ValuesPath(u, c, r))},
			},
		},
		{RepoURL: o.Repository.URL, TargetRevision: o.Repository.Branch, Ref: "values"},
	}
}

// folder is a folder of the tree as a source.
func (o Options) folder(dir string) argocd.Source {
	return argocd.Source{
		RepoURL:        o.Repository.URL,
		TargetRevision: o.Repository.Branch,
		Path:           path.Join(o.Repository.Path, dir),
	}
}
