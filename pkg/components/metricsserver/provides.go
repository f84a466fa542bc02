package metricsserver

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// makes are the Service and the account, and the Secret of the Certificate that
// the chart has issued for it.
func makes() []model.Made {
	var own model.Naming
	return []model.Made{
		provided.MadeService(own, "*", nil, model.MadePort{Name: "https", Number: 443, NumberAt: "service.port"}),
		provided.MadeAccount(own, "*", "serviceAccount"),
		{
			Kind: "Secret", Name: "*", Keys: []string{"tls.crt", "tls.key", "ca.crt"},
			When: []model.When{{Path: "tls.type", Is: []string{"cert-manager"}}},
		},
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
