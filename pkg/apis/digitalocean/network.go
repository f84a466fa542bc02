package digitalocean

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
)

// VPC is a private network.
type VPC struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired network.
	Spec VPCSpec `json:"spec"`
}

// VPCSpec is the desired network.
type VPCSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  VPCParameters `json:"forProvider"`
}

// VPCParameters describe a network. Region and range cannot be changed.
type VPCParameters struct {
	Name        string `json:"name,omitempty"`
	Region      string `json:"region,omitempty"`
	Description string `json:"description,omitempty"`
	// IPRange is the range in CIDR notation.
	IPRange string `json:"ipRange,omitempty"`
}

// ClusterProviderConfig holds the credentials for all namespaces.
type ClusterProviderConfig struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec names the credentials.
	Spec ProviderConfigSpec `json:"spec"`
}

// ProviderConfigSpec names the credentials: a JSON object with the fields of
// the Terraform provider (token, spaces_access_id, spaces_secret_key).
type ProviderConfigSpec struct {
	Credentials managed.Credentials `json:"credentials"`
}
