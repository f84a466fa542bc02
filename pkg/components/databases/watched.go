package databases

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

// Watched are the engines that an environment has databases of, as far as their
// exporters are among the components: of the others there is no metric.
func (t Table) Watched(env platform.Environment, present declare.Present) Table {
	return slices.DeleteFunc(t.Of(env), func(e Engine) bool { return !present.Has(e.Facts.Exporter) })
}

// AnExporter is what declare.Present.Has finds if there is an exporter for any
// database of the environment.
func (t Table) AnExporter(env platform.Environment) string {
	var names []string
	for _, e := range t.Of(env) {
		names = append(names, e.Facts.Exporter)
	}
	return strings.Join(names, "|")
}
