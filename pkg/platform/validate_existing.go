package platform

import (
	"maps"
	"regexp"
	"slices"
)

// idPattern is a UUID, as DigitalOcean writes it.
const idPattern = `^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$`

var id = regexp.MustCompile(idPattern)

// existing checks what is taken over. Cluster and databases are in a VPC: one
// that is made anew would not be theirs, and they would have to be replaced.
func (c *checker) existing(at path, e Environment) {
	network := at.field("network").field("existing")
	inside := func(at path, uuid string) {
		c.id(at.field("id"), uuid)
		if e.Network.Existing == nil {
			c.add("config-required", network, "", "is required: what "+string(at)+" names is in a VPC that exists", "doctl vpcs list shows the ID")
		}
	}
	if e.Network.Existing != nil {
		c.id(network.field("id"), e.Network.Existing.ID)
	}
	if e.Cluster.Existing != nil {
		inside(at.field("cluster").field("existing"), e.Cluster.Existing.ID)
	}
	for _, name := range slices.Sorted(maps.Keys(e.Databases)) {
		if existing := e.Databases[name].Existing; existing != nil {
			inside(at.field("databases").field(name).field("existing"), existing.ID)
		}
	}
}

func (c *checker) id(at path, uuid string) {
	if c.required(at, uuid, "") && !id.MatchString(uuid) {
		c.add("config-invalid-id", at, uuid, "must be a UUID", "doctl shows it: doctl vpcs list, doctl kubernetes cluster list, doctl databases list")
	}
}
