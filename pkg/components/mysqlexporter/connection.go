package mysqlexporter

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// Where the CA of the database is mounted.
const (
	caVolume    = "mysql-ca"
	caDirectory = "/etc/mysql-ca"
	caFile      = "ca.crt"
)

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
		Host: "$MYSQL_HOST",
		User: "$MYSQL_USER",
		ExistingPasswordSecret: secretKey{
			manageddatabase.SecretName(database), manageddatabase.KeyMySQLPassword,
		},
		AdditionalConfig: []string{
			"port=$MYSQL_PORT",
			"ssl-ca=" + caDirectory + "/" + caFile,
		},
	}
}

// environment are the variables that the file names.
func environment(database string) []corev1.EnvVar {
	configMap := manageddatabase.ConfigMapName(database)
	return []corev1.EnvVar{
		fromConfigMap("MYSQL_HOST", configMap, manageddatabase.KeyHost),
		fromConfigMap("MYSQL_PORT", configMap, manageddatabase.KeyPort),
		{Name: "MYSQL_USER", ValueFrom: &corev1.EnvVarSource{
			SecretKeyRef: &corev1.SecretKeySelector{
				LocalObjectReference: corev1.LocalObjectReference{Name: manageddatabase.SecretName(database)},
				Key:                  manageddatabase.KeyMySQLUsername,
			},
		}},
	}
}

func fromConfigMap(name, configMap, key string) corev1.EnvVar {
	return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{
		ConfigMapKeyRef: &corev1.ConfigMapKeySelector{
			LocalObjectReference: corev1.LocalObjectReference{Name: configMap},
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
