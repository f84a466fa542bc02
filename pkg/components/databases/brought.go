package databases

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/model"
)

// Part is one field of a row, or several that are told apart nowhere.
type Part struct {
	// Name is the field's, as who writes a row knows it: Exporter.Up.
	Name string
	// Of is what the row says there, comparable by reflect.DeepEqual: of a function
	// what it returns.
	Of func(Engine) any
}

// Theirs is a row that somebody else wrote.
type Theirs struct {
	Engine
	// Brought says whose it is, and which parts are.
	Brought model.Brought
}

// Theirs are the rows of which one of the parts is not that of the standard
// table. They are the same for every environment.
func (t Table) Theirs(parts ...Part) []Theirs {
	var all []Theirs
	standard := Engines()
	for _, e := range t {
		var ours Engine
		if at := slices.IndexFunc(standard, func(s Engine) bool { return s.Name() == e.Name() }); at >= 0 {
			ours = standard[at]
		}
		var names []string
		for _, p := range parts {
			if !reflect.DeepEqual(p.Of(e), p.Of(ours)) {
				names = append(names, p.Name)
			}
		}
		if len(names) == 0 {
			continue
		}
		b := model.Brought{By: fmt.Sprintf("%s of the row of the engine %q", either(names), e.Name())}
		// Who wrote the values of the exporter most likely wrote all of the row.
		if source := e.Component().Source(); source != ours.Component().Source() {
			b.Source = source
		}
		all = append(all, Theirs{e, b})
	}
	return all
}

// either is a list in a sentence: a, b or c.
func either(names []string) string {
	last := len(names) - 1
	if last == 0 {
		return names[0]
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}
