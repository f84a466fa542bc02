package redisexporter

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// caDirectory is where the chart mounts the CA of the database, and nothing
// else.
const caDirectory = "/etc/redis-ca"

// address takes REDIS_ADDR from the database's ConfigMap.
func address(database string) redisAddressConfig {
	return redisAddressConfig{
		Enabled: true,
		Source:  exporter.InConfigMap(database, manageddatabase.KeyRedisAddress),
	}
}

// trust verifies the server against the system's roots and the project's CA
// together. Which of the two signs a managed Valkey is not documented: the
// program it is built on uses a public certificate for it, and the project CA
// elsewhere.
//
// Go reads every directory in SSL_CERT_DIR into the system pool, beside the
// bundle of the image. The exporter uses that pool unless it is given a CA
// file, which replaces it; the chart gives one whenever it mounts a CA, so
// the empty flag, which wins over the chart's variable, takes it away again.
// If any of this stopped working, the exporter would refuse the server: no
// metrics, but never an unverified connection.
func trust(database string) (redisTLSConfig, map[string]string, corev1.EnvVar) {
	mount := redisTLSConfig{
		Enabled:    true,
		MountPath:  caDirectory,
		CACertFile: secretFile{exporter.InSecret(database, manageddatabase.KeyCACert)},
	}
	flags := map[string]string{"tls-ca-cert-file": ""}
	return mount, flags, corev1.EnvVar{Name: "SSL_CERT_DIR", Value: "/etc/ssl/certs:" + caDirectory}
}

// credentials are the variables of the user, by reference. The chart's auth
// values cannot take the user name from a Secret.
func credentials(database string) []corev1.EnvVar {
	return []corev1.EnvVar{
		exporter.FromSecret("REDIS_USER", database, manageddatabase.KeyRedisUsername),
		exporter.FromSecret("REDIS_PASSWORD", database, manageddatabase.KeyRedisPassword),
	}
}
