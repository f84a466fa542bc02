package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

// The receivers of the configuration. nobody must keep the chart's name: it is
// where the chart's own default route leads.
const (
	nobody = "null"
	team   = "team"   // of critical alerts and warnings
	onCall = "oncall" // of critical alerts only
)

// configOf is the whole configuration: with no receiver alerts still are
// grouped and inhibited, for those who look at Alertmanager's page.
func configOf(r platform.Receiver, present declare.Present) alertmanagerConfig {
	return alertmanagerConfig{
		Route:        routeOf(r),
		InhibitRules: inhibitRules(present),
		Receivers:    receiversOf(r),
	}
}

// routeOf groups what belongs together: one kind of alert in one namespace, or
// of one database. It repeats a critical alert every four hours, a warning
// twice a day.
func routeOf(r platform.Receiver) route {
	told := nobody
	if r.Slack != nil || r.Email != nil || r.Webhook != nil {
		told = team
	}
	const isCritical = `severity = "critical"`
	routes := []route{
		// Watchdog always fires, and InfoInhibitor only inhibits.
		{Receiver: nobody, Matchers: []string{`alertname =~ "Watchdog|InfoInhibitor"`}},
		// What is neither a warning nor critical is for the dashboards.
		{Receiver: nobody, Matchers: []string{`severity !~ "critical|warning"`}},
	}
	if r.PagerDuty != nil {
		routes = append(routes, route{Receiver: onCall, Matchers: []string{isCritical}, Continue: true, RepeatInterval: "4h"})
	}
	routes = append(routes, route{Receiver: told, Matchers: []string{isCritical}, RepeatInterval: "4h"})
	return route{
		Receiver:       told,
		GroupBy:        []string{"alertname", "namespace", "database_cluster"},
		GroupWait:      "30s",
		GroupInterval:  "5m",
		RepeatInterval: "12h",
		Routes:         routes,
	}
}

// inhibitRules keep quiet what another alert explains, of the alerts that there
// are.
func inhibitRules(present declare.Present) []inhibit {
	const (
		isCritical = `severity = "critical"`
		isWarning  = `severity = "warning"`
		isInfo     = `severity = "info"`
	)
	all := []inhibit{
		// The worse of two about the same thing.
		{[]string{isCritical}, []string{`severity =~ "warning|info"`}, []string{"alertname", "namespace", "database_cluster"}},
		{[]string{isWarning}, []string{isInfo}, []string{"alertname", "namespace", "database_cluster"}},
		// A database that is down explains all that is wrong with it. The
		// label must be there, or alerts without it would agree in that.
		{[]string{isCritical, `database_cluster =~ ".+"`}, []string{isWarning}, []string{"database_cluster"}},
		// So does a node for what is on it.
		{[]string{`alertname =~ "KubeNodeNotReady|KubeNodeUnreachable"`, `node =~ ".+"`}, []string{`alertname !~ "KubeNodeNotReady|KubeNodeUnreachable"`, isWarning}, []string{"node"}},
	}
	// Of two alerts about the same thing under two names, the urgent one.
	for _, pair := range []struct {
		inhibit
		watches []string
	}{
		{inhibit{[]string{`alertname = "DatabaseLogsSilent"`}, []string{`alertname = "DatabaseLogSilent"`}, nil}, []string{"logsink"}},
		{inhibit{[]string{`alertname = "DemoPodCrashLooping"`}, []string{`alertname =~ "DemoPodRestarting|KubePodCrashLooping|KubePodNotReady"`}, []string{"pod"}}, []string{"demo"}},
		{inhibit{[]string{`alertname = "GatewayErrorsHigh"`}, []string{`alertname = "GatewayErrorsPersist"`}, nil}, []string{"gateway", "monitors"}},
		{inhibit{[]string{`alertname = "GatewaySlow"`}, []string{`alertname = "GatewaySlowPersists"`}, nil}, []string{"gateway", "monitors"}},
	} {
		if present.Has("rules") && present.Has(pair.watches...) {
			all = append(all, pair.inhibit)
		}
	}
	return append(all,
		// The chart's own way to keep informational alerts quiet that come
		// alone.
		inhibit{[]string{`alertname = "InfoInhibitor"`}, []string{isInfo}, []string{"namespace"}},
		inhibit{nil, []string{`alertname = "InfoInhibitor"`}, nil},
	)
}
