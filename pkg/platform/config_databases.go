package platform

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
	// the cluster and trustedSources may connect to it from then on, unless it is
	// only observed.
	Existing *ExistingDatabase `json:"existing,omitempty"`
}

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
