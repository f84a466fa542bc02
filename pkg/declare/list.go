package declare

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
)

// List is the components of a platform, in the order in which they stand in
// their units. The zero List is empty. A List never changes: its methods return
// another one. What is wrong on the way, Err tells at the end.
type List struct {
	components []Component
	left       []string // names of those left out
	faults     []error
}

// With is the list with more components at its end.
func (l List) With(more ...Component) List {
	l.components = append(slices.Clip(l.components), more...)
	l.left = slices.DeleteFunc(slices.Clone(l.left), func(name string) bool {
		return slices.ContainsFunc(more, func(c Component) bool { return c.Name == name })
	})
	return l
}

// Replace is the list with a component in the place of the one of its name.
// There must be one: With adds.
func (l List) Replace(c Component) List {
	at := slices.Index(l.Names(), c.Name)
	if at < 0 {
		l.faults = append(slices.Clip(l.faults), fmt.Errorf("there is no component %q to replace%s", c.Name, hint(c.Name, l.Names())))
		return l
	}
	l.components = slices.Clone(l.components)
	l.components[at] = c
	return l
}

// Without is the list without the components of these names. What needs one of
// them must be left out too, or find another component of that name.
func (l List) Without(names ...string) List {
	for _, name := range names {
		if !slices.Contains(l.Names(), name) {
			l.faults = append(slices.Clip(l.faults), fmt.Errorf("there is no component %q to leave out%s", name, hint(name, l.Names())))
		}
	}
	l.components = slices.DeleteFunc(slices.Clone(l.components), func(c Component) bool { return slices.Contains(names, c.Name) })
	l.left = append(slices.Clip(l.left), names...)
	return l
}

// All are the components.
func (l List) All() []Component { return slices.Clone(l.components) }

// Len is the number of components.
func (l List) Len() int { return len(l.components) }

// IsZero tells whether nobody has put anything into the list, or left anything
// out of it.
func (l List) IsZero() bool { return len(l.components)+len(l.left)+len(l.faults) == 0 }

// Names are the names of the components.
func (l List) Names() []string {
	names := make([]string, len(l.components))
	for i, c := range l.components {
		names[i] = c.Name
	}
	return names
}

// Charts are the charts of all components, each once.
func (l List) Charts() []charts.Chart {
	var all []charts.Chart
	for _, c := range l.components {
		for _, chart := range c.Charts {
			if !slices.Contains(all, chart) {
				all = append(all, chart)
			}
		}
	}
	return all
}

// Err is everything that is wrong with the list and its components, a line
// each; nil if nothing is.
func (l List) Err() error {
	faults := slices.Clone(l.faults)
	if len(l.components) == 0 {
		faults = append(faults, errors.New("there are no components"))
	}
	seen := map[string]Component{}
	for _, c := range l.components {
		faults = append(faults, c.faults()...)
		if first, twice := seen[c.Name]; twice && c.Name != "" {
			faults = append(faults, fmt.Errorf("two components have the name %q, of %s and of %s: leave one out first, with Without(%[1]q)", c.Name, first.Source(), c.Source()))
		}
		seen[c.Name] = c
	}
	return errors.Join(slices.Concat(faults, l.missing(), l.differing())...)
}

// missing are the needs that no component of the list meets.
func (l List) missing() []error {
	var faults []error
	names := l.Names()
	told := map[string]bool{}
	for _, c := range l.components {
		for _, need := range c.Needs {
			switch {
			case slices.Contains(names, need) || told[need]:
			case slices.Contains(l.left, need):
				told[need] = true
				also := l.dependants(need)
				faults = append(faults, fmt.Errorf("the component %s is left out, but needed by %s: leave out %s as well, or add another component of that name",
					need, strings.Join(l.direct(need), ", "), strings.Join(also, ", ")))
			default:
				faults = append(faults, fmt.Errorf("the component %s (%s) needs %q, which is not among the components%s", c.Name, c.Source(), need, hint(need, names)))
			}
		}
	}
	return faults
}

// direct are the components that need the one of this name.
func (l List) direct(name string) []string {
	var names []string
	for _, c := range l.components {
		if slices.Contains(c.Needs, name) {
			names = append(names, c.Name)
		}
	}
	return names
}

// dependants are all components that cannot be without the one of this name,
// nor without each other, in the order of the list.
func (l List) dependants(name string) []string {
	gone := []string{name}
	for i := 0; i < len(gone); i++ {
		for _, d := range l.direct(gone[i]) {
			if !slices.Contains(gone, d) {
				gone = append(gone, d)
			}
		}
	}
	return slices.DeleteFunc(l.Names(), func(n string) bool { return n == name || !slices.Contains(gone, n) })
}

// differing are units of one path that two components declare differently.
func (l List) differing() []error {
	var faults []error
	type owned struct {
		unit  Unit
		owner Component
	}
	var known []owned
	var above []Unit // those on the way to the one that is learned
	var learn func(u Unit, c Component)
	learn = func(u Unit, c Component) {
		if i := slices.IndexFunc(known, func(k owned) bool { return k.unit.Same(u) }); i >= 0 {
			switch {
			case !known[i].unit.equal(u):
				faults = append(faults, fmt.Errorf("the components %s (%s) and %s (%s) declare the unit %s differently",
					known[i].owner.Name, known[i].owner.Source(), c.Name, c.Source(), u))
			case slices.ContainsFunc(above, u.Same):
				faults = append(faults, fmt.Errorf("the component %s (%s) declares a unit %s that waits for itself", c.Name, c.Source(), u))
			}
			return
		}
		known, above = append(known, owned{u, c}), append(above, u)
		for _, before := range u.After {
			learn(before, c)
		}
		above = above[:len(above)-1]
	}
	for _, c := range l.components {
		for _, p := range c.All() {
			learn(p.Unit, c)
		}
	}
	return faults
}

// hint is the nearest of the known names, to be put behind a message.
func hint(written string, known []string) string {
	if meant := diag.DidYouMean(written, known); meant != "" {
		return "; " + meant
	}
	return ""
}
