package dokscluster

import (
	"fmt"

	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/render"
)

// provides are the keys of the Secret that the provider publishes. All the
// rest is to be read from the Composition.
func provides(environment string) []render.Provided {
	const kubeconfig = "attribute.kube_config.0."
	return []render.Provided{provided.Secret(render.Hub(), environment, fmt.Sprintf(connectionFormat, environment),
		keyKubeconfig, kubeconfig+"host", kubeconfig+"token", kubeconfig+"expires_at",
		kubeconfig+"cluster_ca_certificate", kubeconfig+"client_certificate", kubeconfig+"client_key")}
}

// needs is the kubeconfig, by which the engine reaches the cluster.
func needs(environment string) []render.Need {
	return provided.NeedKeys(render.Hub(), "Secret", environment, KubeconfigSecret(environment),
		"kubeConfig.secretRef", KubeconfigKey)
}
