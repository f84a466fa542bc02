package logsink

import "seamark.dev/seamark/pkg/declare"

// Declaration is the log sinks of the databases.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "logsink",
		Unit:  declare.LogSinks,
		Needs: []string{"manageddatabase", "syslog", "alloy"},
		Build: Component,
	}
}
