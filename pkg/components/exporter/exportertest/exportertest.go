// Package exportertest reads how an exporter logs in to its database.
package exportertest

import corev1 "k8s.io/api/core/v1"

// Sources are the objects and keys that variables come from, by their names:
// Secret orders-database, ca-cert. Variables with a value are left out.
func Sources(variables []corev1.EnvVar) map[string]string {
	sources := map[string]string{}
	for _, v := range variables {
		switch from := v.ValueFrom; {
		case from == nil:
		case from.SecretKeyRef != nil:
			sources[v.Name] = "Secret " + from.SecretKeyRef.Name + ", " + from.SecretKeyRef.Key
		case from.ConfigMapKeyRef != nil:
			sources[v.Name] = "ConfigMap " + from.ConfigMapKeyRef.Name + ", " + from.ConfigMapKeyRef.Key
		}
	}
	return sources
}
