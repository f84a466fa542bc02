// Package prove finds, before anything is written, what the consumers of the
// rendered repository would not understand: references that lead nowhere,
// values that a chart does not know, orders that can never be reached.
//
// It is a list of independent checks over the units. Each is a pure function
// in a file of its own and tells all it finds; none stops the others.
package prove

import (
	"slices"

	"seamark.dev/seamark/internal/parallel"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Subject is what is proved: the units of a platform and what they were made
// from.
type Subject struct {
	// Platform is the complete configuration.
	Platform platform.Platform
	// Units are all units, in any order.
	Units []model.Unit
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
	return []check{wiring, values, fit, languages, mirrors}
}

// All runs every check, side by side, and returns what they found, sorted. The
// error is of a check that broke, on what a component made.
func All(s Subject) (diag.List, error) {
	found, err := parallel.Map(checks(), func(c check) (diag.List, error) {
		return c(s), nil
	})
	return slices.Concat(found...).Sorted(), err
}
