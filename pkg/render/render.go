// Package render is the whole pipeline in one call: a configuration becomes
// units, the units are proved, a delivery turns them into files, and the
// handbook is added. Nothing touches the disk.
package render

import (
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/handbook"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/own"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/tree"
)

// Options are what Prove may be told beside the configuration. The zero value
// renders the reference architecture.
type Options struct {
	// Components are what is rendered. The zero List stands for
	// components.Standard.
	Components components.List
	// Engine is the GitOps engine; the configuration may name it, and no
	// other. Nil stands for the one of package engines that it names.
	Engine delivery.Engine
	// Own are the files of the user's that the configuration names: own.Read.
	Own own.Files
	// Checks are questions of your own, beside those of prove.Checks and of the
	// platform's engine.
	Checks []prove.Check
	// Locate tells where the configuration says something, for findings in
	// the user's own values. It may be nil: a platform made in Go has no lines.
	Locate platform.Locator
}

// Render makes the repository of a complete and valid platform from the given
// components; components.Standard is the reference architecture. What a
// consumer of the repository would not understand is an error that lists every
// finding. Use tree.Write to put the tree on disk.
func Render(p platform.Platform, list components.List) (*tree.Tree, error) {
	t, findings, err := Prove(p, Options{Components: list})
	if err != nil {
		return nil, err
	}
	return t, findings.Err()
}

// Prove is Render for those who print findings themselves: it returns them all,
// warnings too. The tree is nil if one of them is an error. The error is for
// an engine that there is not, and for components that cannot be put together.
// What breaks in a component, a check or an engine is an error too: such a panic
// does not end the process.
func Prove(p platform.Platform, o Options) (*tree.Tree, diag.List, error) {
	if o.Components.IsZero() {
		o.Components = components.Standard()
	}
	o.Components = o.Components.With(o.Own.Components()...)
	if unread := o.Own.Unread(p); len(unread) > 0 {
		return nil, nil, fmt.Errorf("the configuration names files that were not read: %s; own.Read reads them", strings.Join(unread, ", "))
	}
	engine, err := engineOf(p, o)
	if err != nil {
		return nil, nil, err
	}
	t, findings, err := proved(p, o, engine)
	if engine.broke != nil { // the rest would only follow from it
		return nil, nil, engine.broke
	}
	return t, findings, err
}

// proved builds the units, asks all questions and delivers.
func proved(p platform.Platform, o Options, engine delivery.Engine) (*tree.Tree, diag.List, error) {
	units, err := components.Build(p, o.Components, engine)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot build the units: %w", err)
	}
	in := inventory.Input{Platform: p, Units: units, Engine: engine, Switchable: components.Switchable(o.Components), Locate: o.Locate}
	findings, err := prove.All(in, slices.Concat(prove.Checks(), []prove.Check{engine.Check}, o.Checks))
	if err != nil {
		return nil, nil, fmt.Errorf("cannot prove the units: %w", err)
	}
	if findings.Errors() > 0 {
		return nil, findings, nil
	}
	t, err := deliver(p, o.Components, units, engine)
	return t, findings, err
}

// deliver turns proved units into files.
func deliver(p platform.Platform, list components.List, units []model.Unit, engine delivery.Engine) (*tree.Tree, error) {
	t, err := engine.Deliver(units)
	if err != nil {
		return nil, err
	}
	pages, err := handbook.Files(p, engine.Components(list).Present(), units, engine)
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
