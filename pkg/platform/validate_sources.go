package platform

import (
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"time"

	"k8s.io/apimachinery/pkg/api/resource"

	"seamark.dev/seamark/pkg/manifest"
)

const (
	// tagPattern is a tag of DigitalOcean.
	tagPattern = `^[a-zA-Z0-9_:][a-zA-Z0-9_:-]{0,254}$`
	// dropletPattern is the ID of a Droplet.
	dropletPattern = `^[1-9][0-9]*$`
)

var (
	sourceTag     = regexp.MustCompile(tagPattern)
	sourceDroplet = regexp.MustCompile(dropletPattern)
)

// MostTrustedSources is what DigitalOcean takes, without the tag of the nodes.
const MostTrustedSources = 100 - 1

// EvictionPolicies are what Valkey can do when its memory is full.
func EvictionPolicies() []string {
	return []string{"noeviction", "allkeys_lru", "allkeys_random", "volatile_lru", "volatile_random", "volatile_ttl"}
}

func (c *checker) trustedSources(at manifest.Path, s TrustedSources) {
	for i, address := range s.Addresses {
		c.address(at.Field("addresses").Item(i), address, "opens the database to the whole internet")
	}
	each := func(field, rule, remedy string, values []string, valid *regexp.Regexp) {
		for i, value := range values {
			if !valid.MatchString(value) {
				c.add("config-invalid-source", at.Field(field).Item(i), value, rule, remedy)
			}
		}
	}
	each("tags", "must be a tag: letters, digits, colons, dashes and underscores", "", s.Tags, sourceTag)
	each("droplets", "must be the ID of a Droplet, a number", "doctl compute droplet list shows it", s.Droplets, sourceDroplet)
	each("clusters", "must be the UUID of a DOKS cluster", "doctl kubernetes cluster list shows it", s.Clusters, id)
	each("apps", "must be the UUID of an app", "doctl apps list shows it", s.Apps, id)
	if n := len(s.Addresses) + len(s.Tags) + len(s.Droplets) + len(s.Clusters) + len(s.Apps); n > MostTrustedSources {
		c.add("config-too-many-sources", at, strconv.Itoa(n), fmt.Sprintf("DigitalOcean takes %d trusted sources beside the nodes", MostTrustedSources), "use ranges of addresses, and tags")
	}
}

// address checks an address or a range, and warns of one that is everybody's.
// DigitalOcean takes no IPv6.
func (c *checker) address(at manifest.Path, address, everybody string) {
	prefix, err := netip.ParsePrefix(address)
	if single, wrong := netip.ParseAddr(address); wrong == nil {
		prefix, err = netip.PrefixFrom(single, single.BitLen()), nil
	}
	switch {
	case err != nil || !prefix.Addr().Is4():
		c.add("config-invalid-source", at, address, "must be an IPv4 address or range", "for example 203.0.113.7 or 203.0.113.0/24")
	case prefix.Bits() == 0:
		c.warn("config-public-source", at, address, everybody, "name the addresses that connect")
	case prefix.Masked() != prefix:
		c.add("config-invalid-source", at, address, "has bits set after its prefix", fmt.Sprintf("write %q", prefix.Masked().String()))
	}
}

// databaseOptions checks what not every engine takes.
func (c *checker) databaseOptions(at manifest.Path, db Database, facts DatabaseFacts) {
	if db.Storage != "" {
		c.databaseStorage(at.Field("storage"), db.Storage, facts)
	}
	if at := at.Field("evictionPolicy"); db.EvictionPolicy != "" {
		if !facts.Evicts {
			c.add("config-wrong-engine", at, db.EvictionPolicy, facts.Title+" evicts nothing", "")
		}
		c.oneOf("config-unknown-eviction-policy", at, db.EvictionPolicy, EvictionPolicies())
	}
	if from := db.RestoreFrom; from != nil {
		c.restoreFrom(at, db)
	}
}

func (c *checker) databaseStorage(at manifest.Path, size string, facts DatabaseFacts) {
	quantity, err := resource.ParseQuantity(size)
	switch gib := int64(1 << 30); {
	case !facts.Storage:
		c.add("config-wrong-engine", at, size, facts.Title+" has the disk that comes with its size", "")
	case err != nil:
		c.add("config-invalid-quantity", at, size, "must be a quantity of bytes", "for example 60Gi")
	case quantity.Value() < 10*gib || quantity.Value()%gib != 0:
		c.add("config-volume-size", at, size, "must be a whole number of Gi, at least 10Gi", "")
	}
}

func (c *checker) restoreFrom(at manifest.Path, db Database) {
	from, at := db.RestoreFrom, at.Field("restoreFrom")
	if c.required(at.Field("database"), from.Database, "doctl databases list shows the names") {
		c.label(at.Field("database"), from.Database)
	}
	if _, err := time.Parse(time.RFC3339, from.BackupCreatedAt); from.BackupCreatedAt != "" && err != nil {
		c.add("config-invalid-time", at.Field("backupCreatedAt"), from.BackupCreatedAt, "must be a date and a time", "for example 2026-11-28T04:00:12Z; doctl databases backups ID --output json shows those there are")
	}
	if db.Existing != nil {
		c.add("config-restored-existing", at, from.Database, "a database that exists is not made from a backup", "remove existing or restoreFrom")
	}
}
