package manageddatabase

import (
	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/compose"
)

// Keys of the Secret delivered for a Valkey database.
const (
	KeyRedisUsername    = "redis-username"
	KeyRedisPassword    = "redis-password"
	KeyConnectionString = "connectionString" // the private rediss:// URI
)

// KeyRedisAddress is the key of the ConfigMap delivered for a Valkey database;
// its value is rediss://HOST:PORT, without credentials.
const KeyRedisAddress = "REDIS_ADDR"

// Valkey is the engine valkey.
func Valkey() Engine {
	return Engine{
		Credentials: append(Account(KeyRedisUsername, KeyRedisPassword),
			compose.FromSecret(KeyConnectionString, publishedPrivateURI)),
		Config: Config{
			Known:   []string{"status.privateHost", "status.port"},
			Patches: compose.Patches{compose.Combine("rediss://%s:%v", "status.privateHost", "status.port").To(InData(KeyRedisAddress))},
		},
		Settings: digitalocean.KindValkeyConfig,
	}
}
