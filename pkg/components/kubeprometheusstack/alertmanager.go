package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

type alertmanager struct {
	Config              alertmanagerConfig `json:"config"`
	AlertmanagerSpec    alertmanagerSpec   `json:"alertmanagerSpec"`
	PodDisruptionBudget toggle             `json:"podDisruptionBudget"`
}

type alertmanagerSpec struct {
	Replicas        int                 `json:"replicas"`
	Retention       string              `json:"retention"`
	MatcherStrategy matcherStrategy     `json:"alertmanagerConfigMatcherStrategy"`
	Secrets         []string            `json:"secrets,omitempty"`
	Storage         volume              `json:"storage"`
	Resources       resources.Resources `json:"resources"`
}

type matcherStrategy struct {
	Type string `json:"type"`
}

// alertmanagerOf is a cluster of Alertmanagers; draining nodes always leaves
// one, by the chart's default of minAvailable 1.
//
// Its configuration is the chart's value and no AlertmanagerConfig: all of it
// can be read in one place, amtool can check it, and it names files in place
// of credentials. The files are mounted from Secrets, so that a new credential
// is used without the operator, which may not read them, writing it into a
// configuration of its own.
func alertmanagerOf(env platform.Environment, present declare.Present) alertmanager {
	return alertmanager{
		Config: configOf(env.Alerts.Receiver, present),
		AlertmanagerSpec: alertmanagerSpec{
			Replicas:  env.Metrics.AlertmanagerReplicas,
			Retention: "120h",
			// By default an AlertmanagerConfig only sees alerts of its own
			// namespace; here it routes those of all.
			MatcherStrategy: matcherStrategy{Type: "None"},
			Secrets:         receiverSecretNames(env.Alerts.Receiver),
			Storage:         blockVolume("1Gi"),
			Resources:       resources.Of("10m", "32Mi", "128Mi"),
		},
		PodDisruptionBudget: toggle{Enabled: true},
	}
}
