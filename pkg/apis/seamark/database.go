package seamark

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

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
	Version     string       `json:"version,omitempty"`
	Region      string       `json:"region"`
	Size        string       `json:"size,omitempty"`
	Nodes       int          `json:"nodes,omitempty"`
	Maintenance *Maintenance `json:"maintenance,omitempty"`
	ExistingID  string       `json:"existingID,omitempty"`
	// Management is Observe for a database that is only looked at.
	Management string `json:"management,omitempty"`
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
