package certmanager

import "seamark.dev/seamark/pkg/model"

// relied are the values that others rely on.
func relied() []model.Reliance {
	return []model.Reliance{
		{Path: "crds.keep", Is: []string{"true"}, Who: "with the release every certificate of the cluster would go", Loses: true},
		{Path: "config.gatewayAPI.enabled", Is: []string{"true"}, Who: "the certificate of the Gateway is asked for by an annotation on it"},
		{Path: "config.enableGatewayAPI", Is: []string{"true"}, Who: "the certificate of the Gateway is asked for by an annotation on it"},
		{Path: "replicaCount", Least: 1, Who: "nobody would issue and renew certificates"},
		{Path: "webhook.replicaCount", Least: 1, Who: "without the webhook, the API server refuses every certificate and issuer"},
		{Path: "cainjector.enabled", Is: []string{"true"}, Who: "metrics-server and the webhook have their authority injected by it"},
		{Path: "cainjector.extraArgs", Without: []string{"--namespace="}, Who: "metrics-server and the webhook have their authority injected by it, in several namespaces"},
		{Path: "cainjector.replicaCount", Least: 1, Who: "metrics-server and the webhook have their authority injected by it"},
		{Path: "clusterResourceNamespace", Is: []string{"", "cluster-services"}, Who: "the Secrets that cluster-wide issuers read are in cluster-services"},
		{Path: "namespace", Is: []string{"", "cluster-services"}, Who: "network policies and the checks of health look in the namespace of the release"},
		{Path: "global.rbac.create", Is: []string{"true"}, Who: "it issues certificates with these rights"},
		{Path: "serviceAccount.create", Is: []string{"true"}, Who: "it issues certificates with the rights of this account", Unless: "serviceAccount.name"},
		{Path: "webhook.serviceAccount.create", Is: []string{"true"}, Who: "it makes its own certificate with the rights of this account, and without it the API server refuses every certificate", Unless: "webhook.serviceAccount.name"},
		{Path: "cainjector.serviceAccount.create", Is: []string{"true"}, Who: "metrics-server and the webhook have their authority injected with the rights of this account", Unless: "cainjector.serviceAccount.name"},
		{Path: "webhook.url.host", Is: []string{""}, Who: "the API server asks the Service of the webhook, where it is"},
		{Path: "webhook.networkPolicy.ingress", Set: true, If: "webhook.networkPolicy.enabled", Who: "the API server could not ask the webhook, and would refuse every certificate"},
		{Path: "config.controllers", Is: []string{""}, Who: "certificates and issuers are of all its controllers"},
		{Path: "automountServiceAccountToken", Is: []string{"true"}, Who: "it issues certificates with this token"},
		{Path: "serviceAccount.automountServiceAccountToken", Is: []string{"true"}, Who: "it issues certificates with this token"},
		{Path: "webhook.automountServiceAccountToken", Is: []string{"true"}, Who: "it makes its own certificate with this token, and without it the API server refuses every certificate"},
		{Path: "webhook.serviceAccount.automountServiceAccountToken", Is: []string{"true"}, Who: "it makes its own certificate with this token, and without it the API server refuses every certificate"},
		{Path: "cainjector.automountServiceAccountToken", Is: []string{"true"}, Who: "metrics-server and the webhook have their authority injected with this token"},
		{Path: "cainjector.serviceAccount.automountServiceAccountToken", Is: []string{"true"}, Who: "metrics-server and the webhook have their authority injected with this token"},
		{Path: "disableAutoApproval", Is: []string{"false"}, Who: "nobody else approves what certificates ask for"},
		{Path: "extraArgs", Without: []string{"--controllers=", "--namespace="}, Who: "certificates and issuers of all namespaces are of all its controllers"},
		{Path: "startupapicheck.enabled", Is: []string{"true"}, Who: "the release would be ready before the webhook answers, and what follows it fails at first", Loses: true},
		{Path: "prometheus.enabled", Is: []string{"true"}, Who: "alerts on certificates that expire have no data", Loses: true},
		{Path: "prometheus.servicemonitor.enabled", Is: []string{"true"}, Who: "alerts on certificates that expire have no data", Loses: true},
		{Path: "prometheus.podmonitor.enabled", Is: []string{"false"}, If: "prometheus.servicemonitor.enabled", Who: "the chart refuses to be installed with both monitors"},
	}
}
