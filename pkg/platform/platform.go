// Package platform is the configuration: its types, defaults, rules and JSON
// Schema, and a strict loader that reports every finding at once.
package platform

// APIVersion and Kind head every configuration document.
const (
	APIVersion = "seamark.dev/v1alpha1"
	Kind       = "Platform"
)

// Platform is the whole configuration: one hub cluster and the environments it
// manages.
type Platform struct {
	// APIVersion is the version of this format: seamark.dev/v1alpha1.
	APIVersion string `json:"apiVersion"`
	// Kind is what the document is: Platform.
	Kind string `json:"kind"`
	// Metadata names the platform.
	Metadata Metadata `json:"metadata"`
	// Spec is what the platform is to be.
	Spec Spec `json:"spec"`
}

// Metadata names the platform.
type Metadata struct {
	// Name identifies the platform in the rendered documentation.
	Name string `json:"name"`
}

// Spec is what the platform is to be.
type Spec struct {
	// Delivery says how the rendered repository reaches the clusters.
	Delivery Delivery `json:"delivery,omitzero"`
	// Hub is the cluster that runs the engine and Crossplane.
	Hub Hub `json:"hub,omitzero"`
	// Mirrors are registries that stand in for those that charts and Crossplane
	// packages are published in. Where several match, the longest from wins.
	Mirrors []Mirror `json:"mirrors,omitempty"`
	// Environments are the DOKS clusters with their databases, each complete.
	Environments []Environment `json:"environments"`
	// Overrides are Helm values by release name for the releases that all
	// environments share (crossplane), merged as those of an environment are.
	Overrides map[string]map[string]any `json:"overrides,omitempty"`
}

// Engine is the GitOps engine that reconciles the repository.
type Engine string

// The engines that can be rendered for, unless a program brings one of its own.
const (
	Flux   Engine = "flux"
	ArgoCD Engine = "argocd"
)

// Delivery says how the rendered repository reaches the clusters.
type Delivery struct {
	// Engine is the GitOps engine; docs/engines.md compares them.
	// Default: flux.
	Engine Engine `json:"engine,omitempty"`
	// Hub names the cluster that runs the engine and Crossplane;
	// clusters/HUB is the entry point. Default: hub.
	Hub string `json:"hub,omitempty"`
	// Repository is the Git repository that holds the rendered tree.
	Repository Repository `json:"repository,omitzero"`
}

// Repository is the Git repository that holds the rendered tree.
type Repository struct {
	// URL is the clone address. Default: https://github.com/NAME/platform,
	// where NAME is metadata.name.
	URL string `json:"url,omitempty"`
	// Branch is the branch the engine follows. Default: main.
	Branch string `json:"branch,omitempty"`
	// Path is the folder of the repository that holds the tree. Default: ".".
	Path string `json:"path,omitempty"`
}

// Hub is the cluster that runs the engine and Crossplane, which all
// environments share.
type Hub struct {
	// Monitoring says whether the hub is watched.
	Monitoring HubMonitoring `json:"monitoring,omitzero"`
	// Compositions are what environments do about new Compositions, unless they
	// say it themselves.
	Compositions Compositions `json:"compositions,omitzero"`
	// Addresses are the IPv4 addresses, or ranges in CIDR notation, that the hub
	// calls from. Every control-plane firewall lets them in. A hub on DOKS calls
	// from the addresses of its nodes, which change, unless a NAT gateway is in
	// front of them.
	Addresses []string `json:"addresses,omitempty"`
	// PollInterval is how often the providers look at what DigitalOcean has, in
	// whole minutes from 1m to 60m. What somebody changes there is noticed and
	// undone that late, and so is what DigitalOcean does by itself; each look
	// costs calls, of which a token has 5,000 an hour. Default: 5m; 10m from 26
	// environments of one token on, 20m from 51 on.
	PollInterval string `json:"pollInterval,omitempty"`
}

// Compositions are what makes cloud resources of an environment's composite
// resources. They are the hub's, and change when a new release of Seamark is
// rendered.
type Compositions struct {
	// Update is Automatic: a new Composition is taken at once. Or Manual: the
	// environment stays with those that it has until it is Automatic again, so
	// that one environment can take them before the others (see
	// docs/compositions.md). Definitions, providers and functions are the hub's,
	// and change for all environments at once either way. Default: Automatic;
	// of an environment, what the hub says.
	Update UpdatePolicy `json:"update,omitempty"`
}

// UpdatePolicy says when a change is taken.
type UpdatePolicy string

// A change is taken at once, or not before somebody says so.
const (
	Automatic UpdatePolicy = "Automatic"
	Manual    UpdatePolicy = "Manual"
)

// HubPrometheus is the Prometheus that watches the hub.
type HubPrometheus string

// A hub is watched by the Prometheus that it has, or not at all.
const (
	NoPrometheus       HubPrometheus = "none"
	ExistingPrometheus HubPrometheus = "existing"
)

// HubMonitoring says whether the hub is watched.
type HubMonitoring struct {
	// Prometheus is existing on a hub where the Prometheus operator runs,
	// for example that of kube-prometheus-stack: it is given monitors, alerts, a
	// dashboard, and a kube-state-metrics for the resources of Crossplane and
	// the engine. With none there are none of these, and nothing watches the
	// hub. Default: none.
	Prometheus HubPrometheus `json:"prometheus,omitempty"`
	// Release is the Helm release of kube-prometheus-stack on the hub, by whose
	// name its Prometheus selects monitors and rules.
	// Default: kube-prometheus-stack.
	Release string `json:"release,omitempty"`
}

// Watched tells whether something watches the hub.
func (h Hub) Watched() bool { return h.Monitoring.Prometheus == ExistingPrometheus }

// Mirror is a registry that stands in for another one: what is published below
// from is taken from the same place below to. It serves Helm charts and
// Crossplane packages, and with a package the image that runs it. The images in
// charts are no matter of it (see docs/mirrors.md).
type Mirror struct {
	// From is the beginning of addresses, up to a slash: oci://ghcr.io for
	// charts in a registry, https://charts.crossplane.io for charts in a
	// repository of the older kind, xpkg.crossplane.io for packages.
	From string `json:"from"`
	// To is what stands in its place: oci:// for oci://, https:// for https://
	// (or http://, which nothing protects on its way), a bare HOST/PATH for
	// packages.
	To string `json:"to"`
	// Insecure speaks plain HTTP to an oci:// registry, for a lab.
	// Default: false.
	Insecure bool `json:"insecure,omitempty"`
	// Secret is the Secret with the account at the mirror, if it wants one. A
	// human makes it; SECRETS.md tells where, and how.
	Secret string `json:"secret,omitempty"`
}

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
	// Network holds the address ranges, which nobody can change later.
	Network Network `json:"network,omitzero"`
	// Cluster is the DOKS cluster.
	Cluster Cluster `json:"cluster,omitzero"`
	// Databases are the managed databases by name. The demo needs adservice
	// (pg) and cartservice (valkey), which are therefore always there.
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
	// Overrides are Helm values by release name, merged over ours as Helm
	// merges: maps deeply, lists replaced, null removes a key. The releases
	// are kube-prometheus-stack, loki, alloy, cert-manager, external-dns,
	// metrics-server, demo, and per database the exporter of its engine:
	// postgres-exporter-NAME for pg.
	Overrides map[string]map[string]any `json:"overrides,omitempty"`
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
}

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

// NodePool is the autoscaling default node pool of a cluster, called ENV-pool at
// DigitalOcean.
type NodePool struct {
	// Size is the Droplet size slug of every node. Nodes are not resized in
	// place: docs/runbooks/node-pools.md tells how to swap the pool.
	// Default: s-2vcpu-4gb.
	Size string `json:"size,omitempty"`
	// Min is the least number of nodes, at least 3: Loki writes to three
	// replicas on three nodes. Default: 3.
	Min int `json:"min,omitempty"`
	// Max is the most nodes the autoscaler may add. Default: 5, or the
	// minimum if that is more.
	Max int `json:"max,omitempty"`
	// Labels are labels of every node. DigitalOcean does not take one off the
	// nodes that have it when it goes from here.
	Labels map[string]string `json:"labels,omitempty"`
	// Taints keep pods away that do not tolerate them. What Seamark installs
	// tolerates none, except for what runs on every node.
	Taints []Taint `json:"taints,omitempty"`
}

// AdditionalNodePool is an autoscaling node pool beside the default one, called
// ENV-NAME at DigitalOcean. Its nodes have the label
// doks.digitalocean.com/node-pool with that name.
type AdditionalNodePool struct {
	// Name is a DNS label, unique in the cluster and not pool, which is the
	// default one.
	Name string `json:"name"`
	// Size is the Droplet size slug of every node. It cannot be changed: add a
	// pool of another name. Without it, that of nodePool.
	Size string `json:"size,omitempty"`
	// Min is the least number of nodes. With 0 the pool is empty while no pod
	// needs it, where DigitalOcean offers that. Default: 1.
	Min *int `json:"min,omitempty"`
	// Max is the most nodes the autoscaler may add.
	Max int `json:"max"`
	// Labels are labels of every node, as of nodePool.
	Labels map[string]string `json:"labels,omitempty"`
	// Taints keep pods away that do not tolerate them.
	Taints []Taint `json:"taints,omitempty"`
	// DeletionPolicy says what becomes of the pool when it is taken out of the
	// list: Orphan keeps its nodes, Delete drains and deletes them, once it has
	// been reconciled. Without it, what the environment says.
	DeletionPolicy DeletionPolicy `json:"deletionPolicy,omitempty"`
	// Existing is a pool of the cluster that exists already.
	Existing *ExistingNodePool `json:"existing,omitempty"`
}

// ExistingNodePool is a node pool that is taken over instead of made. It is
// renamed to ENV-NAME.
type ExistingNodePool struct {
	// ID is its UUID at DigitalOcean.
	ID string `json:"id"`
}

// Taint keeps pods away from nodes, unless they tolerate it.
type Taint struct {
	// Key is its name, for example dedicated.
	Key string `json:"key"`
	// Value is the value that pods tolerate with it. The provider wants one.
	Value string `json:"value"`
	// Effect is what becomes of pods that do not tolerate it: NoSchedule places
	// none, PreferNoSchedule avoids it, NoExecute also ends those that run.
	Effect TaintEffect `json:"effect"`
}

// TaintEffect is what a taint does to pods that do not tolerate it.
type TaintEffect string

// The effects that Kubernetes knows.
const (
	NoSchedule       TaintEffect = "NoSchedule"
	PreferNoSchedule TaintEffect = "PreferNoSchedule"
	NoExecute        TaintEffect = "NoExecute"
)

// DatabaseEngine is the program of a managed database.
type DatabaseEngine string

// The engines that have a Composition.
const (
	PostgreSQL DatabaseEngine = "pg"
	Valkey     DatabaseEngine = "valkey"
	MySQL      DatabaseEngine = "mysql"
)

// Database is one managed database cluster.
type Database struct {
	// Engine is the program, as DigitalOcean's API calls it. Default: pg for
	// adservice, valkey for cartservice; every other database must say.
	Engine DatabaseEngine `json:"engine,omitempty"`
	// Version is the major version: one in which DigitalOcean makes databases, or
	// any of a database that exists. Raised, it upgrades in place. Default: 17 for
	// pg, 8 for valkey, 8 for mysql.
	Version string `json:"version,omitempty"`
	// Size is the node size slug, of a family that the engine is offered in:
	// db-s, db-amd, db-intel, gd and so1_5 for pg and mysql, db-s and m for
	// valkey. Default: db-s-1vcpu-1gb.
	Size string `json:"size,omitempty"`
	// Nodes is the number of nodes: 1, or 2 to 3 with standby nodes, which
	// the smallest size does not offer. Default: 1.
	Nodes int `json:"nodes,omitempty"`
	// Storage is the size of the disk of each node, in whole Gi; of pg and mysql
	// only. It can grow within what DigitalOcean offers for the size of the node,
	// and never shrink. Without it the disk is what comes with the size.
	Storage string `json:"storage,omitempty"`
	// EvictionPolicy is what valkey does when its memory is full: noeviction,
	// allkeys_lru, allkeys_random, volatile_lru, volatile_random or volatile_ttl.
	// Without it no key is evicted, and writing fails.
	EvictionPolicy string `json:"evictionPolicy,omitempty"`
	// TrustedSources may connect to the database beside the nodes of the cluster.
	TrustedSources TrustedSources `json:"trustedSources,omitzero"`
	// Settings are settings of the engine, by the names that it has for them:
	// docs/databases.md lists those there are. One that is taken out again stays
	// as it was set.
	Settings map[string]any `json:"settings,omitempty"`
	// Databases are the names of logical databases beside the default one,
	// defaultdb; of pg and mysql. What becomes of one that is taken out says
	// deletionPolicy of the environment.
	Databases []string `json:"databases,omitempty"`
	// Users are users beside the administrator, doadmin; of pg and mysql. In the
	// namespace demo of the cluster the Secret NAME-USER-user has the account of
	// each, where an underscore is a hyphen.
	Users []DatabaseUser `json:"users,omitempty"`
	// ConnectionPools share connections to the database among many clients; of pg
	// only. In the namespace demo of the cluster the Secret NAME-POOL-pool tells
	// how to connect to each.
	ConnectionPools []ConnectionPool `json:"connectionPools,omitempty"`
	// RestoreFrom makes the database from a backup of another one. It matters
	// when the database is made, and never again.
	RestoreFrom *RestoreFrom `json:"restoreFrom,omitempty"`
	// Maintenance is the window in which DigitalOcean may work on the database.
	// Without it DigitalOcean chooses one.
	Maintenance *Maintenance `json:"maintenance,omitempty"`
	// Existing is a database that exists already, in the VPC of
	// network.existing, by the name ENVIRONMENT-NAME-ENGINE. Only the nodes of
	// the cluster and trustedSources may connect to it from then on.
	Existing *ExistingDatabase `json:"existing,omitempty"`
}

// DatabaseUser is a user of a managed database. DigitalOcean chooses the password;
// rights are granted in SQL, docs/databases.md shows how. One that is there already
// is taken over.
type DatabaseUser struct {
	// Name is the name of the user: lower-case letters, digits, underscores and
	// hyphens, beginning with a letter.
	Name string `json:"name"`
	// AuthPlugin is how the user logs in, of mysql only: caching_sha2_password, or
	// mysql_native_password for clients that know no other. Changed, the user gets
	// another password. Without it MySQL chooses, the former.
	AuthPlugin string `json:"authPlugin,omitempty"`
	// DeletionPolicy says what becomes of the user when it is taken out of the
	// list: Orphan keeps it, with its password; Delete deletes it, once it has been
	// reconciled. Without it, what the environment says.
	DeletionPolicy DeletionPolicy `json:"deletionPolicy,omitempty"`
}

// ConnectionPool is a pool of connections, to one logical database as one user.
// It cannot be changed: add a pool of another name.
type ConnectionPool struct {
	// Name is the name by which clients connect, as if it were a database's: at
	// least three characters.
	Name string `json:"name"`
	// Mode says for how long a client keeps a connection: for a transaction, for a
	// single statement, or for its session. Default: transaction.
	Mode PoolMode `json:"mode,omitempty"`
	// Size is the number of connections to the database. All pools together may
	// have 25 for each GB of memory of the node, less three.
	Size int `json:"size"`
	// Database is one of databases. Default: defaultdb.
	Database string `json:"database,omitempty"`
	// User is one of users, or doadmin.
	User string `json:"user"`
	// DeletionPolicy says what becomes of the pool when it is taken out of the
	// list, as of users.
	DeletionPolicy DeletionPolicy `json:"deletionPolicy,omitempty"`
}

// PoolMode says for how long a client of a pool keeps a connection.
type PoolMode string

// The modes that PgBouncer knows.
const (
	TransactionMode PoolMode = "transaction"
	StatementMode   PoolMode = "statement"
	SessionMode     PoolMode = "session"
)

// TrustedSources may connect to a database from outside of the cluster: what the
// account has, from the private network too, and addresses. There may be 99.
type TrustedSources struct {
	// Addresses are IPv4 addresses, or ranges in CIDR notation.
	Addresses []string `json:"addresses,omitempty"`
	// Tags are of Droplets and of nodes of other clusters.
	Tags []string `json:"tags,omitempty"`
	// Droplets are IDs of Droplets, which are numbers, in quotes.
	Droplets []string `json:"droplets,omitempty"`
	// Clusters are UUIDs of other DOKS clusters.
	Clusters []string `json:"clusters,omitempty"`
	// Apps are UUIDs of apps of the App Platform.
	Apps []string `json:"apps,omitempty"`
}

// RestoreFrom is a backup of a database of the same engine. The new database
// must be at least as large.
type RestoreFrom struct {
	// Database is the name of that database at DigitalOcean:
	// ENVIRONMENT-NAME-ENGINE for one that was made from here.
	Database string `json:"database"`
	// BackupCreatedAt is when the backup was made, as doctl databases backups ID
	// --output json shows it (2026-11-28T04:00:12Z). Without it the newest is taken.
	BackupCreatedAt string `json:"backupCreatedAt,omitempty"`
}

// Domain holds the DNS zone and the names in it.
type Domain struct {
	// Zone is a DNS zone that DigitalOcean serves for this account.
	Zone string `json:"zone"`
	// Demo is the public name of the demo. Default: demo.ZONE.
	Demo string `json:"demo,omitempty"`
	// Logs is the name the databases send their logs to; it resolves to a
	// private address. Default: logs.ZONE.
	Logs string `json:"logs,omitempty"`
	// ACMEEmail is the contact of the Let's Encrypt account.
	ACMEEmail string `json:"acmeEmail"`
}

// Metrics sizes Prometheus and Alertmanager.
type Metrics struct {
	// Retention is how long samples are kept, as Prometheus writes it.
	// Default: 7d.
	Retention string `json:"retention,omitempty"`
	// Volume is the size of the Prometheus volume. Default: 10Gi.
	Volume string `json:"volume,omitempty"`
	// AlertmanagerReplicas is the number of Alertmanagers, at least 2.
	// Default: 2.
	AlertmanagerReplicas int `json:"alertmanagerReplicas,omitempty"`
}

// Logs sizes Loki.
type Logs struct {
	// Retention is how long lines are kept, a multiple of 24h. Default: 168h.
	Retention string `json:"retention,omitempty"`
	// Volume is the size of each Loki volume. Default: 5Gi.
	Volume string `json:"volume,omitempty"`
	// Bucket is the Spaces bucket, whose name all customers of a region share.
	// It cannot be renamed. Default: PLATFORM-NAME-loki-logs, where PLATFORM is
	// metadata.name and NAME the environment's.
	Bucket string `json:"bucket,omitempty"`
	// Existing is what exists already beside the bucket, which itself is taken
	// over by its name.
	Existing *ExistingLogs `json:"existing,omitempty"`
}

// ExistingLogs is the Spaces key of a bucket that is taken over instead of made.
type ExistingLogs struct {
	// Key is its access key ID, which is no secret. The secret half, which
	// DigitalOcean told once, is read from the cluster of cluster.existing: it
	// must be there in the Secret cluster-services/loki-spaces.
	Key string `json:"key"`
}

// Alerts says who is told when something is wrong.
type Alerts struct {
	// Receiver is where Alertmanager sends alerts. With none of its fields
	// they are only to be seen in Grafana and Alertmanager.
	Receiver Receiver `json:"receiver,omitzero"`
}

// Receiver is where Alertmanager sends alerts: any of these, each with its
// credentials in a Secret that a human makes in the environment's namespace on
// the hub. Several may share a Secret, for each has a key of its own in it.
type Receiver struct {
	// Slack is a channel that is told of critical alerts and warnings.
	Slack *Slack `json:"slack,omitempty"`
	// Email is an address that is told of critical alerts and warnings.
	Email *Email `json:"email,omitempty"`
	// Webhook is a URL that is told of critical alerts and warnings.
	Webhook *Webhook `json:"webhook,omitempty"`
	// PagerDuty is a service that is told of critical alerts only.
	PagerDuty *PagerDuty `json:"pagerDuty,omitempty"`
}

// Slack is a channel, by an incoming webhook.
type Slack struct {
	// Channel is the channel's name with its #, or its ID.
	Channel string `json:"channel"`
	// Secret is the Secret with the key slack-webhook-url.
	// Default: alertmanager-receiver.
	Secret string `json:"secret,omitempty"`
}

// Email is an address, by a mail server that speaks TLS.
type Email struct {
	// To is the address to write to.
	To string `json:"to"`
	// From is the address to write from.
	From string `json:"from"`
	// Smarthost is the mail server, HOST:PORT. DigitalOcean blocks port 25.
	Smarthost string `json:"smarthost"`
	// Username is the name to log in with. Without one nobody logs in, and no
	// Secret is needed.
	Username string `json:"username,omitempty"`
	// Secret is the Secret with the key smtp-password.
	// Default: alertmanager-receiver.
	Secret string `json:"secret,omitempty"`
}

// Webhook is a URL that takes Alertmanager's own JSON.
type Webhook struct {
	// Secret is the Secret with the key webhook-url.
	// Default: alertmanager-receiver.
	Secret string `json:"secret,omitempty"`
}

// PagerDuty is a service, by the Events API v2.
type PagerDuty struct {
	// Secret is the Secret with the key pagerduty-routing-key.
	// Default: alertmanager-receiver.
	Secret string `json:"secret,omitempty"`
}

// Demo tunes the microservices demo and its load generator.
type Demo struct {
	// ChartVersion is an exact version or a range within major 1 of the demo
	// chart. Default: >=1.0.0 <2.0.0.
	ChartVersion string `json:"chartVersion,omitempty"`
	// Users is the number of simulated users. Default: 100.
	Users int `json:"users,omitempty"`
	// Rate is how many users start per second until all have. Default: 5.
	Rate int `json:"rate,omitempty"`
}
