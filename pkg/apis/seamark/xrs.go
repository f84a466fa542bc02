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

// ManagedDatabase is a managed database in the VPC of a DOKSCluster. Its
// address, credentials and certificate authority are delivered into the
// cluster.
type ManagedDatabase struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired database.
	Spec ManagedDatabaseSpec `json:"spec"`
}

// ManagedDatabaseSpec is the desired database.
type ManagedDatabaseSpec struct {
	Crossplane  Crossplane   `json:"crossplane"`
	ClusterName string       `json:"clusterName"`
	Token       string       `json:"token,omitempty"`
	Engine      string       `json:"engine"`
	Version     string       `json:"version"`
	Region      string       `json:"region"`
	Size        string       `json:"size"`
	Nodes       int          `json:"nodes"`
	Maintenance *Maintenance `json:"maintenance,omitempty"`
	ExistingID  string       `json:"existingID,omitempty"`
	// StorageSizeMib is the size of the disks.
	StorageSizeMib int64  `json:"storageSizeMib,omitempty"`
	EvictionPolicy string `json:"evictionPolicy,omitempty"`
	// TrustedSources may connect beside the nodes of the cluster.
	TrustedSources []TrustedSource `json:"trustedSources,omitempty"`
	RestoreFrom    *RestoreFrom    `json:"restoreFrom,omitempty"`
	Project        string          `json:"project,omitempty"`
	Tags           []string        `json:"tags,omitempty"`
	DeletionPolicy DeletionPolicy  `json:"deletionPolicy,omitempty"`
}

// TrustedSource may connect to a database.
type TrustedSource struct {
	// Type is ip_addr, tag, droplet, k8s or app.
	Type  string `json:"type"`
	Value string `json:"value"`
}

// RestoreFrom is a backup that a database is made from.
type RestoreFrom struct {
	Database        string `json:"database"`
	BackupCreatedAt string `json:"backupCreatedAt,omitempty"`
}

// DatabasePart is the ManagedDatabase that something is a part of.
type DatabasePart struct {
	ClusterName string `json:"clusterName"`
	Token       string `json:"token,omitempty"`
	// Database is the name of the ManagedDatabase.
	Database string `json:"database"`
	Engine   string `json:"engine"`
	// DatabaseID is its UUID at DigitalOcean where that is known before it is
	// made: what is in it already is taken over.
	DatabaseID     string         `json:"databaseID,omitempty"`
	DeletionPolicy DeletionPolicy `json:"deletionPolicy,omitempty"`
}

// LogicalDatabase is a database in a ManagedDatabase, beside its default one.
type LogicalDatabase struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired logical database.
	Spec LogicalDatabaseSpec `json:"spec"`
}

// LogicalDatabaseSpec is the desired logical database.
type LogicalDatabaseSpec struct {
	DatabasePart `json:",inline"`
	Name         string `json:"name"`
}

// DatabaseUser is a user of a ManagedDatabase, whose account is delivered into
// the cluster.
type DatabaseUser struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired user.
	Spec DatabaseUserSpec `json:"spec"`
}

// DatabaseUserSpec is the desired user.
type DatabaseUserSpec struct {
	DatabasePart `json:",inline"`
	Name         string `json:"name"`
	// AuthPlugin is how a user of MySQL logs in.
	AuthPlugin string `json:"authPlugin,omitempty"`
}

// ConnectionPool is a pool of connections to a logical database, as one user.
// How to connect is delivered into the cluster.
type ConnectionPool struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired pool.
	Spec ConnectionPoolSpec `json:"spec"`
}

// ConnectionPoolSpec is the desired pool.
type ConnectionPoolSpec struct {
	DatabasePart `json:",inline"`
	Name         string `json:"name"`
	// Mode is session, transaction or statement.
	Mode string `json:"mode"`
	// Size is the number of connections to the database.
	Size int `json:"size"`
	// LogicalDatabase and User are what clients of the pool are connected to,
	// and as whom.
	LogicalDatabase string `json:"logicalDatabase"`
	User            string `json:"user"`
}

// DatabaseSettings are settings of the engine of a ManagedDatabase.
type DatabaseSettings struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired settings.
	Spec DatabaseSettingsSpec `json:"spec"`
}

// DatabaseSettingsSpec is the desired settings.
type DatabaseSettingsSpec struct {
	Crossplane  Crossplane `json:"crossplane"`
	ClusterName string     `json:"clusterName"`
	Token       string     `json:"token,omitempty"`
	// Database is the name of the ManagedDatabase.
	Database string `json:"database"`
	Engine   string `json:"engine"`
	// Settings is an object with one field, the engine's, and the settings in it.
	Settings any `json:"settings"`
}

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
