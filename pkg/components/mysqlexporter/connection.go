package mysqlexporter

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// authority is the CA of the database.
const authority exporter.Authority = "mysql-ca"

// client is how the exporter finds its database. The chart writes a my.cnf of
// it, into a Secret of its own, and the program puts variables of its environment
// into the values of that file: so the file holds names of variables, which
// Kubernetes fills from what the database delivered. They are written without
// braces, which Flux would take for variables of its own.
//
// The chart takes a number only for the port. Of two lines with the same key the
// program reads the last, and the additional ones come after the chart's.
//
// With an authority the server's chain and host name are verified. The password
// stays out of the file: the program reads MYSQLD_EXPORTER_PASSWORD by itself.
func client(database string) mysql {
	return mysql{
		Host:                   "$MYSQL_HOST",
		User:                   "$MYSQL_USER",
		ExistingPasswordSecret: exporter.InSecret(database, manageddatabase.KeyMySQLPassword),
		AdditionalConfig: []string{
			"port=$MYSQL_PORT",
			"ssl-ca=" + authority.File(),
		},
	}
}

// environment are the variables that the file names.
func environment(database string) []corev1.EnvVar {
	return []corev1.EnvVar{
		exporter.FromConfigMap("MYSQL_HOST", database, manageddatabase.KeyHost),
		exporter.FromConfigMap("MYSQL_PORT", database, manageddatabase.KeyPort),
		exporter.FromSecret("MYSQL_USER", database, manageddatabase.KeyMySQLUsername),
	}
}
