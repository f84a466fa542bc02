package certmanager

import (
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// provides are cert-manager's kinds.
func provides(environment string) []model.Provided {
	doks := model.DOKS(environment)
	return append(
		provided.CRDs(doks, "cert-manager.io", "certificaterequests", "certificates", "clusterissuers", "issuers"),
		provided.CRDs(doks, "acme.cert-manager.io", "challenges", "orders")...,
	)
}
