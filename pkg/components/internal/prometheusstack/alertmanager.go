package prometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/alertmanager"
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/platform"
)

// Alertmanager is the chart's value of that name.
type Alertmanager struct {
	Config              alertmanager.Config `json:"config"`
	AlertmanagerSpec    AlertmanagerSpec    `json:"alertmanagerSpec"`
	PodDisruptionBudget *Toggle             `json:"podDisruptionBudget,omitempty"`
}

// AlertmanagerSpec is what the operator makes Alertmanager of.
type AlertmanagerSpec struct {
	Replicas        int                 `json:"replicas"`
	Retention       string              `json:"retention"`
	MatcherStrategy MatcherStrategy     `json:"alertmanagerConfigMatcherStrategy"`
	Secrets         []string            `json:"secrets,omitempty"`
	Storage         Volume              `json:"storage"`
	Resources       resources.Resources `json:"resources"`
}

// MatcherStrategy says which alerts an AlertmanagerConfig sees.
type MatcherStrategy struct {
	Type string `json:"type"`
}

// AlertmanagerOf is a number of Alertmanagers that tell a receiver.
//
// Its configuration is the chart's value and no AlertmanagerConfig: all of it
// can be read in one place, amtool can check it, and it names files in place
// of credentials. The files are mounted from Secrets, so that a new credential
// is used without the operator, which may not read them, writing it into a
// configuration of its own.
func AlertmanagerOf(config alertmanager.Config, r platform.Receiver, replicas int, storage Volume) Alertmanager {
	return Alertmanager{
		Config: config,
		AlertmanagerSpec: AlertmanagerSpec{
			Replicas:  replicas,
			Retention: "120h",
			// By default an AlertmanagerConfig only sees alerts of its own
			// namespace; here it routes those of all.
			MatcherStrategy: MatcherStrategy{Type: "None"},
			Secrets:         alertmanager.SecretNames(r),
			Storage:         storage,
			Resources:       resources.Of("10m", "32Mi", "128Mi"),
		},
	}
}
