package kubeprometheusstack

import "seamark.dev/seamark/pkg/components/internal/resources"

type alertmanager struct {
	AlertmanagerSpec    alertmanagerSpec `json:"alertmanagerSpec"`
	PodDisruptionBudget toggle           `json:"podDisruptionBudget"`
}

type alertmanagerSpec struct {
	Replicas        int                 `json:"replicas"`
	Retention       string              `json:"retention"`
	MatcherStrategy matcherStrategy     `json:"alertmanagerConfigMatcherStrategy"`
	Storage         volume              `json:"storage"`
	Resources       resources.Resources `json:"resources"`
}

type matcherStrategy struct {
	Type string `json:"type"`
}

// alertmanagerOf is a cluster of Alertmanagers; draining nodes always leaves
// one, by the chart's default of minAvailable 1.
func alertmanagerOf(replicas int) alertmanager {
	return alertmanager{
		AlertmanagerSpec: alertmanagerSpec{
			Replicas:  replicas,
			Retention: "120h",
			// By default an AlertmanagerConfig only sees alerts of its own
			// namespace; here it routes those of all.
			MatcherStrategy: matcherStrategy{Type: "None"},
			Storage:         blockVolume("1Gi"),
			Resources:       resources.Of("10m", "32Mi", "128Mi"),
		},
		PodDisruptionBudget: toggle{Enabled: true},
	}
}
