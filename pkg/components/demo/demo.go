// Package demo installs the microservices demo (Online Boutique) on the
// managed databases, with its load generator. It is reached through the
// Gateway; the chart's own Ingress is taken out.
package demo

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// ReleaseName is the Helm release.
const ReleaseName = "demo"

// The Service of the web shop, in the demo's namespace: what an HTTPRoute
// sends the visitors to. Pods listen on FrontendTargetPort, which is what a
// NetworkPolicy sees.
const (
	FrontendService    = "frontend"
	FrontendPort       = 80
	FrontendTargetPort = 8080
)

// The databases that the demo cannot do without, by their names in the
// configuration.
const (
	AdDatabase   = "adservice"   // pg
	CartDatabase = "cartservice" // valkey
)

// Component is the release. What the databases deliver (a ConfigMap and two
// Secrets) is there when it starts, because its unit waits for theirs.
func Component(env platform.Environment) model.Component {
	chart := charts.Demo
	chart.Version = env.Demo.ChartVersion
	return model.Component{
		Name:  ReleaseName,
		Needs: needs(env.Name),
		Releases: []model.Release{{
			Name:      ReleaseName,
			Chart:     chart,
			Cluster:   model.DOKS(env.Name),
			Namespace: dokscluster.NamespaceDemo,
			Values:    chartValues(env),
			Workloads: workloads(),
			Makes:     makes(),
			Relied:    relied(),
			Patches:   []model.Patch{withoutIngress(), withoutIssuer()},
		}},
	}
}
