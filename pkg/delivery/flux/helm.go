package flux

import (
	"cmp"
	"strings"
	"time"

	helmv2 "github.com/fluxcd/helm-controller/api/v2"
	"github.com/fluxcd/pkg/apis/kustomize"
	"github.com/fluxcd/pkg/apis/meta"
	sourcev1 "github.com/fluxcd/source-controller/api/v1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/model"
)

// helmChartLayer is the media type of the layer that holds a chart.
const helmChartLayer = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"

// upgradeRetries bounds how often an upgrade is tried and rolled back, before
// Flux waits for the next commit.
const upgradeRetries = 3

// source is where the release's chart comes from: one source for each release,
// so that no two releases share a fate.
func source(r model.Release) model.Object {
	meta := metav1.ObjectMeta{Name: r.Name, Namespace: r.HubNamespace()}
	if r.Chart.OCI() {
		return &sourcev1.OCIRepository{
			TypeMeta:   kinds.OCIRepository,
			ObjectMeta: meta,
			Spec: sourcev1.OCIRepositorySpec{
				URL:           r.Chart.Repository,
				Reference:     ociReference(r.Chart.Version),
				SecretRef:     pullSecret(r),
				Insecure:      r.Mirror.Insecure,
				LayerSelector: &sourcev1.OCILayerSelector{MediaType: helmChartLayer, Operation: sourcev1.OCILayerCopy},
				Interval:      metav1.Duration{Duration: interval},
			},
		}
	}
	return &sourcev1.HelmRepository{
		TypeMeta:   kinds.HelmRepository,
		ObjectMeta: meta,
		Spec: sourcev1.HelmRepositorySpec{
			URL:       r.Chart.Repository,
			SecretRef: pullSecret(r),
			Interval:  metav1.Duration{Duration: time.Hour}, // a pinned version: the index is needed once
		},
	}
}

// pullSecret is the account at a mirror, if it wants one.
func pullSecret(r model.Release) *meta.LocalObjectReference {
	if r.Mirror.Secret == "" {
		return nil
	}
	return &meta.LocalObjectReference{Name: r.Mirror.Secret}
}

// ociReference pins an exact version by its tag; anything else is a range.
func ociReference(version string) *sourcev1.OCIRepositoryRef {
	if strings.ContainsAny(version, "<>=^~*|, ") || strings.Contains(version, ".x") {
		return &sourcev1.OCIRepositoryRef{SemVer: version}
	}
	return &sourcev1.OCIRepositoryRef{Tag: strings.ReplaceAll(version, "+", "_")} // a tag may hold no +
}

// helmRelease installs the release from the hub into its cluster.
func helmRelease(r model.Release, options Options) (*helmv2.HelmRelease, error) {
	values, err := r.MergedValues()
	if err != nil {
		return nil, err
	}
	hr := &helmv2.HelmRelease{
		TypeMeta:   kinds.HelmRelease,
		ObjectMeta: metav1.ObjectMeta{Name: r.Name, Namespace: r.HubNamespace()},
		Spec: helmv2.HelmReleaseSpec{
			DependsOn: releaseDependencies(r),
			Interval:  metav1.Duration{Duration: interval},
			Timeout:   &metav1.Duration{Duration: cmp.Or(r.Timeout, chartTimeout)},
			// Without a name of its own, a release with a target namespace
			// would be called NAMESPACE-NAME, and the Services that other
			// components address would be too.
			ReleaseName:      r.Name,
			TargetNamespace:  r.Namespace,
			StorageNamespace: r.Namespace, // the default is a namespace of the hub
			Install:          install(),
			Upgrade:          upgrade(),
			DriftDetection:   driftDetection(r),
			PostRenderers:    postRenderers(r),
			Values:           &apiextensionsv1.JSON{Raw: values.AppendJSON(nil)},
		},
	}
	if r.Chart.OCI() {
		hr.Spec.ChartRef = &helmv2.CrossNamespaceSourceReference{Kind: sourcev1.OCIRepositoryKind, Name: r.Name}
	} else {
		hr.Spec.Chart = chartTemplate(r)
	}
	if !r.Cluster.IsHub() {
		hr.Spec.KubeConfig = kubeConfig(r.Cluster, options)
	}
	return hr, nil
}

func releaseDependencies(r model.Release) []helmv2.DependencyReference {
	refs := make([]helmv2.DependencyReference, len(r.DependsOn))
	for i, name := range r.DependsOn {
		refs[i].Name = name
	}
	return refs
}

func chartTemplate(r model.Release) *helmv2.HelmChartTemplate {
	return &helmv2.HelmChartTemplate{Spec: helmv2.HelmChartTemplateSpec{
		Chart:     r.Chart.Name,
		Version:   r.Chart.Version,
		SourceRef: helmv2.CrossNamespaceObjectReference{Kind: sourcev1.HelmRepositoryKind, Name: r.Name},
	}}
}

// install keeps a slow first installation and tries again, where remediation
// would uninstall it: on a new cluster images, volumes and DNS take their time.
func install() *helmv2.Install {
	return &helmv2.Install{
		CRDs: helmv2.CreateReplace,
		Strategy: &helmv2.InstallStrategy{
			Name:          string(helmv2.ActionStrategyRetryOnFailure),
			RetryInterval: &metav1.Duration{Duration: retryInterval},
		},
	}
}

// upgrade goes back to the last good state when an upgrade fails.
func upgrade() *helmv2.Upgrade {
	return &helmv2.Upgrade{
		CRDs: helmv2.CreateReplace,
		Remediation: &helmv2.UpgradeRemediation{
			Retries:              upgradeRetries,
			RemediateLastFailure: new(true),
			Strategy:             new(helmv2.RollbackRemediationStrategy),
		},
	}
}

func driftDetection(r model.Release) *helmv2.DriftDetection {
	d := &helmv2.DriftDetection{Mode: helmv2.DriftDetectionEnabled}
	for _, f := range r.IgnoreDrift {
		d.Ignore = append(d.Ignore, helmv2.IgnoreRule{
			Paths:  f.Paths,
			Target: &kustomize.Selector{Group: f.Group, Version: f.Version, Kind: f.Kind, Name: f.Name},
		})
	}
	return d
}

func postRenderers(r model.Release) []helmv2.PostRenderer {
	if len(r.Patches) == 0 {
		return nil
	}
	patches := make([]kustomize.Patch, len(r.Patches))
	for i, p := range r.Patches {
		patches[i] = kustomize.Patch{
			Patch:  p.Patch,
			Target: &kustomize.Selector{Group: p.Group, Version: p.Version, Kind: p.Kind, Name: p.Name},
		}
	}
	return []helmv2.PostRenderer{{Kustomize: &helmv2.Kustomize{Patches: patches}}}
}
