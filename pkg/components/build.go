package components

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"seamark.dev/seamark/internal/guard"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Build makes the units of a platform: those that all environments share, then
// those of each environment, as far as something is in them. The configuration
// must be complete and valid; its overrides and mirrors are in the releases.
// An error lists everything that is wrong with the components.
func Build(p platform.Platform, list List) ([]model.Unit, error) {
	if err := list.Err(); err != nil {
		return nil, err
	}
	b := builder{platform: p, list: list}
	for _, c := range list.All() {
		for _, part := range c.All() {
			b.order(part.Unit)
		}
	}
	b.units("", func(part Part) model.Component { return part.Share(p) })
	for _, env := range p.Spec.Environments {
		b.units(env.Name, func(part Part) model.Component { return part.Build(env) })
	}
	if err := errors.Join(append(b.faults, model.Check(b.built))...); err != nil {
		return nil, err
	}
	override(p.Spec, b.built)
	return mirrored(p.Spec, b.built), nil
}

// builder collects the units of a platform.
type builder struct {
	platform platform.Platform
	list     List
	// ordered are the units of the list, each after those it waits for.
	ordered []Unit
	// shared are the units of the control plane to wait for, by path: itself,
	// or if it is left out, those that it waits for.
	shared map[string][]model.UnitID
	built  []model.Unit
	faults []error
}

// order notes a unit after those that it waits for.
func (b *builder) order(u Unit) {
	if slices.ContainsFunc(b.ordered, u.Same) {
		return
	}
	for _, before := range u.After {
		b.order(before)
	}
	b.ordered = append(b.ordered, u)
}

// units makes the units of one environment, or with an empty name those that
// all share. A unit that nothing is in is left out, and what waits for it waits
// for what it waits for.
func (b *builder) units(environment string, build func(Part) model.Component) {
	ready := map[string][]model.UnitID{}
	for _, unit := range b.ordered {
		if unit.Shared != (environment == "") {
			continue
		}
		u := model.Unit{ID: model.UnitID{Environment: environment, Path: unit.Path}, Timeout: unit.Timeout}
		if unit.OnDOKS {
			u.Target = model.DOKS(environment)
		}
		for _, before := range unit.After {
			found := ready[before.Path]
			if before.Shared != unit.Shared {
				found = b.shared[before.Path]
			}
			for _, id := range found {
				if !slices.Contains(u.DependsOn, id) {
					u.DependsOn = append(u.DependsOn, id)
				}
			}
		}
		u.Components = b.components(unit, build)
		ready[unit.Path] = []model.UnitID{u.ID}
		if len(u.Components) == 0 {
			ready[unit.Path] = u.DependsOn
			continue
		}
		b.built = append(b.built, u)
	}
	if environment == "" {
		b.shared = ready
	}
}

// components are those of a unit, in the order of the list, as far as there is
// something in them.
func (b *builder) components(unit Unit, build func(Part) model.Component) []model.Component {
	var all []model.Component
	for _, c := range b.list.All() {
		for _, part := range c.All() {
			if !part.Unit.Same(unit) {
				continue
			}
			var built model.Component
			err := guard.Call(fmt.Sprintf("component %s (%s)", c.Name, part.Source()), func() error {
				built = build(part)
				return nil
			})
			if err != nil {
				b.faults = append(b.faults, err)
				continue
			}
			if empty(built) {
				continue
			}
			built.Name, built.Source = cmp.Or(built.Name, part.Name), part.Source()
			b.undeclared(c, built)
			all = append(all, built)
		}
	}
	return all
}

// undeclared notes releases of charts that the component does not declare.
func (b *builder) undeclared(c Component, built model.Component) {
	for _, r := range built.Releases {
		named := func(chart charts.Chart) bool { return chart.Name == r.Chart.Name }
		if r.Chart.Name != "" && !slices.ContainsFunc(c.Charts, named) {
			b.faults = append(b.faults, fmt.Errorf("component %s (%s): its release %s installs the chart %s, which is not in its Charts", c.Name, built.Source, r.Name, r.Chart.Name))
		}
	}
}

// empty tells whether nothing is delivered, promised or asked for.
func empty(c model.Component) bool {
	return len(c.Objects)+len(c.Releases)+len(c.Secrets)+len(c.Health)+len(c.Provides)+len(c.Needs) == 0
}
