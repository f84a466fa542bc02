// Package argocd holds the kinds of Argo CD (argoproj.io/v1alpha1), as far as
// we write them.
package argocd

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Group is the group of Argo CD's kinds.
const Group = "argoproj.io"

// The kinds of this package.
var (
	KindApplication = metav1.TypeMeta{APIVersion: Group + "/v1alpha1", Kind: "Application"}
	KindAppProject  = metav1.TypeMeta{APIVersion: Group + "/v1alpha1", Kind: "AppProject"}
)

// Annotations and finalizers that Argo CD understands.
const (
	// SyncWave orders the objects of an Application: a wave begins when all
	// objects of the one before are healthy.
	SyncWave = "argocd.argoproj.io/sync-wave"
	// ManifestGeneratePaths are the folders that a commit must touch for the
	// manifests to be made anew: relative to the source's path, or from the
	// repository's root with a slash before, separated by semicolons.
	ManifestGeneratePaths = "argocd.argoproj.io/manifest-generate-paths"
	// CompareOptions says how differences are found.
	CompareOptions = "argocd.argoproj.io/compare-options"
	// IgnoreHealth leaves an object out of the health of the Application that
	// applies it: "true".
	IgnoreHealth = "argocd.argoproj.io/ignore-healthcheck"
	// Subscriptions say who is notified of an Application, and by which trigger,
	// as YAML.
	Subscriptions = "notifications.argoproj.io/subscriptions"
	// ResourcesFinalizer deletes what an Application applied before the
	// Application itself.
	ResourcesFinalizer = "resources-finalizer.argocd.argoproj.io"
)

// Application is a set of objects from some sources in one cluster.
type Application struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired set.
	Spec ApplicationSpec `json:"spec"`
}

// ApplicationSpec is the desired set.
type ApplicationSpec struct {
	// Project is the AppProject that says what is allowed.
	Project string `json:"project"`
	// Source is where the objects come from; or Sources, if there are several.
	Source  *Source  `json:"source,omitempty"`
	Sources []Source `json:"sources,omitempty"`
	// Destination is where they go.
	Destination Destination `json:"destination"`
	// SyncPolicy says how they get there.
	SyncPolicy SyncPolicy `json:"syncPolicy"`
	// IgnoreDifferences are fields that others own by right.
	IgnoreDifferences []IgnoreDifference `json:"ignoreDifferences,omitempty"`
}

// Source is a folder of a Git repository, or a chart of a Helm repository.
type Source struct {
	// RepoURL is a Git or Helm repository. An OCI registry of charts is given
	// without its scheme.
	RepoURL string `json:"repoURL"`
	// Chart is the chart, in a Helm repository.
	Chart string `json:"chart,omitempty"`
	// TargetRevision is the branch, or the chart's version.
	TargetRevision string `json:"targetRevision"`
	// Path is the folder, in a Git repository.
	Path string `json:"path,omitempty"`
	// Ref names the source for the value files of the others: $REF/path.
	Ref string `json:"ref,omitempty"`
	// Helm says how to render a chart.
	Helm *Helm `json:"helm,omitempty"`
}

// Helm says how to render a chart.
type Helm struct {
	// ReleaseName is the name of the release. Default: the Application's.
	ReleaseName string `json:"releaseName"`
	// ValueFiles are files with values, the last one wins.
	ValueFiles []string `json:"valueFiles,omitempty"`
}

// Destination is a cluster, by its name in Argo CD, and the namespace for
// objects that name none.
type Destination struct {
	Name      string `json:"name"`
	Namespace string `json:"namespace"`
}

// InCluster is the name of the cluster that Argo CD runs in.
const InCluster = "in-cluster"

// SyncPolicy says how objects get into the cluster.
type SyncPolicy struct {
	// Automated applies without being asked.
	Automated *Automated `json:"automated,omitempty"`
	// SyncOptions are words such as ServerSideApply=true.
	SyncOptions []string `json:"syncOptions,omitempty"`
	// Retry says what to do after a failure.
	Retry *Retry `json:"retry,omitempty"`
}

// Automated applies without being asked.
type Automated struct {
	// Prune deletes what is no longer in the source.
	Prune bool `json:"prune"`
	// SelfHeal undoes what others change.
	SelfHeal bool `json:"selfHeal"`
}

// Retry says what to do after a failure.
type Retry struct {
	// Limit is the number of retries; negative for no limit.
	Limit int64 `json:"limit"`
	// Refresh retries with the newest revision of the sources, and not with
	// that of the first attempt.
	Refresh bool `json:"refresh,omitempty"`
	// Backoff is the pause between them.
	Backoff Backoff `json:"backoff"`
}

// Backoff is a pause that grows.
type Backoff struct {
	Duration    string `json:"duration"`
	Factor      int64  `json:"factor"`
	MaxDuration string `json:"maxDuration"`
}

// IgnoreDifference are fields of an object that others own by right.
type IgnoreDifference struct {
	Group        string   `json:"group,omitempty"`
	Kind         string   `json:"kind"`
	Name         string   `json:"name,omitempty"`
	JSONPointers []string `json:"jsonPointers"`
}
