package manageddatabase

import "seamark.dev/seamark/pkg/platform"

// Keys of the Secret delivered for every database.
const (
	KeyCACert          = "ca-cert"
	KeyMetricsUsername = "metrics-username"
	KeyMetricsPassword = "metrics-password"
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
