package crossplane

import "seamark.dev/seamark/pkg/model"

const (
	bare     = "a package that the chart installs stands in no file here: no mirror and no version of ours holds for it, and none of its kinds is switched on"
	packaged = "write it as an object of a component of yours"
)

// relied are the values that others rely on.
func relied() []model.Reliance {
	return []model.Reliance{
		{Path: "replicas", Least: 1, Who: "nobody would compose and keep any environment"},
		{Path: "rbacManager.deploy", Is: []string{"true"}, Who: "providers and Crossplane have no rights on the kinds of providers and XRs without"},
		{Path: "rbacManager.replicas", Least: 1, Who: "providers and Crossplane have no rights on the kinds of providers and XRs without"},
		{Path: "provider.defaultActivations", Kept: true, Who: "anything more switches on kinds of providers that nobody uses, hundreds of them", Loses: true},
		{Path: "provider.defaultActivations", Is: []string{""}, Who: "anything more switches on kinds of providers that nobody uses, hundreds of them", Loses: true},
		{Path: "provider.packages", Is: []string{""}, Who: bare, Remedy: packaged, Loses: true},
		{Path: "configuration.packages", Is: []string{""}, Who: bare, Remedy: packaged, Loses: true},
		{Path: "function.packages", Is: []string{""}, Who: bare, Remedy: packaged, Loses: true},
		{Path: "serviceAccount.create", Is: []string{"true"}, Who: "Crossplane works with the rights of this account", Unless: "serviceAccount.name"},
		{Path: "webhooks.enabled", Is: []string{"true"}, Who: "a mistake in a Composition would be taken by the API server, and protection of what is in use ends", Loses: true},
		{Path: "args", Without: []string{"--enable-usages=false"}, Who: "protection of what is in use ends", Loses: true},
		{Path: "metrics.enabled", Is: []string{"true"}, Who: "alerts and dashboards of the hub have no data of Crossplane", Loses: true},
	}
}
