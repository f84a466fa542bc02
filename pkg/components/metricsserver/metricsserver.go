// Package metricsserver installs the Metrics Server, which answers kubectl top
// and the horizontal pod autoscaler.
package metricsserver

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/certmanager"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/footprint"
	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// ReleaseName is the Helm release, and with this chart the name of its
// Service, its Certificate and the Secret with the certificate.
const ReleaseName = "metrics-server"

// Component is the release. It waits for the Prometheus operator, whose
// ServiceMonitor kind it uses, and for cert-manager, which issues its
// certificate.
func Component(env platform.Environment) model.Component {
	return model.Component{
		Name:  ReleaseName,
		Needs: needs(env.Name),
		Releases: []model.Release{{
			Name:      ReleaseName,
			Chart:     charts.MetricsServer,
			Cluster:   model.DOKS(env.Name),
			Namespace: dokscluster.NamespaceClusterServices,
			Values:    chartValues(),
			Footprint: footprint.InKubeSystem(footprint.APIServices(), footprint.Roles()), // the right to read how the API server authenticates
			Workloads: workloads(),
			Makes:     makes(),
			Relied:    relied(),
			DependsOn: []string{certmanager.ReleaseName, kubeprometheusstack.ReleaseName},
			Patches:   []model.Patch{verifiedScrape()},
		}},
	}
}

// verifiedScrape lets Prometheus check the certificate too.
func verifiedScrape() model.Patch {
	return model.Patch{
		Group:   "monitoring.coreos.com",
		Version: "v1",
		Kind:    "ServiceMonitor",
		Name:    ReleaseName,
		Patch: `- op: replace
  path: /spec/endpoints/0/tlsConfig
  value:
    ca:
      secret:
        name: ` + ReleaseName + `
        key: ca.crt
    serverName: ` + ReleaseName + `.` + dokscluster.NamespaceClusterServices + `.svc
`,
		Reason: "the chart always skips verification of the metrics endpoint, and has no value for it",
	}
}
