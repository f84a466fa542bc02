package dokscluster

import (
	"fmt"

	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// provides are the keys of the Secret that the provider publishes. All the
// rest is to be read from the Composition.
func provides(environment string) []model.Provided {
	const kubeconfig = "attribute.kube_config.0."
	return []model.Provided{provided.Secret(model.Hub(), environment, fmt.Sprintf(connectionFormat, environment),
		kubeconfig+"raw_config", kubeconfig+"host", kubeconfig+"token", kubeconfig+"expires_at",
		kubeconfig+"cluster_ca_certificate", kubeconfig+"client_certificate", kubeconfig+"client_key")}
}

// needs is the kubeconfig, by which the engine reaches the cluster.
func needs(environment string) []model.Need {
	return provided.NeedKeys(model.Hub(), "Secret", environment, KubeconfigSecret(environment),
		"kubeConfig.secretRef", KubeconfigKey)
}
