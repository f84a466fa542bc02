package ocean

import (
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// group ends the API groups of the provider.
const group = "digitalocean.m.crossplane.io"

// shape is what the provider makes of a kind of cloud resource.
type shape struct {
	kind Kind
	gvk  schema.GroupVersionKind
	// terraform is the name of the resource in Terraform.
	terraform string
	// creating to deleting begin the errors of Terraform's provider.
	creating, reading, updating, deleting string
	// named says that the external name is the resource's own name, which the
	// provider sets before anything exists.
	named bool
	refs  []reference
	// secrets are the fields that name a key of a Secret by FIELDSecretRef.
	secrets []string
}

// reference is a field that the provider fills from another managed resource.
type reference struct {
	field, path string
	to          schema.GroupVersionKind
}

func gvk(service, kind string) schema.GroupVersionKind {
	return schema.GroupVersionKind{Group: service + "." + group, Version: "v1alpha1", Kind: kind}
}

// shapes are the kinds that the provider manages.
func shapes() []shape {
	vpc, cluster, database := gvk("vpc", "VPC"), gvk("kubernetes", "Cluster"), gvk("database", "Cluster")
	ofDatabase := []reference{{field: "clusterId", path: "mg.Spec.ForProvider.ClusterID", to: database}}
	return []shape{
		{
			kind: VPC, gvk: vpc, terraform: "digitalocean_vpc",
			creating: "Error creating VPC", reading: "Error reading VPC", updating: "Error updating VPC ", deleting: "Error deleting VPC",
		},
		{
			kind: Cluster, gvk: cluster, terraform: "digitalocean_kubernetes_cluster",
			creating: "Error creating Kubernetes cluster", reading: "Error retrieving Kubernetes cluster",
			updating: "Unable to update cluster", deleting: "Unable to delete cluster",
			refs: []reference{{field: "vpcUuid", path: "mg.Spec.ForProvider.VPCUUID", to: vpc}},
		},
		{
			kind: NodePool, gvk: gvk("kubernetes", "NodePool"), terraform: "digitalocean_kubernetes_node_pool",
			creating: "Error creating Kubernetes node pool", reading: "Error retrieving Kubernetes node pool",
			updating: "Error updating node pool", deleting: "Unable to delete node pool",
			refs: []reference{{field: "clusterId", path: "mg.Spec.ForProvider.ClusterID", to: cluster}},
		},
		{
			kind: Database, gvk: database, terraform: "digitalocean_database_cluster",
			creating: "Error creating database cluster", reading: "Error retrieving database cluster",
			updating: "Error resizing database cluster", deleting: "Error deleting database cluster",
			refs: []reference{{field: "privateNetworkUuid", path: "mg.Spec.ForProvider.PrivateNetworkUUID", to: vpc}},
		},
		{
			kind: Firewall, gvk: gvk("database", "Firewall"), terraform: "digitalocean_database_firewall",
			creating: "Error creating DatabaseFirewall", reading: "Error retrieving DatabaseFirewall",
			updating: "Error updating DatabaseFirewall", deleting: "Error deleting DatabaseFirewall",
			refs: ofDatabase,
		},
		{
			kind: LogSink, gvk: gvk("database", "LogSinkRsyslog"), terraform: "digitalocean_database_logsink_rsyslog",
			creating: "Error creating database logsink rsyslog", reading: "Error retrieving database logsink rsyslog",
			updating: "Error updating database logsink rsyslog", deleting: "Error deleting database logsink rsyslog",
			refs: ofDatabase, secrets: []string{secretAuthority, secretClientKey},
		},
		{
			kind: LogicalDatabase, gvk: gvk("database", "DB"), terraform: "digitalocean_database_db",
			creating: "Error creating Database DB", reading: "Error retrieving Database DB",
			updating: "Error updating Database DB", deleting: "Error deleting Database DB",
			refs: ofDatabase,
		},
		{
			kind: ConnectionPool, gvk: gvk("database", "ConnectionPool"), terraform: "digitalocean_database_connection_pool",
			creating: "Error creating DatabasePool", reading: "Error retrieving DatabasePool",
			updating: "Error updating DatabasePool", deleting: "Error deleting DatabasePool",
			refs: ofDatabase,
		},
		settings("PostgreSQLConfig", "postgresql", ofDatabase),
		settings("MySQLConfig", "mysql", ofDatabase),
		settings("ValkeyConfig", "valkey", ofDatabase),
		{
			kind: Bucket, gvk: gvk("spaces", "Bucket"), terraform: "digitalocean_spaces_bucket", named: true,
			creating: "Error creating Spaces bucket", reading: "Error reading bucket",
			updating: "Error updating bucket", deleting: "Error deleting Spaces Bucket",
		},
	}
}

// settings are those of an engine, which has a kind of its own.
func settings(kind, engine string, refs []reference) shape {
	return shape{
		kind: DatabaseSettings, gvk: gvk("database", kind), terraform: "digitalocean_database_" + engine + "_config",
		creating: "Error updating " + engine + " configuration", reading: "Error retrieving " + engine + " configuration",
		updating: "Error updating " + engine + " configuration", deleting: "Error deleting " + engine + " configuration",
		refs: refs,
	}
}

// shapeOf is the shape of a managed resource; empty for one of another provider.
func shapeOf(gvk schema.GroupVersionKind) shape {
	for _, s := range shapes() {
		if s.gvk == gvk {
			return s
		}
	}
	return shape{}
}
