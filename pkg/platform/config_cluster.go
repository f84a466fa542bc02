package platform

// Cluster is the DOKS cluster.
type Cluster struct {
	// Version is a minor version of Kubernetes in quotes ("1.34"), 1.33 or
	// newer, as older clusters do not bring the Cilium Gateway API: the cluster
	// is made with its newest patch, and upgraded when it is raised. Or latest:
	// the newest when the cluster is made, never upgraded from here. What
	// DigitalOcean upgrades by itself is followed either way. Of an exact slug
	// (1.34.1-do.0) only the minor version counts. Default: latest.
	Version string `json:"version,omitempty"`
	// HighAvailability runs a redundant control plane; it cannot be turned
	// off again. Default: false.
	HighAvailability bool `json:"highAvailability,omitempty"`
	// AutoUpgrade lets DigitalOcean install new patches, in the maintenance
	// window. Default: false.
	AutoUpgrade bool `json:"autoUpgrade,omitempty"`
	// Maintenance is the window in which DigitalOcean may work on the cluster.
	// Without it DigitalOcean chooses one.
	Maintenance *Maintenance `json:"maintenance,omitempty"`
	// NodePool is the default node pool, which the cluster is made with and
	// which cannot be taken out.
	NodePool NodePool `json:"nodePool,omitzero"`
	// AdditionalNodePools are the node pools beside it. Their order is of no
	// meaning.
	AdditionalNodePools []AdditionalNodePool `json:"additionalNodePools,omitempty"`
	// ControlPlaneFirewall says who reaches the Kubernetes API of the cluster.
	// Without it everybody does, with credentials.
	ControlPlaneFirewall *ControlPlaneFirewall `json:"controlPlaneFirewall,omitempty"`
	// Existing is a cluster that exists already, in the VPC of
	// network.existing. Its default node pool must have the tag
	// terraform:default-node-pool, its nodes the tag of the environment's name.
	Existing *Existing `json:"existing,omitempty"`
}

// ControlPlaneFirewall lets only some reach the Kubernetes API of a cluster: its
// nodes, the hub by spec.hub.addresses, and these addresses.
type ControlPlaneFirewall struct {
	// Addresses are IPv4 addresses, or ranges in CIDR notation, beside the hub's.
	Addresses []string `json:"addresses,omitempty"`
	// Off turns the firewall off again: when the section is taken away, it stays
	// as it is. Default: false.
	Off bool `json:"off,omitempty"`
}

// Maintenance is a window of four hours for a cluster, and of some minutes for a
// database, in which DigitalOcean may upgrade it.
type Maintenance struct {
	// Day is a day of the week in lower case, monday to sunday; for a cluster
	// also any.
	Day string `json:"day"`
	// Start is when the window begins, HH:MM in UTC.
	Start string `json:"start"`
}
