package postgresexporter

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// Where the CA of the database is mounted.
const (
	caVolume    = "postgres-ca"
	caDirectory = "/etc/postgres-ca"
	caFile      = "ca.crt"
)

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
	configMap := manageddatabase.ConfigMapName(database)
	secret := manageddatabase.SecretName(database)
	return []corev1.EnvVar{
		fromConfigMap("PGHOST", configMap, manageddatabase.KeyHost),
		fromConfigMap("PGPORT", configMap, manageddatabase.KeyPort),
		fromConfigMap("PGDATABASE", configMap, manageddatabase.KeyDatabase),
		fromSecret("PGUSER", secret, manageddatabase.KeyPostgresUsername),
		fromSecret("PGPASSWORD", secret, manageddatabase.KeyPostgresPassword),
		{
			Name: "DATA_SOURCE_NAME", // after the variables it refers to
			Value: "postgresql://$(PGHOST):$(PGPORT)/$(PGDATABASE)" +
				"?sslmode=" + sslMode + "&sslrootcert=" + caDirectory + "/" + caFile,
		},
	}
}

// sslMode checks chain and host name. The weaker "require" would silently
// check nothing whenever the CA file is missing.
const sslMode = "verify-full"

func fromConfigMap(name, configMap, key string) corev1.EnvVar {
	return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{
		ConfigMapKeyRef: &corev1.ConfigMapKeySelector{
			LocalObjectReference: corev1.LocalObjectReference{Name: configMap},
			Key:                  key,
		},
	}}
}

func fromSecret(name, secret, key string) corev1.EnvVar {
	return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{
		SecretKeyRef: &corev1.SecretKeySelector{
			LocalObjectReference: corev1.LocalObjectReference{Name: secret},
			Key:                  key,
		},
	}}
}

// caOf mounts just the CA out of the database's Secret.
func caOf(database string) (corev1.Volume, corev1.VolumeMount) {
	return corev1.Volume{
		Name: caVolume,
		VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{
			SecretName: manageddatabase.SecretName(database),
			Items:      []corev1.KeyToPath{{Key: manageddatabase.KeyCACert, Path: caFile}},
		}},
	}, corev1.VolumeMount{Name: caVolume, MountPath: caDirectory, ReadOnly: true}
}
