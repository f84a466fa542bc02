package platform

// Environment is one DOKS cluster with its databases, logs, metrics and demo.
type Environment struct {
	// Name prefixes every cloud resource and is the namespace on the hub: a
	// DNS label that begins with a letter, short enough for the names derived
	// from it.
	Name string `json:"name"`
	// Region is the DigitalOcean region slug, for example sfo3.
	Region string `json:"region"`
	// Token names API tokens of the environment's own, or of a group that
	// names the same: DigitalOcean limits the calls of a token. SECRETS.md asks
	// for them. They must be of the team that has what exists already: in
	// another one it would be made again. Without it, they are those that all
	// environments share.
	Token string `json:"token,omitempty"`
	// Project is the UUID of a project at DigitalOcean, which exists: cluster,
	// databases and bucket are assigned to it, and again when somebody moves them.
	// What is only observed is left where it is, and a VPC belongs to no project.
	// Without it everything is in the project that DigitalOcean chooses, the
	// default one, or stays where it was.
	Project string `json:"project,omitempty"`
	// Tags are tags at DigitalOcean of the cluster, its nodes and the databases,
	// beside the environment's name. Others that somebody sets there are taken
	// away again.
	Tags []string `json:"tags,omitempty"`
	// Components switches components off, by their names: demo: false. What says
	// nothing, or true, is on. One that others need can only go with them;
	// docs/components.md lists them, and tells what becomes of what is there.
	Components map[string]bool `json:"components,omitempty"`
	// Network holds the address ranges, which nobody can change later.
	Network Network `json:"network,omitzero"`
	// Cluster is the DOKS cluster.
	Cluster Cluster `json:"cluster,omitzero"`
	// Databases are the managed databases by name. The demo needs adservice
	// (pg) and cartservice (valkey), which are therefore there with it. Without
	// it there are those that are written: none, if none is.
	Databases map[string]Database `json:"databases,omitempty"`
	// Domain holds the DNS zone and the names in it.
	Domain Domain `json:"domain"`
	// Metrics sizes Prometheus and Alertmanager.
	Metrics Metrics `json:"metrics,omitzero"`
	// Logs sizes Loki.
	Logs Logs `json:"logs,omitzero"`
	// Alerts says who is told when something is wrong.
	Alerts Alerts `json:"alerts,omitzero"`
	// Demo tunes the microservices demo and its load generator.
	Demo Demo `json:"demo,omitzero"`
	// DeletionPolicy says what becomes of the cloud resources when their
	// manifests go away: Orphan keeps cluster, databases and bucket; Delete
	// is the deliberate way to destroy them. Default: Orphan.
	DeletionPolicy DeletionPolicy `json:"deletionPolicy,omitempty"`
	// Compositions are what the environment does about new Compositions.
	Compositions Compositions `json:"compositions,omitzero"`
	// Dashboards are dashboards of your own for Grafana: files of JSON, or folders
	// with some, by their paths from the folder of this file. The folder that a file
	// is in is its folder in Grafana (docs/own.md).
	Dashboards []string `json:"dashboards,omitempty"`
	// Rules are alerts and recordings of your own: files with rules as Prometheus
	// reads them, or PrometheusRules, or folders with some, by their paths from the
	// folder of this file.
	Rules []string `json:"rules,omitempty"`
	// Manifests are objects of your own for the cluster, as files or folders of YAML.
	Manifests []Manifests `json:"manifests,omitempty"`
	// Overrides are Helm values by release name, merged over ours as Helm
	// merges: maps deeply, lists replaced, null removes a key. The releases
	// are kube-prometheus-stack, loki, alloy, cert-manager, external-dns,
	// metrics-server, demo, and per database the exporter of its engine:
	// postgres-exporter-NAME for pg.
	Overrides map[string]map[string]any `json:"overrides,omitempty"`
	// Charts are other versions of charts than those pinned here, by the name of
	// the chart as in versions.yaml. The demo's is demo.chartVersion.
	Charts map[string]ChartVersion `json:"charts,omitempty"`
}

// Manifests are objects of your own for the cluster of an environment. What is
// taken out is deleted there.
type Manifests struct {
	// Path is a file of YAML, or a folder with some, from the folder of this file.
	Path string `json:"path"`
	// After is the unit that must be healthy before, by its folder in that of the
	// environment, or a component in it, by its name.
	// Default: 3-environment/resources.
	After string `json:"after,omitempty"`
}

// DeletionPolicy says what becomes of cloud resources whose manifests go away.
type DeletionPolicy string

// Orphan keeps them, Delete destroys them.
const (
	Orphan DeletionPolicy = "Orphan"
	Delete DeletionPolicy = "Delete"
)

// Network holds the address ranges of an environment. They may not overlap
// each other, nor the ranges DigitalOcean keeps for itself.
type Network struct {
	// VPCCIDR is the range of the VPC: nodes, databases, load balancers.
	// Default: 10.201.0.0/22.
	VPCCIDR string `json:"vpcCIDR,omitempty"`
	// ClusterSubnet is the range of the pods. Default: 172.16.64.0/20.
	ClusterSubnet string `json:"clusterSubnet,omitempty"`
	// ServiceSubnet is the range of the Services. Default: 192.168.12.0/22.
	ServiceSubnet string `json:"serviceSubnet,omitempty"`
	// Existing is a VPC that exists already, with the range of vpcCIDR. It is
	// renamed to the environment's name, unless it is only observed.
	Existing *Existing `json:"existing,omitempty"`
}

// Existing is something at DigitalOcean that is taken over instead of made: of
// another tool, or of a hub that was lost.
type Existing struct {
	// ID is its UUID at DigitalOcean.
	ID string `json:"id"`
	// ObserveOnly leaves it as it is: it is only looked at.
	ObserveOnly bool `json:"observeOnly,omitempty"`
}

// ExistingDatabase is a database that is taken over instead of made.
type ExistingDatabase struct {
	// ID is its UUID at DigitalOcean.
	ID string `json:"id"`
	// LogSink is the UUID of its log sink loki-NAME, if that exists already.
	LogSink string `json:"logSink,omitempty"`
	// ObserveOnly leaves it as it is: it is only looked at, and programs in the
	// cluster are told how to connect. It may have any name, and be of any size
	// and version, of which nothing is said then; nothing is made in it, and it
	// sends no log.
	ObserveOnly bool `json:"observeOnly,omitempty"`
}

// Observed tells that the database is only looked at.
func (d Database) Observed() bool { return d.Existing != nil && d.Existing.ObserveOnly }
