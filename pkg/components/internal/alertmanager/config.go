// Package alertmanager is Alertmanager's own configuration: who is told of which
// alerts, how they are put together, and which of them others explain.
//
// It names files in place of credentials, and no AlertmanagerConfig: all of it
// can be read in one place, and amtool can check it.
package alertmanager

import "seamark.dev/seamark/pkg/platform"

// The receivers of the configuration. nobody must keep the chart's name: it is
// where the chart's own default route leads.
const (
	nobody = "null"
	team   = "team"   // of critical alerts and warnings
	onCall = "oncall" // of critical alerts only
)

// Alerts are what one Alertmanager gets.
type Alerts struct {
	// From is the label that says where an alert comes from. Messages show it.
	From string
	// About are the labels that tell what an alert is about. Those that agree in
	// them are told together.
	About []string
	// Explained are alerts that others explain, beside those that agree in About
	// and are less severe.
	Explained []Inhibit
}

// Of is the whole configuration: with no receiver alerts still are grouped and
// inhibited, for those who look at Alertmanager's page.
func Of(r platform.Receiver, a Alerts) Config {
	return Config{
		Route:        routeOf(r, a.About),
		InhibitRules: inhibitRules(a),
		Receivers:    receiversOf(r, a.From),
	}
}

// routeOf repeats a critical alert every four hours, a warning twice a day.
func routeOf(r platform.Receiver, together []string) Route {
	told := nobody
	if r.Slack != nil || r.Email != nil || r.Webhook != nil {
		told = team
	}
	const isCritical = `severity = "critical"`
	routes := []Route{
		// Watchdog always fires, and InfoInhibitor only inhibits.
		{Receiver: nobody, Matchers: []string{`alertname =~ "Watchdog|InfoInhibitor"`}},
		// What is neither a warning nor critical is for the dashboards.
		{Receiver: nobody, Matchers: []string{`severity !~ "critical|warning"`}},
	}
	if r.PagerDuty != nil {
		routes = append(routes, Route{Receiver: onCall, Matchers: []string{isCritical}, Continue: true, RepeatInterval: "4h"})
	}
	routes = append(routes, Route{Receiver: told, Matchers: []string{isCritical}, RepeatInterval: "4h"})
	return Route{
		Receiver:       told,
		GroupBy:        together,
		GroupWait:      "30s",
		GroupInterval:  "5m",
		RepeatInterval: "12h",
		Routes:         routes,
	}
}

// inhibitRules keep quiet what another alert explains.
func inhibitRules(a Alerts) []Inhibit {
	const (
		isCritical = `severity = "critical"`
		isWarning  = `severity = "warning"`
		isInfo     = `severity = "info"`
	)
	all := []Inhibit{
		// The worse of two about the same thing.
		{[]string{isCritical}, []string{`severity =~ "warning|info"`}, a.About},
		{[]string{isWarning}, []string{isInfo}, a.About},
	}
	all = append(all, a.Explained...)
	return append(all,
		// The chart's own way to keep informational alerts quiet that come
		// alone.
		Inhibit{[]string{`alertname = "InfoInhibitor"`}, []string{isInfo}, []string{"namespace"}},
		Inhibit{nil, []string{`alertname = "InfoInhibitor"`}, nil},
	)
}
