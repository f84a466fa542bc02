package alloy

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is Alloy.
func Declaration() declare.Component {
	return declare.Component{
		Name:   ReleaseName,
		Unit:   declare.Collection,
		Needs:  []string{"loki", "syslog"},
		Charts: []charts.Chart{charts.Alloy},
		Build:  Component,
	}
}
