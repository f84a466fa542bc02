package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/model"
)

// The Secret with Grafana's administrator. A human creates it in the
// environment's namespace on the hub; it is copied beside Grafana under the
// same name.
const (
	AdminSecretName  = "grafana-admin"
	KeyAdminUser     = "admin-user"
	KeyAdminPassword = "admin-password"
)

func adminSecret(environment string) model.Secret {
	return model.Secret{
		Namespace: environment,
		Name:      AdminSecretName,
		Purpose:   "The administrator of the environment's Grafana.",
		Keys: []model.SecretKey{
			{Key: KeyAdminUser, Meaning: "The name to log in with: admin.", Format: "admin"},
			{
				Key:     KeyAdminPassword,
				Meaning: "The password to log in with. Make up a long one.",
				Inputs:  []string{"GRAFANA_ADMIN_PASSWORD"},
				Format:  "%s",
			},
		},
	}
}

func adminCopy(environment string) *seamark.SecretCopy {
	return secretcopy.Of(adminSecret(environment), dokscluster.NamespaceClusterServices)
}
