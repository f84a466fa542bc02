package platform

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// PartPattern is the name of a logical database, a user or a connection pool: what
// needs no quotes in SQL, and a hyphen. Together with the name of its database it
// names an object on the hub, where an underscore is a hyphen.
const PartPattern = `^[a-z]([a-z0-9_-]*[a-z0-9])?$`

var part = regexp.MustCompile(PartPattern)

// PartName is the name on the hub of a part of a database: DATABASE-PART.
func PartName(database, part string) string {
	return database + "-" + strings.ReplaceAll(part, "_", "-")
}

// MostPoolConnections is more than the largest database has connections.
const MostPoolConnections = 10000

// PoolModes are the modes of connection pools.
func PoolModes() []string {
	return []string{string(SessionMode), string(StatementMode), string(TransactionMode)}
}

// pools are what DigitalOcean lets a connection pool be called.
var pools = Names{Longest: 60}

const shortestPool = 3

// taken are the names on the hub that parts of the databases of an environment
// have, by their kind.
type taken map[[2]string]manifest.Path

// databaseParts checks what is made in a database.
func (c *checker) databaseParts(at manifest.Path, name string, db Database, facts DatabaseFacts, taken taken) {
	databases, users := at.Field("databases"), at.Field("users")
	if len(db.Databases) > 0 && facts.Databases == nil {
		c.add("config-wrong-engine", databases, "", "DigitalOcean makes no logical databases in "+facts.Title, "")
	} else if facts.Databases != nil {
		c.parts(taken, "databases", name, *facts.Databases, len(db.Databases), func(i int) (manifest.Path, string) {
			return databases.Item(i), db.Databases[i]
		})
	}
	if len(db.Users) > 0 && facts.Users == nil {
		c.add("config-wrong-engine", users, "", "DigitalOcean makes no users of "+facts.Title, "")
	} else if facts.Users != nil {
		c.parts(taken, "users", name, *facts.Users, len(db.Users), func(i int) (manifest.Path, string) {
			return users.Item(i).Field("name"), db.Users[i].Name
		})
	}
	for i, user := range db.Users {
		c.authPlugin(users.Item(i).Field("authPlugin"), user.AuthPlugin, facts)
		c.oneOf("config-unknown-deletion-policy", users.Item(i).Field("deletionPolicy"), string(user.DeletionPolicy), deletionPolicies)
	}
	c.connectionPools(at.Field("connectionPools"), name, db, facts, taken)
}

// parts checks the names of one kind of parts, all of the same database.
func (c *checker) parts(taken taken, kind, database string, names Names, n int, each func(i int) (manifest.Path, string)) {
	for i := range n {
		at, name := each(i)
		if !c.part(at, name, names) {
			continue
		}
		hub := PartName(database, name)
		c.fits(at, name, []derivedName{{"object on the hub", hub, 63}})
		if first, is := taken[[2]string{kind, hub}]; is {
			c.add("config-duplicate-part", at, name, fmt.Sprintf("would be called %s on the hub, as %s is: the name of its database is before its own, and an underscore is a hyphen there", hub, first), "every one needs a name of its own")
		} else {
			taken[[2]string{kind, hub}] = at
		}
	}
}

// part checks a name and tells whether it may be one.
func (c *checker) part(at manifest.Path, name string, names Names) bool {
	reserved := func(r string) bool {
		prefix, many := strings.CutSuffix(r, "*")
		return name == r || many && strings.HasPrefix(name, prefix)
	}
	switch {
	case !c.required(at, name, ""):
		return false
	case !part.MatchString(name):
		c.add("config-invalid-name", at, name, "must have lower-case letters, digits, underscores and hyphens only, begin with a letter and end with a letter or digit", "for example "+strconv.Quote("orders_app"))
		return false
	case slices.ContainsFunc(names.Reserved, reserved):
		c.add("config-reserved-name", at, name, "belongs to DigitalOcean, or to the engine itself", "for example "+strconv.Quote("app_"+name))
		return false
	case len(name) > names.Longest:
		c.add("config-name-too-long", at, name, fmt.Sprintf("must have at most %d characters", names.Longest), fmt.Sprintf("shorten it by %d", len(name)-names.Longest))
		return false
	}
	return true
}

func (c *checker) authPlugin(at manifest.Path, plugin string, facts DatabaseFacts) {
	switch {
	case plugin == "":
	case len(facts.AuthPlugins) == 0:
		c.add("config-wrong-engine", at, plugin, "users of "+facts.Title+" log in in one way only", "")
	default:
		c.oneOf("config-unknown-auth-plugin", at, plugin, facts.AuthPlugins)
	}
}

func (c *checker) connectionPools(at manifest.Path, name string, db Database, facts DatabaseFacts, taken taken) {
	if len(db.ConnectionPools) == 0 {
		return
	}
	if !facts.Pools {
		c.add("config-wrong-engine", at, "", facts.Title+" has no connection pools", "")
		return
	}
	c.parts(taken, "connectionPools", name, pools, len(db.ConnectionPools), func(i int) (manifest.Path, string) {
		return at.Item(i).Field("name"), db.ConnectionPools[i].Name
	})
	total := 0
	for i, pool := range db.ConnectionPools {
		c.connectionPool(at.Item(i), db, facts, pool)
		total += max(pool.Size, 0)
	}
	if most := connections(db.Size); most > 0 && total > most {
		c.add("config-too-many-connections", at, strconv.Itoa(total),
			fmt.Sprintf("the pools have more connections together than a node of %s gives them, which is %d: 25 for each GB of memory, less three", db.Size, most),
			"make them smaller, or take a larger size")
	}
}

func (c *checker) connectionPool(at manifest.Path, db Database, facts DatabaseFacts, pool ConnectionPool) {
	if n := len(pool.Name); n > 0 && n < shortestPool {
		c.add("config-invalid-name", at.Field("name"), pool.Name, "must have at least three characters", "")
	}
	c.oneOf("config-unknown-pool-mode", at.Field("mode"), string(pool.Mode), PoolModes())
	c.atLeast(at.Field("size"), pool.Size, 1, "")
	c.oneOf("config-unknown-database", at.Field("database"), pool.Database, known(facts.Databases, db.Databases))
	var users []string
	for _, user := range db.Users {
		users = append(users, user.Name)
	}
	if at := at.Field("user"); c.required(at, pool.User, "one of users, or "+administrator) {
		c.oneOf("config-unknown-user", at, pool.User, known(facts.Users, users))
	}
	c.oneOf("config-unknown-deletion-policy", at.Field("deletionPolicy"), string(pool.DeletionPolicy), deletionPolicies)
}

// known are the names of a kind of parts, that of the one which is always there
// first. What can be no name is reported where it stands.
func known(names *Names, made []string) []string {
	var all []string
	if names != nil {
		all = append(all, names.Default)
	}
	for _, name := range made {
		if part.MatchString(name) && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

var memoryOfSize = regexp.MustCompile(`-([0-9]+)gb$`)

// connections is how many connections DigitalOcean gives to the pools of a
// database of this size; 0 if the slug does not tell.
func connections(size string) int {
	memory := memoryOfSize.FindStringSubmatch(size)
	if memory == nil {
		return 0
	}
	gb, _ := strconv.Atoi(memory[1])
	return 25*gb - 3
}
