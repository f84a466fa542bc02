package platform

import (
	"maps"
	"slices"
	"strings"

	"github.com/blang/semver/v4"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/manifest"
)

// charts checks how charts and their versions are written. Whether a chart is used,
// and works in that version, is judged later, when all releases are known.
func (c *checker) charts(at manifest.Path, given map[string]ChartVersion) {
	for _, name := range slices.Sorted(maps.Keys(given)) {
		version := at.Field(name).Field("version")
		text := given[name].Version
		if !charts.IsName(name) {
			c.add("config-invalid-name", at.Field(name), name, "is no name of a chart", "versions.yaml has the names")
		}
		if !c.required(version, text, "name an exact version") {
			continue
		}
		if _, err := semver.Parse(strings.TrimPrefix(text, "v")); err != nil {
			c.add("config-invalid-chart-version", version, text, "must be an exact version, as the chart's registry has it", `for example "1.2.3"`)
		}
	}
}
