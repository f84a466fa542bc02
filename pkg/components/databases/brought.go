package databases

import (
	"fmt"
	"reflect"
	"slices"

	"seamark.dev/seamark/pkg/model"
)

// Theirs is a row that somebody else wrote.
type Theirs struct {
	Engine
	// Brought says whose it is.
	Brought model.Brought
}

// Theirs are the rows of which a part is not that of the standard table. They
// are the same for every environment.
func (t Table) Theirs(part func(Engine) any) []Theirs {
	var all []Theirs
	standard := Engines()
	for _, e := range t {
		var ours Engine
		if at := slices.IndexFunc(standard, func(s Engine) bool { return s.Name() == e.Name() }); at >= 0 {
			ours = standard[at]
		}
		if reflect.DeepEqual(part(e), part(ours)) {
			continue
		}
		b := model.Brought{By: fmt.Sprintf("the row of the engine %q", e.Name())}
		// Who wrote the values of the exporter most likely wrote all of the row.
		if source := e.Component().Source(); source != ours.Component().Source() {
			b.Source = source
		}
		all = append(all, Theirs{e, b})
	}
	return all
}
