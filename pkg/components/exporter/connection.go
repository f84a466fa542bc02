package exporter

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// FromSecret is a variable with a key of the Secret that a database delivered.
func FromSecret(name, database, key string) corev1.EnvVar {
	return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{
		SecretKeyRef: &corev1.SecretKeySelector{
			LocalObjectReference: corev1.LocalObjectReference{Name: manageddatabase.SecretName(database)},
			Key:                  key,
		},
	}}
}

// FromConfigMap is a variable with a key of the ConfigMap that a database
// delivered.
func FromConfigMap(name, database, key string) corev1.EnvVar {
	return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{
		ConfigMapKeyRef: &corev1.ConfigMapKeySelector{
			LocalObjectReference: corev1.LocalObjectReference{Name: manageddatabase.ConfigMapName(database)},
			Key:                  key,
		},
	}}
}

// Key is a key of a Secret or ConfigMap, as charts write it.
type Key struct {
	Name string `json:"name"`
	Key  string `json:"key"`
}

// InSecret is a key of the Secret that a database delivered.
func InSecret(database, key string) Key { return Key{manageddatabase.SecretName(database), key} }

// InConfigMap is a key of the ConfigMap that a database delivered.
func InConfigMap(database, key string) Key { return Key{manageddatabase.ConfigMapName(database), key} }

// Authority is the CA of a database as a file: the name of the volume that
// holds it and nothing else.
type Authority string

const authorityFile = "ca.crt"

func (a Authority) directory() string { return "/etc/" + string(a) }

// File is where the program finds it.
func (a Authority) File() string { return a.directory() + "/" + authorityFile }

// Volumes take the CA out of the database's Secret.
func (a Authority) Volumes(database string) []corev1.Volume {
	return []corev1.Volume{{
		Name: string(a),
		VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{
			SecretName: manageddatabase.SecretName(database),
			Items:      []corev1.KeyToPath{{Key: manageddatabase.KeyCACert, Path: authorityFile}},
		}},
	}}
}

// Mounts show it to the program.
func (a Authority) Mounts() []corev1.VolumeMount {
	return []corev1.VolumeMount{{Name: string(a), MountPath: a.directory(), ReadOnly: true}}
}
