package argocd

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// AppProject says what the Applications in it may do.
type AppProject struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is what is allowed.
	Spec AppProjectSpec `json:"spec"`
}

// AppProjectSpec is what is allowed.
type AppProjectSpec struct {
	// Description says what the project is for.
	Description string `json:"description"`
	// SourceRepos are the repositories, exactly as Applications name them.
	SourceRepos []string `json:"sourceRepos"`
	// Destinations are the clusters and namespaces.
	Destinations []Destination `json:"destinations"`
	// ClusterResourceWhitelist are the kinds without a namespace. None are
	// allowed if it is empty.
	ClusterResourceWhitelist []GroupKind `json:"clusterResourceWhitelist,omitempty"`
	// NamespaceResourceWhitelist are the kinds in namespaces. All are allowed
	// if it is absent.
	NamespaceResourceWhitelist []GroupKind `json:"namespaceResourceWhitelist,omitempty"`
}

// GroupKind is a kind, or all of a group by Kind "*".
type GroupKind struct {
	Group string `json:"group"`
	Kind  string `json:"kind"`
}
