package manageddatabase

import "seamark.dev/seamark/pkg/apis/digitalocean"

// Keys of the Secret delivered for a MySQL database.
const (
	KeyMySQLUsername = "mysql-username"
	KeyMySQLPassword = "mysql-password"
)

// MySQL is the engine mysql.
func MySQL() Engine {
	return Engine{
		Credentials: Account(KeyMySQLUsername, KeyMySQLPassword),
		Config:      ByHost(nil),
		Settings:    digitalocean.KindMySQLConfig,
	}
}
