package postgresexporter

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// authority is the CA of the database.
const authority exporter.Authority = "postgres-ca"

// connection is how the exporter finds its database, from what the database
// delivered.
//
// The chart builds a URI of its own (DATA_SOURCE_URI), whose host and port are
// values and so would have to be known when the tree is rendered. The program
// prefers DATA_SOURCE_NAME. Kubernetes fills its host, port and database in;
// user and password stay out of it, because a password in a URL must be
// escaped and ends up in error messages. The driver (lib/pq) takes both from
// the environment, as libpq does.
func connection(database string) []corev1.EnvVar {
	return []corev1.EnvVar{
		exporter.FromConfigMap("PGHOST", database, manageddatabase.KeyHost),
		exporter.FromConfigMap("PGPORT", database, manageddatabase.KeyPort),
		exporter.FromConfigMap("PGDATABASE", database, manageddatabase.KeyDatabase),
		exporter.FromSecret("PGUSER", database, manageddatabase.KeyPostgresUsername),
		exporter.FromSecret("PGPASSWORD", database, manageddatabase.KeyPostgresPassword),
		{
			Name: "DATA_SOURCE_NAME", // after the variables it refers to
			Value: "postgresql://$(PGHOST):$(PGPORT)/$(PGDATABASE)" +
				"?sslmode=" + sslMode + "&sslrootcert=" + authority.File(),
		},
	}
}

// sslMode checks chain and host name. The weaker "require" would silently
// check nothing whenever the CA file is missing.
const sslMode = "verify-full"
