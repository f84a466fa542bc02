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

// components are those of a unit, as far as there is something in them.
func (b *builder) components(unit filled, build func(placed) model.Component) []model.Component {
	var all []model.Component
	for _, p := range unit.parts {
		var built model.Component
		err := guard.Call(fmt.Sprintf("component %s (%s)", p.component.Name, p.source), func() error {
			built = build(p)
			return nil
		})
		if err != nil {
			b.faults = append(b.faults, err)
			continue
		}
		if empty(built) {
			continue
		}
		built.Name, built.Source = cmp.Or(built.Name, p.part.Name), p.source
		b.undeclared(p.component, built)
		all = append(all, built)
	}
	return all
}

// refused is why some of the components cannot be in the platform.
func refused(p platform.Platform, list List) error {
	var faults []error
	for _, c := range list.All() {
		if c.Refuse != nil {
			who := fmt.Sprintf("component %s (%s)", c.Name, c.Source())
			faults = append(faults, guard.Call(who, func() error { return c.Refuse(p) }))
		}
	}
	return errors.Join(faults...)
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
