package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

// alertmanagerOf is a cluster of Alertmanagers; draining nodes always leaves
// one, by the chart's default of minAvailable 1.
func alertmanagerOf(env platform.Environment, present declare.Present) prometheusstack.Alertmanager {
	receiver := env.Alerts.Receiver
	a := prometheusstack.AlertmanagerOf(configOf(receiver, present), receiver, env.Metrics.AlertmanagerReplicas, blockVolume("1Gi"))
	a.PodDisruptionBudget = &prometheusstack.Toggle{Enabled: true}
	return a
}
