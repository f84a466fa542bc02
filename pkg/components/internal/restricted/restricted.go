// Package restricted is what the restricted Pod Security Standard wants of a
// pod, for charts whose defaults do not meet it.
package restricted

import corev1 "k8s.io/api/core/v1"

// Pod runs as a user of the image that is not root, and as the group of the
// same number.
func Pod(user int64) corev1.PodSecurityContext {
	return corev1.PodSecurityContext{
		RunAsNonRoot:   new(true),
		RunAsUser:      new(user),
		RunAsGroup:     new(user),
		SeccompProfile: Seccomp(),
	}
}

// Container writes nothing and has no way to more privileges.
func Container() corev1.SecurityContext {
	return corev1.SecurityContext{
		AllowPrivilegeEscalation: new(false),
		ReadOnlyRootFilesystem:   new(true),
		Capabilities:             &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
	}
}

// Seccomp is the profile of the container runtime.
func Seccomp() *corev1.SeccompProfile {
	return &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault}
}
