package platform

import (
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// components checks what an environment does without: that nothing which is left
// needs one of them, and that nothing is said of them elsewhere.
func (c *checker) components(at manifest.Path, e Environment) {
	switches, absent := c.engines.Switches(), c.engines.absent(e)
	for _, name := range slices.Sorted(maps.Keys(e.Components)) {
		c.switchable(at.Field("components").Field(name), name)
	}
	for _, s := range switches {
		if e.On(s.Name) {
			continue
		}
		if direct, all := needing(switches, absent, s.Name); len(direct) > 0 {
			c.add("config-component-needed", at.Field("components").Field(s.Name), "false",
				"is needed by "+strings.Join(direct, ", "), "leave it on, or do without all that needs it: "+withoutThem(all))
		}
		for _, field := range s.Fields {
			c.ofAbsent(at, field, s.Name)
		}
	}
	c.demoDatabases(at.Field("databases"), e)
}

func namesOf(switches []Switch) []string {
	var names []string
	for _, s := range switches {
		names = append(names, s.Name)
	}
	return names
}

// follows says what else takes a component away that is no switch.
var follows = map[string]string{
	databasesComponent: "databases: {} takes all databases away",
	"nodepool":         "leave out cluster.additionalNodePools",
	"logicaldatabase":  "leave out databases.NAME.databases",
	"databaseuser":     "leave out databases.NAME.users",
	"connectionpool":   "leave out databases.NAME.connectionPools",
	"databasesettings": "leave out databases.NAME.settings",
	"hub-prometheus":   "spec.hub.monitoring.prometheus says it",
	"hub-metrics":      "spec.hub.monitoring.prometheus says it",
}

// switchable refuses what cannot be the name of a component, and what other fields
// take away. Which components there are is judged when all are known, those of a Go
// program's own too.
func (c *checker) switchable(at manifest.Path, name string) {
	if remedy := follows[name]; remedy != "" {
		c.add("config-unknown-component", at, "", "there is no component of this name to switch", remedy)
		return
	}
	c.label(at, name)
}

// ofAbsent warns of what is said of a component that is not there, and not of
// what spec.defaults says for other environments.
func (c *checker) ofAbsent(at manifest.Path, field, component string) {
	for name := range strings.SplitSeq(field, ".") {
		at = at.Field(name)
	}
	if _, given := c.positions[at.String()]; given && !c.inherited[at.String()] {
		c.warn(changesNothing, at, "", "changes nothing: components switches "+component+" off", "leave it out")
	}
}

// withoutThem is what to write to do without components.
func withoutThem(names []string) string {
	var lines []string
	remedy := ""
	for _, name := range names {
		if name == databasesComponent {
			remedy = ", and databases: {}"
		} else {
			lines = append(lines, name+": false")
		}
	}
	return "components: {" + strings.Join(lines, ", ") + "}" + remedy
}

// needing are what needs a component and is there: at first hand, and all that
// must go with it.
func needing(switches []Switch, absent []string, component string) (direct, all []string) {
	switches = append([]Switch{{Name: databasesComponent, Needs: []string{stackComponent}}}, switches...)
	gone := []string{component}
	for i := 0; i < len(gone); i++ {
		for _, s := range switches {
			if !slices.Contains(s.Needs, gone[i]) || slices.Contains(absent, s.Name) || slices.Contains(gone, s.Name) {
				continue
			}
			gone = append(gone, s.Name)
			if i == 0 {
				direct = append(direct, s.Name)
			}
		}
	}
	return direct, gone[1:]
}

// demoDatabases refuses an empty mapping that would take the demo's databases
// away from it.
func (c *checker) demoDatabases(at manifest.Path, e Environment) {
	if _, given := c.positions[at.String()]; !given || !e.On(demoComponent) {
		return
	}
	for name := range e.Databases {
		at := at.Field(name).String()
		if _, written := c.positions[at]; written || c.mistaken[at] {
			return
		}
	}
	c.add(changesNothing, at, "{}", "takes no database away: the demo needs adservice and cartservice",
		"leave the field out; to do without them, write components: {demo: false, gateway: false} as well")
}
