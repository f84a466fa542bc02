package platform

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// idPattern is a UUID, as DigitalOcean writes it.
const idPattern = `^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$`

var id = regexp.MustCompile(idPattern)

// accessKeyPattern is the ID of a Spaces key.
const accessKeyPattern = `^DO[0-9A-Z]{18}$`

var accessKey = regexp.MustCompile(accessKeyPattern)

// existing checks what is taken over. Cluster and databases are in a VPC: one
// that is made anew would not be theirs, and they would have to be replaced.
func (c *checker) existing(at manifest.Path, e Environment) {
	network, cluster := at.Field("network").Field("existing"), at.Field("cluster").Field("existing")
	inside := func(at manifest.Path, uuid string) {
		c.id(at.Field("id"), uuid)
		if e.Network.Existing == nil {
			c.add("config-required", network, "", "is required: what "+at.String()+" names is in a VPC that exists", "doctl vpcs list shows the ID")
		}
	}
	if e.Network.Existing != nil {
		c.id(network.Field("id"), e.Network.Existing.ID)
	}
	if e.Cluster.Existing != nil {
		inside(cluster, e.Cluster.Existing.ID)
		if e.Cluster.Existing.ObserveOnly {
			c.observedCluster(at.Field("cluster"), e.Cluster)
		}
	}
	for i, p := range e.Cluster.AdditionalNodePools {
		if p.Existing == nil {
			continue
		}
		at := at.Field("cluster").Field("additionalNodePools").Item(i).Field("existing")
		inside(at, p.Existing.ID)
		if e.Cluster.Existing == nil {
			c.add("config-required", cluster, "", "is required: what "+at.String()+" names is in a cluster that exists", "doctl kubernetes cluster list shows the ID")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(e.Databases)) {
		existing := e.Databases[name].Existing
		if existing == nil {
			continue
		}
		at := at.Field("databases").Field(name).Field("existing")
		inside(at, existing.ID)
		if existing.LogSink != "" {
			c.id(at.Field("logSink"), existing.LogSink)
		}
	}
	c.existingKey(at, e)
}

// existingKey checks the Spaces key that is taken over: only the cluster has its
// secret half.
func (c *checker) existingKey(at manifest.Path, e Environment) {
	if e.Logs.Existing == nil {
		return
	}
	field, key := at.Field("logs").Field("existing").Field("key"), e.Logs.Existing.Key
	if c.required(field, key, "") && !accessKey.MatchString(key) {
		c.add("config-invalid-id", field, key, "must be an access key ID: DO and 18 capital letters or digits", "the Spaces page of the DigitalOcean console shows it")
	}
	if e.Cluster.Existing == nil {
		c.add("config-required", at.Field("cluster").Field("existing"), "", "is required: the secret half of the key that "+field.String()+" names is in a cluster that exists", "doctl kubernetes cluster list shows the ID")
	}
}

// wish is a field that says what something at DigitalOcean should be.
type wish struct {
	field string
	given bool
}

// observed refuses wishes about what is only looked at.
func (c *checker) observed(at manifest.Path, what string, wishes ...wish) {
	for _, w := range wishes {
		if w.given {
			c.add("config-observed", at.Field(w.field), "", "would have no effect: the "+what+" is only looked at", "take it out, or existing.observeOnly")
		}
	}
}

// observedDatabase refuses what would change an observed database, or be made in
// it.
func (c *checker) observedDatabase(at manifest.Path, db Database) {
	sources := db.TrustedSources
	c.observed(at, "database",
		wish{"version", db.Version != ""}, wish{"size", db.Size != ""}, wish{"nodes", db.Nodes != 0},
		wish{"storage", db.Storage != ""}, wish{"evictionPolicy", db.EvictionPolicy != ""},
		wish{"trustedSources", len(sources.Addresses)+len(sources.Tags)+len(sources.Droplets)+len(sources.Clusters)+len(sources.Apps) > 0},
		wish{"settings", len(db.Settings) > 0}, wish{"databases", len(db.Databases) > 0}, wish{"users", len(db.Users) > 0},
		wish{"connectionPools", len(db.ConnectionPools) > 0}, wish{"restoreFrom", db.RestoreFrom != nil}, wish{"maintenance", db.Maintenance != nil},
	)
	c.observed(at.Field("existing"), "database", wish{"logSink", db.Existing.LogSink != ""})
}

// observedCluster refuses what would change an observed cluster.
func (c *checker) observedCluster(at manifest.Path, cl Cluster) {
	c.observed(at, "cluster",
		wish{"version", cl.Version != latestVersion}, wish{"highAvailability", cl.HighAvailability}, wish{"autoUpgrade", cl.AutoUpgrade},
		wish{"maintenance", cl.Maintenance != nil}, wish{"controlPlaneFirewall", cl.ControlPlaneFirewall != nil},
	)
}

func (c *checker) id(at manifest.Path, uuid string) {
	switch lower := strings.ToLower(uuid); {
	case !c.required(at, uuid, "") || id.MatchString(uuid):
	case id.MatchString(lower):
		c.add("config-invalid-id", at, uuid, "must be a UUID in lower case", "write "+lower)
	default:
		c.add("config-invalid-id", at, uuid, "must be a UUID", "doctl shows it: doctl vpcs list, doctl kubernetes cluster list, doctl databases list, doctl kubernetes cluster node-pool list CLUSTER")
	}
}
