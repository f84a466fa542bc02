package manageddatabase

import "seamark.dev/seamark/pkg/platform"

// Keys of the Secret delivered for a PostgreSQL database.
const (
	KeyPostgresUsername = "postgres-username"
	KeyPostgresPassword = "postgres-password"
)

// Keys of the Secret delivered for a Valkey database.
const (
	KeyRedisUsername    = "redis-username"
	KeyRedisPassword    = "redis-password"
	KeyConnectionString = "connectionString" // the private rediss:// URI
)

// Keys of the Secret delivered for every database.
const (
	KeyCACert          = "ca-cert"
	KeyMetricsUsername = "metrics-username"
	KeyMetricsPassword = "metrics-password"
)

// Keys of the ConfigMap delivered for a PostgreSQL database.
const (
	KeyHost     = "DB_HOST"
	KeyPort     = "DB_PORT"
	KeyUser     = "DB_USER"
	KeyDatabase = "DB_NAME"
	KeySSLMode  = "DB_SSL_MODE"
)

// KeyRedisAddress is the key of the ConfigMap delivered for a Valkey database;
// its value is rediss://HOST:PORT, without credentials.
const KeyRedisAddress = "REDIS_ADDR"

// SecretName is the Secret delivered for a database.
func SecretName(database string) string { return database + "-database" }

// ConfigMapName is the ConfigMap delivered for a database.
func ConfigMapName(database string) string { return database + "-database-configuration" }

// ScrapeConfigName is the ScrapeConfig delivered for a database.
func ScrapeConfigName(database string) string { return database + "-database" }

// ClusterName is the name of the database cluster at DigitalOcean.
func ClusterName(environment, database string, engine platform.DatabaseEngine) string {
	return environment + "-" + database + "-" + string(engine)
}
