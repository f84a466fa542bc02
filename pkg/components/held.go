package components

import (
	"slices"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// held lets the composite resources of an environment stay with the
// Compositions that they have, if it wants that. It is done here for all
// components, so that none can forget it.
func held(env platform.Environment, c model.Component) model.Component {
	if env.Compositions.Update != platform.Manual {
		return c
	}
	c.Objects = slices.Clone(c.Objects)
	for i, o := range c.Objects {
		if xr, ok := o.(seamark.Composite); ok {
			c.Objects[i] = xr.Held()
		}
	}
	return c
}
