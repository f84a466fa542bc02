// Package render is the whole pipeline in one call: a configuration becomes
// units, the units are proved, a delivery turns them into files, and the
// handbook is added. Nothing touches the disk.
package render

import (
	"fmt"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/handbook"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove"
	"seamark.dev/seamark/pkg/tree"
)

// Render makes the repository of a complete and valid platform from the given
// components; components.Standard is the reference architecture. What a
// consumer of the repository would not understand is an error that lists every
// finding. Use tree.Write to put the tree on disk.
func Render(p platform.Platform, placements []components.Placement) (*tree.Tree, error) {
	t, findings, err := Prove(p, placements, nil)
	if err != nil {
		return nil, err
	}
	return t, findings.Err()
}

// Prove is Render for those who print findings themselves: it returns them all,
// warnings too. The tree is nil if one of them is an error. Locate tells where
// the configuration says something, for findings in the user's own values; it
// may be nil.
func Prove(p platform.Platform, placements []components.Placement, locate platform.Locator) (*tree.Tree, diag.List, error) {
	units, err := components.Build(p, placements)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot build the units: %w", err)
	}
	findings := prove.All(prove.Subject{Platform: p, Units: units, Locate: locate})
	if findings.Errors() > 0 {
		return nil, findings, nil
	}
	t, err := deliver(p, units)
	return t, findings, err
}

// deliver turns proved units into files.
func deliver(p platform.Platform, units []model.Unit) (*tree.Tree, error) {
	t, err := engines.Deliver(p, units)
	if err != nil {
		return nil, err
	}
	pages, err := handbook.Files(p, units)
	if err != nil {
		return nil, err
	}
	for _, f := range pages {
		if err := t.Add(f); err != nil {
			return nil, err
		}
	}
	return t, nil
}
