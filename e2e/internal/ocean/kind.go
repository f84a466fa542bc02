package ocean

import "strings"

// Kind is a kind of cloud resource, in the words of an invoice.
type Kind string

// The kinds that an account can hold.
const (
	VPC      Kind = "VPC"
	Cluster  Kind = "KubernetesCluster"
	NodePool Kind = "NodePool"
	Database Kind = "Database"
	Firewall Kind = "DatabaseFirewall"
	LogSink  Kind = "LogSink"
	// What is made in a database.
	LogicalDatabase  Kind = "LogicalDatabase"
	DatabaseUser     Kind = "DatabaseUser"
	ConnectionPool   Kind = "ConnectionPool"
	DatabaseSettings Kind = "DatabaseSettings"
	Bucket           Kind = "Bucket"
	SpacesKey        Kind = "SpacesKey"
	Project          Kind = "Project"
	LoadBalancer     Kind = "LoadBalancer"
	Volume           Kind = "Volume"
)

// Hosts that the cloud answers at.
const (
	apiHost    = "api.digitalocean.com"
	apiURL     = "https://" + apiHost
	spacesHost = "digitaloceanspaces.com"
)

// fixed are the fields of a kind that cannot change while it lives.
func (k Kind) fixed() []string {
	switch k {
	case VPC:
		return []string{"region", "ipRange"}
	case Cluster:
		return []string{"region", "vpcUuid", "clusterSubnet", "serviceSubnet"}
	case NodePool:
		return []string{"clusterId", "size"}
	case Database:
		return []string{"name", "engine", "privateNetworkUuid"}
	case Firewall, DatabaseSettings:
		return []string{"clusterId"}
	case LogicalDatabase:
		return []string{"clusterId", "name"}
	case ConnectionPool:
		return []string{"clusterId", "name", "mode", "size", "dbName", "user"}
	case LogSink:
		return []string{"clusterId", "name"}
	case Bucket:
		return []string{"region"}
	default:
		return nil
	}
}

// emptied are the fields of a kind that are taken for empty when the order is
// silent about them: what a person writes there is undone. Of other fields that
// the order leaves out the provider keeps what it finds.
func (k Kind) emptied() []string {
	switch k {
	case VPC:
		return []string{"description"}
	case Cluster:
		return []string{"tags", "autoUpgrade", "clusterAutoscalerConfiguration"}
	case NodePool:
		return []string{"tags", "labels", "taint"}
	case Database:
		return []string{"tags"}
	default:
		return nil
	}
}

// besides are what the provider reads of a kind beside the resource itself, as
// ends of its URL.
func (k Kind) besides(spec map[string]any) []string {
	if k == Database && text(spec, "evictionPolicy") != "" { // resource_database_cluster.go, Read
		return []string{"/eviction_policy"}
	}
	return nil
}

// network is the field that names the VPC a kind is a member of.
func (k Kind) network() string {
	switch k {
	case Cluster, LoadBalancer:
		return "vpcUuid"
	case Database:
		return "privateNetworkUuid"
	default:
		return ""
	}
}

// url is where a kind is ordered (without an id) or reached (with one).
func (k Kind) url(spec map[string]any, id string) string {
	switch k {
	case VPC:
		return join(apiURL+"/v2/vpcs", id)
	case Cluster:
		return join(apiURL+"/v2/kubernetes/clusters", id)
	case NodePool:
		return join(apiURL+"/v2/kubernetes/clusters/"+text(spec, "clusterId")+"/node_pools", id)
	case Database:
		return join(apiURL+"/v2/databases", id)
	case Firewall:
		return apiURL + "/v2/databases/" + text(spec, "clusterId") + "/firewall"
	case LogSink:
		_, sink, _ := strings.Cut(id, ",")
		return join(apiURL+"/v2/databases/"+text(spec, "clusterId")+"/logsink", sink)
	case LogicalDatabase, ConnectionPool:
		name := ""
		if id != "" {
			name = id[strings.LastIndex(id, "/")+1:]
		}
		return join(apiURL+"/v2/databases/"+text(spec, "clusterId")+"/"+map[Kind]string{LogicalDatabase: "dbs", ConnectionPool: "pools"}[k], name)
	case DatabaseSettings:
		return apiURL + "/v2/databases/" + text(spec, "clusterId") + "/config"
	case SpacesKey:
		return join(apiURL+"/v2/spaces/keys", id)
	case Bucket:
		return "https://" + text(spec, "region") + "." + spacesHost + "/" + text(spec, "name")
	default:
		return apiURL + "/v2"
	}
}

// method is the HTTP method for an action: a firewall and a bucket are put.
func (k Kind) method(action string) string {
	switch {
	case action == "read":
		return "GET"
	case k == DatabaseSettings:
		return "PATCH"
	case k == Firewall || action == "update":
		return "PUT"
	case action == "delete":
		return "DELETE"
	case k == Bucket:
		return "PUT"
	default:
		return "POST"
	}
}

func join(url, id string) string {
	if id == "" {
		return url
	}
	return url + "/" + id
}

// text is a field as a string; empty if there is none.
func text(fields map[string]any, key string) string {
	s, _ := fields[key].(string)
	return s
}

// number is a field as an integer; 0 if there is none.
func number(fields map[string]any, key string) int64 {
	switch n := fields[key].(type) {
	case int64:
		return n
	case float64:
		return int64(n)
	case int:
		return int64(n)
	default:
		return 0
	}
}
