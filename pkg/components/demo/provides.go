package demo

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/model"
)

// makes are the Service that the Gateway's route leads to.
func makes() []model.Made {
	frontend := provided.MadeService(model.Naming{}, FrontendService, model.On("frontend.create"), model.MadePort{Name: "http", Number: FrontendPort})
	frontend.Named = []string{"frontend.name"}
	return []model.Made{frontend}
}

// needs are the keys that the chart reads, which no value names.
func needs(environment string) []model.Need {
	doks := model.DOKS(environment)
	secret := func(database, path, key string) []model.Need {
		return provided.NeedKeys(doks, "Secret", dokscluster.NamespaceDemo, manageddatabase.SecretName(database), path, key)
	}
	needs := provided.NeedKeys(doks, "ConfigMap", dokscluster.NamespaceDemo, manageddatabase.ConfigMapName(AdDatabase),
		"values.adService.database.configMapName", "DB_HOST", "DB_PORT", "DB_USER", "DB_NAME", "DB_SSL_MODE")
	needs = append(needs, secret(AdDatabase, "values.adService.database.secretName", "postgres-password")...)
	return append(needs, secret(CartDatabase, "values.cartService.database.secretName", "connectionString")...)
}
