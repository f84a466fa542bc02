package demo

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/render"
)

// provides is the Service of the shop.
func provides(environment string) []render.Provided {
	return []render.Provided{provided.Service(render.DOKS(environment), dokscluster.NamespaceDemo, FrontendService,
		render.Port{Name: "http", Number: FrontendPort})}
}

// needs are the keys that the chart reads, which no value names.
func needs(environment string) []render.Need {
	doks := render.DOKS(environment)
	secret := func(database, path, key string) []render.Need {
		return provided.NeedKeys(doks, "Secret", dokscluster.NamespaceDemo, manageddatabase.SecretName(database), path, key)
	}
	needs := provided.NeedKeys(doks, "ConfigMap", dokscluster.NamespaceDemo, manageddatabase.ConfigMapName(AdDatabase),
		"values.adService.database.configMapName", "DB_HOST", "DB_PORT", "DB_USER", "DB_NAME", "DB_SSL_MODE")
	needs = append(needs, secret(AdDatabase, "values.adService.database.secretName", "postgres-password")...)
	return append(needs, secret(CartDatabase, "values.cartService.database.secretName", "connectionString")...)
}
