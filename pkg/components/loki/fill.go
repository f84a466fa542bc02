package loki

import (
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/platform"
)

// writeReplicas is both the number of ingesters and of the copies of a line.
// The chart puts each on a node of its own, so three nodes are needed; one may
// be lost without losing lines.
const writeReplicas = 3

// valuesOf are the chart's values for an environment, sized for nodes of 4 GB.
func valuesOf(env platform.Environment) values {
	volume := persistence{Size: env.Logs.Volume, StorageClass: "do-block-storage"}
	return values{
		DeploymentMode: "SimpleScalable",
		Defaults:       defaults{ExtraEnv: credentials()},
		Loki:           configOf(env),
		Write:          stateful{scaled{writeReplicas, resources.Of("50m", "192Mi", "512Mi")}, volume},
		Read:           scaled{2, resources.Of("50m", "128Mi", "512Mi")},
		Backend:        backend{stateful: stateful{scaled{2, resources.Of("50m", "128Mi", "512Mi")}, volume}},
		Gateway:        gatewayOf(),
		// memcached takes all of allocatedMemory whatever the container's
		// limit says, and the chart derives request and limit from it.
		// Writes that wait for the cache are kept in Loki's own heap: the
		// default of 500MB each would not fit its container.
		ChunksCache:  cache{Replicas: 1, AllocatedMemory: 96, AllocatedCPU: "10m", WritebackSizeLimit: "20MB"},
		ResultsCache: cache{Replicas: 1, AllocatedMemory: 32, AllocatedCPU: "10m", WritebackSizeLimit: "10MB"},
		// One pod that writes lines and reads them back is enough to tell
		// that the whole path works; the default is one on every node.
		LokiCanary: canary{Kind: "Deployment", Replicas: 1, Resources: resources.Of("10m", "24Mi", "64Mi")},
		Monitoring: monitoringOf(),
		// All of these are off: MemcachedExporter (a sidecar without
		// resources in each cache), Ruler and Sidecar (there are no ruler
		// rules), Test (wants an image that is never pinned), Minio.
	}
}

// gatewayOf has two replicas, so that draining a node stops no pushes; unlike
// for the other parts, the chart has no disruption budget for it by default. The
// metrics sidecar is off: it requests nothing and the ingress path is measured
// by Loki itself.
func gatewayOf() gateway {
	return gateway{
		scaled: scaled{2, resources.Of("10m", "24Mi", "64Mi")},
		// The cluster has IPv4 only, and nginx does not start where it
		// cannot bind the IPv6 address.
		NginxConfig:         nginxConfig{EnableIPv6: false},
		PodDisruptionBudget: disruption{MaxUnavailable: 1},
	}
}

func monitoringOf() monitoring {
	on := toggle{Enabled: true}
	return monitoring{
		Dashboards: dashboards{
			Enabled:                   true,
			DefaultDashboardsTimezone: "browser",
			// Read by the Grafana of kube-prometheus-stack.
			Annotations: map[string]string{"grafana_folder": "Loki"},
		},
		Rules:          on,
		Alerts:         on,
		ServiceMonitor: serviceMonitor{Enabled: true, Interval: "30s"},
	}
}
