// Package kustomize holds the kustomization.yaml file format, as far as we
// write it: a list of resources, or a chart with patches.
package kustomize

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// FileName is the name kustomize looks for.
const FileName = "kustomization.yaml"

// Kustomization is a kustomization.yaml: not an object of any cluster.
type Kustomization struct {
	metav1.TypeMeta `json:",inline"`
	// Resources are files and folders, relative to the kustomization.yaml.
	Resources []string `json:"resources,omitempty"`
	// HelmCharts are rendered by helm, which `kustomize build --enable-helm`
	// runs.
	HelmCharts []HelmChart `json:"helmCharts,omitempty"`
	// Patches change what was collected and rendered.
	Patches []Patch `json:"patches,omitempty"`
}

// HelmChart is a chart of a Helm repository or an OCI registry.
type HelmChart struct {
	// Name is the chart, Repo the repository or registry that holds it.
	Name string `json:"name"`
	Repo string `json:"repo"`
	// Version is exact, or a range.
	Version string `json:"version"`
	// ReleaseName and Namespace are what the chart's templates are told.
	ReleaseName string `json:"releaseName"`
	Namespace   string `json:"namespace"`
	// IncludeCRDs renders the chart's folder of CRDs too.
	IncludeCRDs bool `json:"includeCRDs"`
	// ValuesFile is relative to the kustomization.yaml.
	ValuesFile string `json:"valuesFile"`
}

// Patch is a strategic merge or JSON 6902 patch.
type Patch struct {
	// Patch is the patch as YAML.
	Patch string `json:"patch"`
	// Target selects the objects.
	Target Selector `json:"target"`
}

// Selector selects objects. What is empty selects all.
type Selector struct {
	Group   string `json:"group,omitempty"`
	Version string `json:"version,omitempty"`
	Kind    string `json:"kind,omitempty"`
	Name    string `json:"name,omitempty"`
}

var typeMeta = metav1.TypeMeta{APIVersion: "kustomize.config.k8s.io/v1beta1", Kind: "Kustomization"}

// Of is the kustomization.yaml that collects the given resources.
func Of(resources []string) Kustomization {
	return Kustomization{TypeMeta: typeMeta, Resources: resources}
}

// OfChart is the kustomization.yaml that renders a chart and patches it.
func OfChart(chart HelmChart, patches []Patch) Kustomization {
	return Kustomization{TypeMeta: typeMeta, HelmCharts: []HelmChart{chart}, Patches: patches}
}
