package platform

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
