package manageddatabase

import (
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

// Keys of the Secret delivered for a PostgreSQL database.
const (
	KeyPostgresUsername = "postgres-username"
	KeyPostgresPassword = "postgres-password"
)

// PostgreSQL is the engine pg.
func PostgreSQL() Engine {
	return Engine{
		Name: platform.PostgreSQL,
		Credentials: []compose.Detail{
			compose.FromField(KeyPostgresUsername, "status.atProvider.user"),
			compose.FromSecret(KeyPostgresPassword, publishedPassword),
		},
		Config: config(
			map[string]string{KeySSLMode: "require"},
			[]string{"status.privateHost", "status.port", "status.user", "status.database"},
			compose.From("status.privateHost").To(inData(KeyHost)),
			compose.From("status.port").Text().To(inData(KeyPort)),
			compose.From("status.user").To(inData(KeyUser)),
			compose.From("status.database").To(inData(KeyDatabase)),
		),
	}
}
