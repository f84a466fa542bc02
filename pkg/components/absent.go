package components

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// among builds the parts of an environment: nothing of what it does without, and
// of the rest what speaks of nothing else than what is there.
func (b *builder) among(env platform.Environment, present declare.Present) func(placed) model.Component {
	absent := env.Absent()
	present = present.Without(absent...)
	return func(at placed) model.Component {
		if slices.Contains(absent, at.component.Name) {
			return model.Component{}
		}
		built := held(env, at.part.In(env, present))
		if !empty(built) {
			b.needed(env, at)
		}
		return built
	}
}

// needed notes what the environment does without, though a component of it needs
// that: of the standard ones the configuration knows it.
func (b *builder) needed(env platform.Environment, at placed) {
	for _, off := range env.Off() {
		if slices.Contains(at.component.Needs, off) {
			b.faults = append(b.faults, fmt.Errorf("the environment %s switches the component %s off (components), which %s (%s) needs", env.Name, off, at.component.Name, at.source))
		}
	}
}
