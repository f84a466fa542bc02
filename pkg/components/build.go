package components

import (
	"errors"
	"slices"

	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Build makes the units of a platform: those that all environments share, then
// those of each environment, as far as something is in them. The configuration
// must be complete and valid; its overrides and mirrors are in the releases,
// and what the engine needs is in the list. An error lists everything that is
// wrong with the components.
func Build(p platform.Platform, list List, engine delivery.Engine) ([]model.Unit, error) {
	if engine == nil {
		return nil, errors.New("no GitOps engine is given: engines.Of has the one that a platform names")
	}
	list = engine.Components(list).Watching(engine.Watched())
	if err := errors.Join(list.Err(), refused(p, list)); err != nil {
		return nil, err
	}
	b := builder{frames: map[string]model.Unit{}}
	for _, c := range list.All() {
		for _, part := range c.All() {
			at := b.order(part.Unit)
			b.ordered[at].parts = append(b.ordered[at].parts, placed{c, part, part.Source()})
		}
	}
	b.units("", func(at placed) model.Component {
		if at.part.Over != nil {
			return model.Component{} // it comes last
		}
		return at.part.Share(p)
	})
	for _, env := range p.Spec.Environments {
		b.units(env.Name, b.among(env, list.Present()))
	}
	b.over(p)
	if err := errors.Join(append(b.faults, model.Check(b.built))...); err != nil {
		return nil, err
	}
	override(p.Spec, b.built)
	return mirrored(p.Spec, engine, b.built), nil
}

// builder collects the units of a platform.
type builder struct {
	// ordered are the units of the list, each after those it waits for.
	ordered []filled
	// shared are the units of the control plane to wait for, by path: itself,
	// or if it is left out, those that it waits for.
	shared map[string][]model.UnitID
	built  []model.Unit
	faults []error
	// frames are the shared units by path, without components.
	frames map[string]model.Unit
}

// filled is a unit and what belongs to it, in the order of the list.
type filled struct {
	Unit
	parts []placed
}

// placed is a part of a component in its unit.
type placed struct {
	component Component
	part      Part
	source    diag.Where
}

// order notes a unit after those that it waits for, and tells its index.
func (b *builder) order(u Unit) int {
	at := func() int { return slices.IndexFunc(b.ordered, func(f filled) bool { return f.Same(u) }) }
	if i := at(); i >= 0 {
		return i
	}
	for _, before := range u.After {
		b.order(before)
	}
	b.ordered = append(b.ordered, filled{Unit: u})
	return at()
}

// units makes the units of one environment, or with an empty name those that
// all share. A unit that nothing is in is left out, and what waits for it waits
// for what it waits for.
func (b *builder) units(environment string, build func(placed) model.Component) {
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
		if unit.Shared {
			b.frames[unit.Path] = u
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

// over adds what watches all other units, to its own unit or as one that comes
// after the shared ones.
func (b *builder) over(p platform.Platform) {
	all := slices.Clone(b.built)
	for _, unit := range b.ordered {
		more := b.components(unit, func(at placed) model.Component {
			if at.part.Over == nil {
				return model.Component{}
			}
			return at.part.Over(p, all)
		})
		if !unit.Shared || len(more) == 0 {
			continue
		}
		u := b.frames[unit.Path]
		at := slices.IndexFunc(b.built, func(other model.Unit) bool { return other.ID == u.ID })
		if at >= 0 {
			b.built[at].Components = append(b.built[at].Components, more...)
			continue
		}
		u.Components = more
		shared := 0
		for shared < len(b.built) && b.built[shared].ID.Environment == "" {
			shared++
		}
		b.built = slices.Insert(b.built, shared, u)
	}
}
