package alloy

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is Alloy, which reads the lines of every engine of databases,
// whichever an environment has: a database more must not restart every Alloy.
func Declaration(engines databases.Table) declare.Component {
	c := collector{engines, Configuration(engines), brought(engines)}
	return declare.Component{
		Name:    ReleaseName,
		Unit:    declare.Collection,
		Needs:   []string{"loki", "syslog"},
		Charts:  []charts.Chart{charts.Alloy},
		Among:   c.component,
		Written: collector.component,
	}
}
