package packages

import (
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// provides are the provider configurations, which are there as soon as a
// provider is. Its managed resources are there when they are activated.
func provides() []model.Provided {
	var all []model.Provided
	for _, provider := range []string{"digitalocean", "http", "kubernetes"} {
		all = append(all, provided.CRDs(model.Hub(), provider+".m.crossplane.io", "clusterproviderconfigs", "providerconfigs")...)
	}
	return all
}
