// Package certmanager installs cert-manager, which issues the demo's public
// certificate (Let's Encrypt by DNS-01) and the private ones of the syslog
// listener and of the metrics server.
package certmanager

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/footprint"
	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// ReleaseName is the Helm release. A release that brings a Certificate or an
// Issuer depends on it.
const ReleaseName = "cert-manager"

// Component is the release. It waits for the Prometheus operator, whose
// ServiceMonitor kind it uses.
//
// The namespace matters: cert-manager reads the Secrets of a ClusterIssuer in
// its own namespace, so it runs beside the DigitalOcean token.
func Component(env platform.Environment) model.Component {
	return model.Component{
		Name: ReleaseName,
		Releases: []model.Release{{
			Name:      ReleaseName,
			Chart:     charts.CertManager,
			Cluster:   model.DOKS(env.Name),
			Namespace: dokscluster.NamespaceClusterServices,
			Values:    chartValues(),
			Footprint: footprint.InKubeSystem(footprint.CRDs(), footprint.Roles(), footprint.Webhooks()), // the lease of its leader
			Workloads: workloads(),
			Makes:     makes(),
			Relied:    relied(),
			DependsOn: []string{kubeprometheusstack.ReleaseName},
		}},
	}
}
