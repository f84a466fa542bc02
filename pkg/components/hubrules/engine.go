package hubrules

import (
	"cmp"

	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/declare"
)

// ofEngine are the alerts on the engine, as far as it says how it is watched.
func ofEngine(engine declare.Watch) []alert.Alert {
	var all []alert.Alert
	if engine.Failing != "" {
		all = append(all, alert.Alert{
			Name:        "EngineFailing",
			Severity:    alert.Warning,
			Expr:        engine.Failing,
			For:         "30m",
			Summary:     cmp.Or(engine.FailingWhat, "Something") + " is not what Git says",
			Description: "The GitOps engine has not been able to apply it for half an hour, or finds it unhealthy. What waits for it waits.",
		})
	}
	if engine.Stalled != "" {
		all = append(all, alert.Alert{
			Name:        "EngineStalled",
			Severity:    alert.Critical,
			Expr:        engine.Stalled,
			For:         "15m",
			Summary:     "The GitOps engine reconciles nothing{{ with $labels.kind }} of kind {{ . }}{{ end }}",
			Description: "Within half an hour it has not compared anything with Git. Commits are not applied, and drift is not undone.",
		})
	}
	return all
}
