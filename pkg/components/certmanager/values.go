package certmanager

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/resources"
)

// values are the chart's values, as far as they differ from its defaults. The
// chart's schema is strict: an unknown key fails the release.
type values struct {
	CRDs   crds   `json:"crds"`
	Global global `json:"global"`
	Config config `json:"config"`
	// The public resolvers that are asked whether a challenge is visible.
	DNS01RecursiveNameservers     string              `json:"dns01RecursiveNameservers"`
	DNS01RecursiveNameserversOnly bool                `json:"dns01RecursiveNameserversOnly"`
	Resources                     resources.Resources `json:"resources"`
	Webhook                       workload            `json:"webhook"`
	CAInjector                    workload            `json:"cainjector"`
	StartupAPICheck               workload            `json:"startupapicheck"`
	Prometheus                    prometheus          `json:"prometheus"`
}

type crds struct {
	Enabled bool `json:"enabled"`
	Keep    bool `json:"keep"`
}

type global struct {
	LeaderElection leaderElection `json:"leaderElection"`
}

type leaderElection struct {
	Namespace string `json:"namespace"`
}

// config is cert-manager's own ControllerConfiguration.
type config struct {
	APIVersion string     `json:"apiVersion"`
	Kind       string     `json:"kind"`
	GatewayAPI gatewayAPI `json:"gatewayAPI"`
}

type gatewayAPI struct {
	Enabled bool `json:"enabled"`
}

type workload struct {
	Resources resources.Resources `json:"resources"`
}

type prometheus struct {
	ServiceMonitor serviceMonitor `json:"servicemonitor"`
}

type serviceMonitor struct {
	Enabled bool `json:"enabled"`
}

func chartValues() values {
	return values{
		// Keep: removing the release must not delete every Certificate, and
		// with the CRDs it would.
		CRDs: crds{Enabled: true, Keep: true},
		// The default is kube-system, which would need a Role there.
		Global: global{LeaderElection: leaderElection{Namespace: dokscluster.NamespaceClusterServices}},
		// cert-manager stops at start if this is set and the Gateway API is
		// missing; on DOKS it comes with the cluster.
		Config: config{
			APIVersion: "controller.config.cert-manager.io/v1alpha1",
			Kind:       "ControllerConfiguration",
			GatewayAPI: gatewayAPI{Enabled: true},
		},
		// The resolver of the nodes may remember that a challenge record was
		// not there yet, for as long as the zone allows.
		DNS01RecursiveNameservers:     "1.1.1.1:53,8.8.8.8:53",
		DNS01RecursiveNameserversOnly: true,
		Resources:                     resources.Of("10m", "48Mi", "192Mi"),
		Webhook:                       workload{resources.Of("5m", "24Mi", "96Mi")},
		CAInjector:                    workload{resources.Of("5m", "48Mi", "192Mi")},
		// The check stays on, as in the chart: it holds the first release
		// back until the webhook answers, and releases that bring a
		// Certificate wait for this one.
		StartupAPICheck: workload{resources.Of("5m", "24Mi", "64Mi")},
		Prometheus:      prometheus{ServiceMonitor: serviceMonitor{Enabled: true}},
	}
}
