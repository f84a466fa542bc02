// Package externaldns installs ExternalDNS, which keeps the DNS names of the
// demo's Gateway and of the syslog load balancer in DigitalOcean DNS.
//
// It stays at chart 1.20.0 on purpose: that is the last chart whose program
// (0.20.0) has the in-tree DigitalOcean provider. Program 0.21 removed it, and
// the newer charts still render provider digitalocean without complaint, so
// that the pod only fails when it starts. The successor is a webhook provider
// of a third party.
package externaldns

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/footprint"
	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// ReleaseName is the Helm release.
const ReleaseName = "external-dns"

// Component is the release. It waits for the Prometheus operator, whose
// ServiceMonitor kind it uses, and runs beside the DigitalOcean token.
func Component(env platform.Environment) model.Component {
	return model.Component{
		Name: ReleaseName,
		Releases: []model.Release{{
			Name:      ReleaseName,
			Chart:     charts.ExternalDNS, // its Note says why it is held back
			Cluster:   model.DOKS(env.Name),
			Namespace: dokscluster.NamespaceClusterServices,
			Values:    chartValues(env),
			Footprint: footprint.Of(footprint.CRDs(), footprint.Roles()),
			Workloads: workloads(),
			Makes:     makes(),
			Relied:    relied(env.Domain.Zone),
			DependsOn: []string{kubeprometheusstack.ReleaseName},
		}},
	}
}
