package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/platform"
)

func postgresql() database {
	return database{
		name: "adservice", cluster: "dev-adservice-pg", version: "17",
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
		name: "cartservice", cluster: "dev-cartservice-valkey", version: "8",
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

func mysql() database {
	return database{
		name: "orders", cluster: "dev-orders-mysql", version: "8",
		waiting: map[string]string{
			"ca": "status.id", "secret": "status.user", "config": "status.privateHost", "scrape-config": "status.metricsTargets",
		},
		cloud: life.Fields{
			"id": databaseID, "host": "public-host", "privateHost": "private-host", "port": int64(25060),
			"user": "doadmin", "database": "defaultdb", "metricsEndpoints": []any{"https://public-host:9273/metrics"},
		},
		keys: life.Keys{"attribute.password": "mysql-password", "attribute.private_uri": "mysql://private", "attribute.uri": "mysql://public"},
		secret: map[string]any{
			"mysql-username": "doadmin", "mysql-password": "mysql-password", "ca-cert": "PEM\n",
			"metrics-username": "metrics", "metrics-password": "metrics-password",
		},
		config: map[string]any{"DB_HOST": "private-host", "DB_PORT": "25060", "DB_USER": "doadmin", "DB_NAME": "defaultdb"},
	}
}

// lives are the lives of each engine.
var lives = map[platform.DatabaseEngine]func() database{
	platform.PostgreSQL: postgresql, platform.Valkey: valkey, platform.MySQL: mysql,
}

// TestEveryEngineIsLived: no engine is composed without having been tried.
func TestEveryEngineIsLived(t *testing.T) {
	for _, facts := range platform.DatabaseEngines() {
		if lives[facts.Engine] == nil {
			t.Errorf("the engine %s lacks a life", facts.Engine)
		}
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

func TestMySQLLife(t *testing.T) {
	e := env(platform.Orphan)
	e.Databases = map[string]platform.Database{"orders": {Engine: platform.MySQL, Version: "8", Size: "db-s-1vcpu-1gb", Nodes: 1}}
	xr := newDatabase(t, withCluster(t, e), e, "orders")
	xr.Live(t, append(mysql().becomesReady(), mysql().goesThrough()...))
}
