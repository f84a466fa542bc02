package syslog

import "seamark.dev/seamark/pkg/declare"

// Declaration is the entry for the logs of databases. Their sinks find it by its DNS name.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "syslog",
		Unit:  declare.Resources,
		Needs: []string{"cert-manager", "external-dns", "alloy"},
		Build: Component,
	}
}
