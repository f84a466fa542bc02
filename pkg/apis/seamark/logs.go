package seamark

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// ObjectStore is a Spaces bucket with a key of its own, which is delivered
// into the cluster.
type ObjectStore struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired bucket.
	Spec ObjectStoreSpec `json:"spec"`
}

// ObjectStoreSpec is the desired bucket.
type ObjectStoreSpec struct {
	Crossplane     Crossplane     `json:"crossplane,omitzero"`
	ClusterName    string         `json:"clusterName"`
	Token          string         `json:"token,omitempty"`
	BucketName     string         `json:"bucketName"`
	Region         string         `json:"region"`
	ExistingKeyID  string         `json:"existingKeyID,omitempty"`
	Project        string         `json:"project,omitempty"`
	DeletionPolicy DeletionPolicy `json:"deletionPolicy,omitempty"`
}

// LogSink sends the log of a managed database to the cluster's syslog
// listener, over TLS.
type LogSink struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired sink.
	Spec LogSinkSpec `json:"spec"`
}

// LogSinkSpec is the desired sink.
type LogSinkSpec struct {
	Crossplane      Crossplane `json:"crossplane,omitzero"`
	ClusterName     string     `json:"clusterName"`
	Token           string     `json:"token,omitempty"`
	DatabaseCluster string     `json:"databaseCluster"`
	SinkName        string     `json:"sinkName"`
	Server          string     `json:"server"`
	Port            int        `json:"port"`
	ExistingID      string     `json:"existingID,omitempty"`
}
