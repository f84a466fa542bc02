package crossplane

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is Crossplane on the hub.
func Declaration() declare.Component {
	return declare.Component{
		Name:   ReleaseName,
		Unit:   declare.Crossplane,
		Charts: []charts.Chart{charts.Crossplane},
		Share:  shared,
	}
}
