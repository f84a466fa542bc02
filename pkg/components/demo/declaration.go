package demo

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is the demo.
func Declaration() declare.Component {
	return declare.Component{
		Name:   ReleaseName,
		Unit:   declare.Releases,
		Needs:  []string{"manageddatabase"},
		Charts: []charts.Chart{charts.Demo},
		Build:  Component,
	}
}
