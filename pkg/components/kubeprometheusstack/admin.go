package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/model"
)

// adminSecret is Grafana's administrator. A person creates it in the environment's
// namespace on the hub; it is copied beside Grafana under the same name.
func adminSecret(environment string) model.Secret {
	return prometheusstack.AdminSecret(environment, "the environment's")
}

func adminCopy(environment string) *seamark.SecretCopy {
	return secretcopy.Of(adminSecret(environment), dokscluster.NamespaceClusterServices)
}
