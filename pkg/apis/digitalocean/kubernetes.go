package digitalocean

import (
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
)

// KubernetesCluster is a DOKS cluster with its default node pool.
type KubernetesCluster struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired cluster.
	Spec KubernetesClusterSpec `json:"spec"`
}

// KubernetesClusterSpec is the desired cluster.
type KubernetesClusterSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  KubernetesClusterParameters `json:"forProvider"`
}

// KubernetesClusterParameters describe a DOKS cluster.
type KubernetesClusterParameters struct {
	Name   string `json:"name,omitempty"`
	Region string `json:"region,omitempty"`
	// Version is a minor version or latest when the cluster is made, and must be
	// the slug that runs from then on.
	Version string `json:"version,omitempty"`
	// HA makes the control plane redundant, for good.
	HA bool `json:"ha,omitempty"`
	// AutoUpgrade lets DigitalOcean install patches, which Version must follow.
	AutoUpgrade bool `json:"autoUpgrade"`
	// SurgeUpgrade adds nodes during an upgrade before it drains old ones.
	SurgeUpgrade bool `json:"surgeUpgrade"`
	// DestroyAllAssociatedResources deletes load balancers and volumes too.
	DestroyAllAssociatedResources bool   `json:"destroyAllAssociatedResources,omitempty"`
	ClusterSubnet                 string `json:"clusterSubnet,omitempty"`
	ServiceSubnet                 string `json:"serviceSubnet,omitempty"`
	// VPCUUIDSelector finds the VPC.
	VPCUUIDSelector *xpv2.NamespacedSelector `json:"vpcUuidSelector,omitempty"`
	Tags            []string                 `json:"tags,omitempty"`
	// NodePool has exactly one element.
	NodePool []DefaultNodePool `json:"nodePool,omitempty"`
}

// DefaultNodePool is the node pool that a cluster is made with.
type DefaultNodePool struct {
	Name string `json:"name,omitempty"`
	Size string `json:"size,omitempty"`
	// AutoScale lets DigitalOcean add and remove nodes within the bounds.
	AutoScale bool              `json:"autoScale"`
	MinNodes  int               `json:"minNodes,omitempty"`
	MaxNodes  int               `json:"maxNodes,omitempty"`
	Tags      []string          `json:"tags,omitempty"`
	Labels    map[string]string `json:"labels,omitempty"`
	Taint     []Taint           `json:"taint,omitempty"`
}

// Taint is a taint of every node of a pool. Terraform wants all of it.
type Taint struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Effect string `json:"effect"`
}

// NodePool is a node pool beside the default one.
type NodePool struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired pool.
	Spec NodePoolSpec `json:"spec"`
}

// NodePoolSpec is the desired pool.
type NodePoolSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  NodePoolParameters `json:"forProvider"`
}

// NodePoolParameters describe a node pool.
type NodePoolParameters struct {
	// ClusterIDRef names the cluster.
	ClusterIDRef *managed.Reference `json:"clusterIdRef,omitempty"`
	Name         string             `json:"name,omitempty"`
	// Size cannot be changed: to Terraform that means another pool.
	Size string `json:"size,omitempty"`
	// AutoScale lets DigitalOcean add and remove nodes within the bounds.
	AutoScale bool              `json:"autoScale"`
	MinNodes  int               `json:"minNodes,omitempty"`
	MaxNodes  int               `json:"maxNodes,omitempty"`
	Tags      []string          `json:"tags,omitempty"`
	Labels    map[string]string `json:"labels,omitempty"`
	Taint     []Taint           `json:"taint,omitempty"`
}
