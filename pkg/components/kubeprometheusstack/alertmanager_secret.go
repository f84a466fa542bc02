package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/alertmanager"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// receiverSecrets are what a person creates in the environment's namespace
// on the hub.
func receiverSecrets(env platform.Environment) []model.Secret {
	return alertmanager.Secrets(env.Alerts.Receiver, env.Name, "Where the environment's Alertmanager sends alerts.")
}

// receiverCopies copy the Secrets into the environment's cluster, under the same
// names. Without them Alertmanager would not start.
func receiverCopies(env platform.Environment) []model.Object {
	var copies []model.Object
	for _, secret := range receiverSecrets(env) {
		copies = append(copies, secretcopy.Of(secret, dokscluster.NamespaceClusterServices))
	}
	return copies
}
