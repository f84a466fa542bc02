package seamark

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// SecretCopy copies the Secret of its own name, in its own namespace on the
// hub, with all keys into the cluster.
type SecretCopy struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is where the copy goes.
	Spec SecretCopySpec `json:"spec"`
}

// SecretCopySpec is where the copy goes.
type SecretCopySpec struct {
	Crossplane  Crossplane `json:"crossplane,omitzero"`
	ClusterName string     `json:"clusterName"`
	Namespace   string     `json:"namespace"`
}
