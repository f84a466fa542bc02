package seamark

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// DOKSCluster is a Kubernetes cluster in a VPC of its own, named after the XR,
// with what the other XRs need to deliver into it.
type DOKSCluster struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired cluster.
	Spec DOKSClusterSpec `json:"spec"`
}

// DOKSClusterSpec is the desired cluster; the definition of the kind says what
// each field means and which cannot be changed.
type DOKSClusterSpec struct {
	Crossplane       Crossplane   `json:"crossplane,omitzero"`
	Region           string       `json:"region"`
	Token            string       `json:"token,omitempty"`
	Version          string       `json:"version,omitempty"`
	HighAvailability bool         `json:"highAvailability,omitempty"`
	VPCCIDR          string       `json:"vpcCIDR"`
	ClusterSubnet    string       `json:"clusterSubnet"`
	ServiceSubnet    string       `json:"serviceSubnet"`
	NodePool         DefaultPool  `json:"nodePool"`
	AutoUpgrade      bool         `json:"autoUpgrade,omitempty"`
	Maintenance      *Maintenance `json:"maintenance,omitempty"`
	Existing         *Existing    `json:"existing,omitempty"`
	// ControlPlaneFirewall says who reaches the Kubernetes API.
	ControlPlaneFirewall *ControlPlaneFirewall `json:"controlPlaneFirewall,omitempty"`
	Project              string                `json:"project,omitempty"`
	// Tags are tags at DigitalOcean beside that of the name.
	Tags           []string       `json:"tags,omitempty"`
	DeletionPolicy DeletionPolicy `json:"deletionPolicy,omitempty"`
}

// Maintenance is when DigitalOcean may work on something.
type Maintenance struct {
	Day   string `json:"day"`
	Start string `json:"start"`
}

// ControlPlaneFirewall says who reaches the Kubernetes API.
type ControlPlaneFirewall struct {
	Enabled          bool     `json:"enabled"`
	AllowedAddresses []string `json:"allowedAddresses"`
}

// Existing are the parts of a DOKSCluster that exist already.
type Existing struct {
	VPC     *ExistingResource `json:"vpc,omitempty"`
	Cluster *ExistingResource `json:"cluster,omitempty"`
}

// ExistingResource is something at DigitalOcean that is taken over.
type ExistingResource struct {
	ID string `json:"id"`
	// Management is Observe, or empty for all of it.
	Management string `json:"management,omitempty"`
}

// DefaultPool is the autoscaling node pool that a DOKSCluster is made with.
type DefaultPool struct {
	Size   string            `json:"size"`
	Min    int               `json:"min"`
	Max    int               `json:"max"`
	Labels map[string]string `json:"labels,omitempty"`
	Taints []Taint           `json:"taints,omitempty"`
}

// Taint is a taint of every node of a pool.
type Taint struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Effect string `json:"effect"`
}

// NodePool is a further autoscaling node pool of a DOKSCluster, named
// CLUSTER-NAME at DigitalOcean.
type NodePool struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired pool.
	Spec NodePoolSpec `json:"spec"`
}

// NodePoolSpec is the desired pool.
type NodePoolSpec struct {
	Crossplane     Crossplane        `json:"crossplane,omitzero"`
	ClusterName    string            `json:"clusterName"`
	Size           string            `json:"size"`
	Min            int               `json:"min"`
	Max            int               `json:"max"`
	Labels         map[string]string `json:"labels,omitempty"`
	Taints         []Taint           `json:"taints,omitempty"`
	ExistingID     string            `json:"existingID,omitempty"`
	Tags           []string          `json:"tags,omitempty"`
	DeletionPolicy DeletionPolicy    `json:"deletionPolicy,omitempty"`
}
