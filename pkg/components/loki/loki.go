// Package loki delivers Loki, which keeps the logs of an environment: in
// SimpleScalable mode, with chunks and index in the environment's Spaces
// bucket.
//
// Three traps of the chart that a change must mind:
//
//   - Most values below loki go through the chart's tpl function, so no value
//     may hold a double brace.
//   - ${NAME} in a value reaches Loki as it is, and Loki, which the chart
//     starts with -config.expand-env=true, puts the environment variable in.
//     A tool between the file and the cluster that substitutes ${NAME} itself
//     would leave an empty credential.
//   - The chart's schema lets unknown keys pass: a misspelt one does nothing.
package loki

import (
	"fmt"
	"time"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/footprint"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

const (
	// ReleaseName is the Helm release; the chart derives names from it.
	ReleaseName = "loki"
	// GatewayService is the Service that takes and answers all requests.
	GatewayService = "loki-gateway"
	// GatewayPort is its port; the chart's default.
	GatewayPort = 80
)

// GatewayURL is Loki's address within the environment's cluster, for queries.
func GatewayURL() string {
	return fmt.Sprintf("http://%s.%s.svc.cluster.local:%d", GatewayService, dokscluster.NamespaceClusterServices, GatewayPort)
}

// PushURL is the address that collectors push log lines to.
func PushURL() string { return GatewayURL() + "/loki/api/v1/push" }

// Component is Loki in an environment. The bucket and its key are the object
// store's; the ServiceMonitor and the PrometheusRules need the CRDs that
// kube-prometheus-stack brings.
func Component(env platform.Environment) model.Component {
	return model.Component{
		Name:  ReleaseName,
		Needs: needs(env.Name),
		Releases: []model.Release{{
			Name:      ReleaseName,
			Chart:     charts.Loki,
			Cluster:   model.DOKS(env.Name),
			Namespace: dokscluster.NamespaceClusterServices,
			Values:    valuesOf(env),
			Footprint: footprint.Of(footprint.Roles()),
			Workloads: workloads(),
			Makes:     makes(),
			Relied:    relied(),
			DependsOn: []string{"kube-prometheus-stack"},
			// Five volumes are made and attached before the pods start.
			Timeout: 15 * time.Minute,
		}},
	}
}
