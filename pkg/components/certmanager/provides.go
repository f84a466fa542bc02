package certmanager

import (
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// makes are the kinds of cert-manager, its Services and its accounts.
func makes() []model.Made {
	crds := model.On("crds.enabled")
	webhook, injector := model.Naming{Max: 55}, model.Naming{Max: 52}
	metrics := model.MadePort{Name: "http-metrics", Number: 9402}
	watched := append(model.On("prometheus.enabled"), model.When{Path: "prometheus.podmonitor.enabled", Is: []string{"false"}})
	all := append(
		provided.MadeCRDs(crds, "cert-manager.io", "certificaterequests", "certificates", "clusterissuers", "issuers"),
		provided.MadeCRDs(crds, "acme.cert-manager.io", "challenges", "orders")...)
	named := []model.Made{
		provided.MadeService(model.Naming{}, "*", watched, metrics),
		provided.MadeService(webhook, "*-webhook", nil, model.MadePort{Name: "https", Number: 443}, model.MadePort{Name: "metrics", Number: 9402, When: watched}),
		provided.MadeAccount(model.Naming{}, "*", "serviceAccount"),
		provided.MadeAccount(webhook, "*-webhook", "webhook.serviceAccount"),
		provided.MadeAccount(injector, "*-cainjector", "cainjector.serviceAccount"),
	}
	for i := range named {
		named[i].Namespaced = []string{"namespace"}
	}
	return append(all, named...)
}
