package crossplane

import (
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// provides are Crossplane's own kinds, as far as anybody uses them here.
func provides() []model.Provided {
	hub := model.Hub()
	all := provided.CRDs(hub, "apiextensions.crossplane.io",
		"compositeresourcedefinitions", "compositions", "environmentconfigs", "managedresourceactivationpolicies")
	all = append(all, provided.CRDs(hub, "pkg.crossplane.io",
		"configurations", "deploymentruntimeconfigs", "functions", "imageconfigs", "providers")...)
	return append(all, provided.CRDs(hub, "protection.crossplane.io", "clusterusages", "usages")...)
}

// makes is the account that Crossplane works as.
func makes() []model.Made {
	return []model.Made{{
		Kind: "ServiceAccount", Name: "crossplane", Named: []string{"nameOverride"}, When: model.On("serviceAccount.create"),
	}}
}
