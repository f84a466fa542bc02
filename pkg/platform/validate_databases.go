package platform

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// databaseSizePattern is the shape of a node size's slug: a family, processors and
// memory, and what else tells sizes apart.
const databaseSizePattern = `^[a-z][a-z0-9_]*(-[a-z][a-z0-9_]*)*-[0-9]+vcpu-[0-9]+gb(-[a-z0-9]+)*$`

// smallestDatabase is the size of a database that names none. Neither it nor
// the other two of its size can have standby nodes.
const smallestDatabase = "db-s-1vcpu-1gb"

var (
	databaseSize = regexp.MustCompile(databaseSizePattern)
	singleNode   = regexp.MustCompile(`^db-(s|amd|intel)-1vcpu-1gb$`)
)

func (c *checker) databases(at manifest.Path, e Environment) {
	taken := taken{}
	for _, name := range slices.Sorted(maps.Keys(e.Databases)) {
		if e.On(demoComponent) {
			c.demoDatabase(at.Field(name).Field("engine"), name, e.Databases[name].Engine)
		}
		c.database(at.Field(name), name, e.Databases[name], taken)
	}
}

func (c *checker) database(at manifest.Path, name string, db Database, taken taken) {
	facts, known := c.engines.Of(db.Engine)
	if c.label(at, name) && c.begins(at, name) {
		c.fits(at, name, facts.derivedNames(name))
	}
	if c.oneOf("config-unknown-engine", at.Field("engine"), string(db.Engine), c.engines.names()) {
		if !db.Observed() {
			c.databaseVersion(at.Field("version"), db, facts)
		}
	}
	if db.Observed() {
		c.observedDatabase(at, db)
		return
	}
	switch {
	case !databaseSize.MatchString(db.Size), slices.Contains(databaseFamilies, "db-"+family(db.Size)):
		c.add("config-invalid-size", at.Field("size"), db.Size, "must be a database size slug", databaseSizeRemedy(db.Size))
	case known && !facts.offers(db.Size) && slices.Contains(databaseFamilies, family(db.Size)):
		c.add("config-invalid-size", at.Field("size"), db.Size,
			fmt.Sprintf("DigitalOcean does not offer %s in this size", facts.Title),
			fmt.Sprintf("use a size that begins with %s", either(facts.Families)))
	case known:
		c.knownSize(at.Field("size"), db.Size, facts.sizes(), slugsOf(db.Engine))
	}
	c.databaseNodes(at.Field("nodes"), db)
	if known {
		c.databaseOptions(at, db, facts)
		c.settings(at.Field("settings"), db.Settings, facts)
		c.databaseParts(at, name, db, facts, taken)
	}
	c.trustedSources(at.Field("trustedSources"), db.TrustedSources)
	c.maintenance(at.Field("maintenance"), db.Maintenance)
}

// offers tells whether the engine comes in a size.
func (f DatabaseFacts) offers(size string) bool {
	return slices.ContainsFunc(f.Families, func(family string) bool { return strings.HasPrefix(size, family+"-") })
}

// databaseVersion refuses major versions in which no database can be made. One
// that exists may have such a version still, and one that is newer than those
// that are known may be offered by now.
func (c *checker) databaseVersion(at manifest.Path, db Database, facts DatabaseFacts) {
	if slices.Contains(facts.Versions, db.Version) {
		return
	}
	major, err := strconv.Atoi(db.Version)
	reason, newest := facts.Withdrawn[db.Version], ""
	if n := len(facts.Versions); n > 0 {
		newest = facts.Versions[n-1]
	}
	switch {
	case err == nil && db.Existing != nil && major > 0:
	case err == nil && reason == "" && newer(major, facts.Versions):
		c.warn("config-unknown-version", at, db.Version,
			"was not offered when this program was made",
			fmt.Sprintf("the nearest that was is %q; doctl databases options versions --engine %s lists what DigitalOcean offers", newest, facts.Engine))
	default:
		rule := fmt.Sprintf("must be a major version of %s that DigitalOcean offers: %s", facts.Engine, either(facts.Versions))
		if reason != "" {
			rule += "; " + reason
		}
		c.add("config-unknown-version", at, db.Version, rule, "")
	}
}

// newer tells whether a major version is above all that are known.
func newer(major int, known []string) bool {
	for _, version := range known {
		if v, err := strconv.Atoi(version); err == nil && major <= v {
			return false
		}
	}
	return true
}

// demoDatabase checks that the demo's databases are what its services speak.
func (c *checker) demoDatabase(at manifest.Path, name string, engine DatabaseEngine) {
	_, known := c.engines.Of(engine)
	if want, ok := demoDatabases[name]; ok && known && engine != want {
		c.add("config-wrong-engine", at, string(engine), fmt.Sprintf("must be %s: the demo's %s speaks nothing else", want, name), "give another database another name, or do without the demo: components: {demo: false, gateway: false}")
	}
}

// databaseSizeRemedy knows the commonest slip: a Droplet's slug.
func databaseSizeRemedy(size string) string {
	if databaseSize.MatchString(size) {
		return fmt.Sprintf("did you mean %q?", "db-"+size)
	}
	return cmp.Or(diag.DidYouMean(size, databaseSizes), "for example "+smallestDatabase)
}

func (c *checker) databaseNodes(at manifest.Path, db Database) {
	switch {
	case db.Nodes < 1 || db.Nodes > 3:
		c.add("config-node-count", at, strconv.Itoa(db.Nodes), "must be 1, 2 or 3", "")
	case db.Nodes > 1 && singleNode.MatchString(db.Size):
		c.add("config-node-count", at, strconv.Itoa(db.Nodes), "the smallest size cannot have standby nodes", "use one node, or a size such as db-s-1vcpu-2gb")
	}
}
