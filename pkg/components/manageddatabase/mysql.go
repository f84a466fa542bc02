package manageddatabase

import (
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

// Keys of the Secret delivered for a MySQL database.
const (
	KeyMySQLUsername = "mysql-username"
	KeyMySQLPassword = "mysql-password"
)

// MySQL is the engine mysql.
func MySQL() Engine {
	return Engine{
		Name: platform.MySQL,
		Credentials: []compose.Detail{
			compose.FromField(KeyMySQLUsername, "status.atProvider.user"),
			compose.FromSecret(KeyMySQLPassword, publishedPassword),
		},
		Config: config(
			nil,
			[]string{"status.privateHost", "status.port", "status.user", "status.database"},
			compose.From("status.privateHost").To(inData(KeyHost)),
			compose.From("status.port").Text().To(inData(KeyPort)),
			compose.From("status.user").To(inData(KeyUser)),
			compose.From("status.database").To(inData(KeyDatabase)),
		),
	}
}
