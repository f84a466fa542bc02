package manageddatabase

import (
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
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
		Name: platform.Valkey,
		Credentials: []compose.Detail{
			compose.FromField(KeyRedisUsername, "status.atProvider.user"),
			compose.FromSecret(KeyRedisPassword, publishedPassword),
			compose.FromSecret(KeyConnectionString, publishedPrivateURI),
		},
		Config: config(
			nil,
			[]string{"status.privateHost", "status.port"},
			compose.Combine("rediss://%s:%v", "status.privateHost", "status.port").To(inData(KeyRedisAddress)),
		),
	}
}
