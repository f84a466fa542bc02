package manageddatabase

import "seamark.dev/seamark/pkg/apis/digitalocean"

// Keys of the Secret delivered for a PostgreSQL database.
const (
	KeyPostgresUsername = "postgres-username"
	KeyPostgresPassword = "postgres-password"
)

// PostgreSQL is the engine pg.
func PostgreSQL() Engine {
	return Engine{
		Credentials: Account(KeyPostgresUsername, KeyPostgresPassword),
		Config:      ByHost(map[string]string{KeySSLMode: "require"}),
		Settings:    digitalocean.KindPostgreSQLConfig,
	}
}
