package manageddatabase

import "seamark.dev/seamark/pkg/platform"

// Keys of the Secret delivered for every database.
const (
	KeyCACert          = "ca-cert"
	KeyMetricsUsername = "metrics-username"
	KeyMetricsPassword = "metrics-password"
)

// Keys of the ConfigMap delivered for a database that is asked for by
// host and port.
const (
	KeyHost     = "DB_HOST"
	KeyPort     = "DB_PORT"
	KeyUser     = "DB_USER"
	KeyDatabase = "DB_NAME"
	KeySSLMode  = "DB_SSL_MODE" // of PostgreSQL alone
)

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
