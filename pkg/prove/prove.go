// Package prove finds, before anything is written, what the consumers of the
// rendered repository would not understand: references that lead nowhere,
// values that a chart does not know, orders that can never be reached.
//
// It is a list of independent checks over the units. Each is a pure function
// in a file of its own and tells all it finds; none stops the others.
package prove

import (
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// Subject is what is proved: the units of a platform and what they were made
// from.
type Subject struct {
	// Platform is the complete configuration.
	Platform platform.Platform
	// Units are all units, in any order.
	Units []render.Unit
	// Locate tells where the configuration says something, by its field path
	// (spec.environments[0].overrides.loki.loki.auth_enabled): the file and
	// the line of the nearest field that is written there. It may be nil: a
	// platform made in Go has no lines.
	Locate platform.Locator
}

// check is one check.
type check func(Subject) diag.List

// checks are all checks, in the order in which a reader wants their findings.
func checks() []check {
	return []check{wiring, values, fit, languages}
}

// All runs every check and returns what they found.
func All(s Subject) diag.List {
	var findings diag.List
	for _, c := range checks() {
		findings = append(findings, c(s)...)
	}
	return findings.Sorted()
}
