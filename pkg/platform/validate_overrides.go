package platform

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
)

// overrides checks that Helm values are meant for a release that exists here.
// The hint knows releases that exist elsewhere.
func (c *checker) overrides(at path, given map[string]map[string]any, releases []string, hint func(string) string) {
	for _, release := range slices.Sorted(maps.Keys(given)) {
		if slices.Contains(releases, release) {
			continue
		}
		remedy := hint(release)
		if remedy == "" {
			remedy = diag.DidYouMean(release, releases)
		}
		if remedy == "" {
			remedy = "use " + either(releases)
		}
		c.add("config-unknown-release", at.field(release), "", "no Helm release of this name", remedy)
	}
}

// releaseHint knows the hub's releases, and exporters of other engines.
func (e Environment) releaseHint(release string) string {
	if slices.Contains(hubReleases, release) {
		return "all environments share it: move it to spec.overrides"
	}
	for _, facts := range DatabaseEngines() {
		db, found := strings.CutPrefix(release, facts.Exporter+"-")
		if right := e.Databases[db].Engine.ExporterRelease(db); found && right != "" {
			return fmt.Sprintf("%s is a %s database: use %s", db, e.Databases[db].Engine, right)
		}
	}
	return ""
}

func environmentReleaseHint(release string) string {
	if slices.Contains(environmentReleases, release) {
		return "it belongs to an environment: move it to spec.environments[].overrides"
	}
	return ""
}
