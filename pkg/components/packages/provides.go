package packages

import (
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/render"
)

// provides are the provider configurations, which are there as soon as a
// provider is. Its managed resources are there when they are activated.
func provides() []render.Provided {
	var all []render.Provided
	for _, provider := range []string{"digitalocean", "http", "kubernetes"} {
		all = append(all, provided.CRDs(render.Hub(), provider+".m.crossplane.io", "clusterproviderconfigs", "providerconfigs")...)
	}
	return all
}
