// Package prove finds, before anything is written, what the consumers of the
// rendered repository would not understand: references that lead nowhere,
// values that a chart does not know, orders that can never be reached.
//
// It is a list of independent checks. Each asks one question of the inventory,
// in a package of its own below this one, and tells all it finds; none stops the
// others. To ask another question, append a Check.
package prove

import (
	"errors"
	"slices"

	"seamark.dev/seamark/internal/guard"
	"seamark.dev/seamark/internal/parallel"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/prove/fields"
	"seamark.dev/seamark/pkg/prove/fit"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/prove/languages"
	"seamark.dev/seamark/pkg/prove/leaks"
	"seamark.dev/seamark/pkg/prove/links"
	"seamark.dev/seamark/pkg/prove/mirrors"
	"seamark.dev/seamark/pkg/prove/names"
	"seamark.dev/seamark/pkg/prove/objects"
	"seamark.dev/seamark/pkg/prove/order"
	"seamark.dev/seamark/pkg/prove/overrides"
	"seamark.dev/seamark/pkg/prove/pins"
	"seamark.dev/seamark/pkg/prove/rates"
	"seamark.dev/seamark/pkg/prove/relied"
	"seamark.dev/seamark/pkg/prove/values"
)

// Check asks one question: what it finds, in any order. It may read the
// inventory, and must not change it or anything in it.
type Check func(*inventory.Inventory) diag.List

// Checks are the checks of this project, without those of a GitOps engine.
func Checks() []Check {
	return []Check{
		order.Check, links.Check, names.Check, leaks.Check,
		overrides.Check, pins.Check, values.Check, fields.Check, fit.Check, languages.Check, mirrors.Check, rates.Check, relied.Check, objects.Check,
	}
}

// All reads the units and runs the checks over them, side by side. It returns
// what they found, sorted and with secrets masked. The error is of a check that broke, on what a
// component made.
func All(in inventory.Input, checks []Check) (diag.List, error) {
	var inv *inventory.Inventory
	err := guard.Call("reading the units", func() error {
		inv = inventory.Read(in)
		return nil
	})
	if err != nil {
		return nil, err
	}
	found, err := parallel.Map(checks, func(ask Check) (found diag.List, err error) {
		if ask == nil {
			return nil, errors.New("a check is nil")
		}
		err = guard.Call("a check", func() error {
			found = ask(inv)
			return nil
		})
		return found, err
	})
	return slices.Concat(found...).Masked().Sorted().Gathered(), err
}
