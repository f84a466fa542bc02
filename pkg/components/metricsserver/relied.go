package metricsserver

import "seamark.dev/seamark/pkg/model"

// relied are the values that others rely on.
func relied() []model.Reliance {
	return []model.Reliance{
		{Path: "apiService.create", Is: []string{"true"}, Who: "kubectl top and every HorizontalPodAutoscaler ask this API"},
		{Path: "replicas", Least: 1, Who: "kubectl top and every HorizontalPodAutoscaler ask it"},
		{Path: "replicas", Least: 2, If: "podDisruptionBudget.enabled", Who: "one of them must always run, so that no node could be drained or upgraded", Remedy: "it must be 2 at least, or set podDisruptionBudget.enabled to false", Loses: true},
		{Path: "service.port", Is: []string{"443"}, Who: "the API server asks metrics-server at this port"},
		{Path: "rbac.create", Is: []string{"true"}, Who: "it reads the kubelets with these rights"},
		{Path: "serviceAccount.create", Is: []string{"true"}, Who: "it reads the kubelets with the rights of this account", Unless: "serviceAccount.name"},
		{Path: "tls.type", Kept: true, Who: "the API server verifies the certificate that cert-manager issues", Loses: true},
		{Path: "defaultArgs", Set: true, Who: "it would neither find the kubelets nor keep its certificate where it may write"},
		{Path: "apiService.caBundle", Is: []string{""}, Who: "cert-manager injects the authority of the certificate that it issues"},
		{Path: "apiService.insecureSkipTLSVerify", Is: []string{"false"}, Who: "the API server would take any server for this one", Loses: true},
		{Path: "metrics.enabled", Is: []string{"true"}, Who: "its monitor has nothing to scrape", Loses: true},
		{Path: "serviceMonitor.enabled", Is: []string{"true"}, Who: "nobody sees how metrics-server does", Loses: true},
	}
}
