package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/platform"
)

func postgresql() database {
	return database{
		name: "adservice", cluster: "dev-adservice-pg",
		waiting: map[string]string{
			"ca": "status.id", "secret": "status.user", "config": "status.privateHost", "scrape-config": "status.metricsTargets",
		},
		cloud: life.Fields{
			"id": databaseID, "host": "public-host", "privateHost": "private-host", "port": int64(25060),
			"user": "doadmin", "database": "defaultdb", "metricsEndpoints": []any{"https://public-host:9273/metrics"},
		},
		keys: life.Keys{"attribute.password": "pg-password", "attribute.private_uri": "postgresql://private", "attribute.uri": "postgresql://public"},
		secret: map[string]any{
			"postgres-username": "doadmin", "postgres-password": "pg-password", "ca-cert": "PEM\n",
			"metrics-username": "metrics", "metrics-password": "metrics-password",
		},
		config: map[string]any{
			"DB_HOST": "private-host", "DB_PORT": "25060", "DB_USER": "doadmin", "DB_NAME": "defaultdb", "DB_SSL_MODE": "require",
		},
	}
}

func valkey() database {
	return database{
		name: "cartservice", cluster: "dev-cartservice-valkey",
		waiting: map[string]string{
			"ca": "status.id", "secret": "status.user", "config": "status.privateHost", "scrape-config": "status.metricsTargets",
		},
		cloud: life.Fields{
			"id": databaseID, "host": "public-host", "privateHost": "private-host", "port": int64(25061),
			"user": "default", "metricsEndpoints": []any{"https://public-host:9273/metrics"},
		},
		keys: life.Keys{"attribute.password": "valkey-password", "attribute.private_uri": "rediss://default:valkey-password@private-host:25061"},
		secret: map[string]any{
			"redis-username": "default", "redis-password": "valkey-password",
			"connectionString": "rediss://default:valkey-password@private-host:25061", "ca-cert": "PEM\n",
			"metrics-username": "metrics", "metrics-password": "metrics-password",
		},
		config: map[string]any{"REDIS_ADDR": "rediss://private-host:25061"},
	}
}

func TestPostgreSQLLife(t *testing.T) {
	e := env(platform.Orphan)
	xr := newDatabase(t, withCluster(t, e), e, "adservice")
	xr.Live(t, append(postgresql().becomesReady(), postgresql().goesThrough()...))
}

func TestValkeyLife(t *testing.T) {
	e := env(platform.Orphan)
	xr := newDatabase(t, withCluster(t, e), e, "cartservice")
	xr.Live(t, append(valkey().becomesReady(), valkey().goesThrough()...))
}
