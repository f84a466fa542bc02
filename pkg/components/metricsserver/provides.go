package metricsserver

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// provides are the Service, and the Secret of the Certificate that the chart
// has issued for it.
func provides(environment string) []model.Provided {
	doks := model.DOKS(environment)
	return []model.Provided{
		provided.Service(doks, dokscluster.NamespaceClusterServices, ReleaseName, model.Port{Name: "https", Number: 443}),
		provided.Secret(doks, dokscluster.NamespaceClusterServices, ReleaseName, "tls.crt", "tls.key", "ca.crt"),
	}
}

// needs are the kinds of the certificate, and the authority that the patch of
// the ServiceMonitor names.
func needs(environment string) []model.Need {
	doks := model.DOKS(environment)
	return append(
		provided.NeedKeys(doks, "Secret", dokscluster.NamespaceClusterServices, ReleaseName, "patches[0]", "ca.crt"),
		provided.NeedCRD(doks, "certificates.cert-manager.io", "values.tls.type"),
		provided.NeedCRD(doks, "issuers.cert-manager.io", "values.tls.type"),
	)
}
