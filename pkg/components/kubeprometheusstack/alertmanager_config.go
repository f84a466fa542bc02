package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/alertmanager"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

// configOf puts together what belongs together: one kind of alert in one
// namespace, or of one database.
func configOf(r platform.Receiver, present declare.Present) alertmanager.Config {
	return alertmanager.Of(r, alertmanager.Alerts{
		From:      EnvironmentLabel,
		About:     []string{"alertname", "namespace", "database_cluster"},
		Explained: explained(present),
	})
}

// explained are what another alert explains, of the alerts that there are.
func explained(present declare.Present) []alertmanager.Inhibit {
	const (
		isCritical = `severity = "critical"`
		isWarning  = `severity = "warning"`
	)
	all := []alertmanager.Inhibit{
		// A database that is down explains all that is wrong with it. The
		// label must be there, or alerts without it would agree in that.
		{SourceMatchers: []string{isCritical, `database_cluster =~ ".+"`}, TargetMatchers: []string{isWarning}, Equal: []string{"database_cluster"}},
		// So does a node for what is on it.
		{SourceMatchers: []string{`alertname =~ "KubeNodeNotReady|KubeNodeUnreachable"`, `node =~ ".+"`}, TargetMatchers: []string{`alertname !~ "KubeNodeNotReady|KubeNodeUnreachable"`, isWarning}, Equal: []string{"node"}},
	}
	// Of two alerts about the same thing under two names, the urgent one.
	for _, pair := range []struct {
		source, target string
		equal, watches []string
	}{
		{`alertname = "DatabaseLogsSilent"`, `alertname = "DatabaseLogSilent"`, nil, []string{"logsink"}},
		{`alertname = "DemoPodCrashLooping"`, `alertname =~ "DemoPodRestarting|KubePodCrashLooping|KubePodNotReady"`, []string{"pod"}, []string{"demo"}},
		{`alertname = "GatewayErrorsHigh"`, `alertname = "GatewayErrorsPersist"`, nil, []string{"gateway", "monitors"}},
		{`alertname = "GatewaySlow"`, `alertname = "GatewaySlowPersists"`, nil, []string{"gateway", "monitors"}},
	} {
		if present.Has("rules") && present.Has(pair.watches...) {
			all = append(all, alertmanager.Inhibit{SourceMatchers: []string{pair.source}, TargetMatchers: []string{pair.target}, Equal: pair.equal})
		}
	}
	return all
}
