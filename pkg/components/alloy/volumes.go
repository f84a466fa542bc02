package alloy

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/syslog"
)

const (
	volumeData = "alloy-data"
	volumeTmp  = "alloy-tmp"
	volumeTLS  = "syslog-tls"
)

// extraVolumes are the positions, a writable /tmp, and of the certificate's
// Secret only the key that is read.
func extraVolumes() []corev1.Volume {
	return []corev1.Volume{
		{Name: volumeData, VolumeSource: corev1.VolumeSource{HostPath: &corev1.HostPathVolumeSource{
			Path: storagePath,
			Type: new(corev1.HostPathDirectoryOrCreate),
		}}},
		{Name: volumeTmp, VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}},
		{Name: volumeTLS, VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{
			SecretName:  syslog.TLSSecretName,
			Items:       []corev1.KeyToPath{{Key: syslog.KeyCombinedPEM, Path: syslog.KeyCombinedPEM}},
			DefaultMode: new(int32(0o400)),
		}}},
	}
}

// volumeMounts mount the certificate as a folder: a single file, mounted by
// subPath, would never change.
func volumeMounts() []corev1.VolumeMount {
	return []corev1.VolumeMount{
		{Name: volumeData, MountPath: storagePath},
		{Name: volumeTmp, MountPath: "/tmp"},
		{Name: volumeTLS, MountPath: tlsPath, ReadOnly: true},
	}
}
