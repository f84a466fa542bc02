package databases

import (
	"fmt"
	"reflect"
	"slices"

	"seamark.dev/seamark/pkg/model"
)

// Brought tells whose row this is, if a part of it is not that of the standard
// table; false if it is.
func (e Engine) Brought(part func(Engine) any) (model.Brought, bool) {
	var standard Engine
	all := Engines()
	if at := slices.IndexFunc(all, func(s Engine) bool { return s.Name() == e.Name() }); at >= 0 {
		standard = all[at]
	}
	if reflect.DeepEqual(part(e), part(standard)) {
		return model.Brought{}, false
	}
	b := model.Brought{By: fmt.Sprintf("the row of the engine %q", e.Name())}
	// Who wrote the values of the exporter most likely wrote all of the row.
	if source := e.Component().Source(); source != standard.Component().Source() {
		b.Source = source
	}
	return b, true
}
