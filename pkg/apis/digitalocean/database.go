package digitalocean

import (
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
)

// DatabaseCluster is a managed database.
type DatabaseCluster struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired database.
	Spec DatabaseClusterSpec `json:"spec"`
}

// DatabaseClusterSpec is the desired database.
type DatabaseClusterSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  DatabaseClusterParameters `json:"forProvider"`
}

// DatabaseClusterParameters describe a managed database.
type DatabaseClusterParameters struct {
	Name      string `json:"name,omitempty"`
	Engine    string `json:"engine,omitempty"`
	Version   string `json:"version,omitempty"`
	Region    string `json:"region,omitempty"`
	Size      string `json:"size,omitempty"`
	NodeCount int    `json:"nodeCount,omitempty"`
	// PrivateNetworkUUIDRef names the VPC.
	PrivateNetworkUUIDRef *managed.Reference `json:"privateNetworkUuidRef,omitempty"`
	// EvictionPolicy says what Valkey does when its memory is full.
	EvictionPolicy string   `json:"evictionPolicy,omitempty"`
	Tags           []string `json:"tags,omitempty"`
}

// DatabaseFirewall lists who may connect to a database. A database without
// one accepts the whole internet.
type DatabaseFirewall struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired firewall.
	Spec DatabaseFirewallSpec `json:"spec"`
}

// DatabaseFirewallSpec is the desired firewall.
type DatabaseFirewallSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  DatabaseFirewallParameters `json:"forProvider"`
}

// DatabaseFirewallParameters describe a database firewall.
type DatabaseFirewallParameters struct {
	// ClusterIDSelector finds the database.
	ClusterIDSelector *xpv2.NamespacedSelector `json:"clusterIdSelector,omitempty"`
	Rule              []FirewallRule           `json:"rule,omitempty"`
}

// FirewallRule is one trusted source.
type FirewallRule struct {
	// Type is tag, k8s, ip_addr, droplet or app.
	Type  string `json:"type"`
	Value string `json:"value,omitempty"`
}

// DatabaseDB is a logical database of a managed database.
type DatabaseDB struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired logical database.
	Spec DatabaseDBSpec `json:"spec"`
}

// DatabaseDBSpec is the desired logical database.
type DatabaseDBSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  DatabaseDBParameters `json:"forProvider"`
}

// DatabaseDBParameters describe a logical database.
type DatabaseDBParameters struct {
	// ClusterIDRef names the managed database.
	ClusterIDRef *managed.Reference `json:"clusterIdRef,omitempty"`
	Name         string             `json:"name,omitempty"`
}

// DatabaseConnectionPool is a pool of connections to a PostgreSQL database.
type DatabaseConnectionPool struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired pool.
	Spec DatabaseConnectionPoolSpec `json:"spec"`
}

// DatabaseConnectionPoolSpec is the desired pool.
type DatabaseConnectionPoolSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  DatabaseConnectionPoolParameters `json:"forProvider"`
}

// DatabaseConnectionPoolParameters describe a pool. Terraform can change none
// of them.
type DatabaseConnectionPoolParameters struct {
	// ClusterIDRef names the managed database.
	ClusterIDRef *managed.Reference `json:"clusterIdRef,omitempty"`
	Name         string             `json:"name,omitempty"`
	// Mode is session, transaction or statement.
	Mode   string `json:"mode,omitempty"`
	Size   int    `json:"size,omitempty"`
	DBName string `json:"dbName,omitempty"`
	User   string `json:"user,omitempty"`
}

// DatabaseConfig is the settings of an engine: of the kinds PostgreSQLConfig,
// MySQLConfig and ValkeyConfig, which differ in what can be set.
type DatabaseConfig struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired settings.
	Spec DatabaseConfigSpec `json:"spec"`
}

// DatabaseConfigSpec is the desired settings.
type DatabaseConfigSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  DatabaseConfigParameters `json:"forProvider"`
}

// DatabaseConfigParameters name the database; a patch adds the settings.
type DatabaseConfigParameters struct {
	// ClusterIDRef names the managed database.
	ClusterIDRef *managed.Reference `json:"clusterIdRef,omitempty"`
}

// LogSinkRsyslog sends the log of a database to a syslog server.
type LogSinkRsyslog struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired sink.
	Spec LogSinkRsyslogSpec `json:"spec"`
}

// LogSinkRsyslogSpec is the desired sink.
type LogSinkRsyslogSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  LogSinkRsyslogParameters `json:"forProvider"`
}

// LogSinkRsyslogParameters describe a log sink.
type LogSinkRsyslogParameters struct {
	// ClusterIDRef names the database.
	ClusterIDRef *managed.Reference `json:"clusterIdRef,omitempty"`
	Name         string             `json:"name,omitempty"`
	Server       string             `json:"server,omitempty"`
	Port         int                `json:"port,omitempty"`
	TLS          bool               `json:"tls"`
	// Format is rfc5424, rfc3164 or custom.
	Format string `json:"format,omitempty"`
	// CACertSecretRef holds the authority that signed the server.
	CACertSecretRef *managed.LocalSecretKeyRef `json:"caCertSecretRef,omitempty"`
}
