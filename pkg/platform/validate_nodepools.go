package platform

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"seamark.dev/seamark/pkg/manifest"
)

// mostNodes is how many nodes a DOKS cluster can have.
const mostNodes = 512

var taintEffects = []string{string(NoSchedule), string(PreferNoSchedule), string(NoExecute)}

// nodePools checks the pools of a cluster, each by itself and all together.
func (c *checker) nodePools(at manifest.Path, e Environment) {
	pool, field := e.Cluster.NodePool, at.Field("nodePool")
	c.dropletSize(field.Field("size"), pool.Size)
	c.atLeast(field.Field("min"), pool.Min, 3, "Loki writes to three replicas on three nodes and needs two of them")
	if pool.Max < pool.Min {
		c.add("config-too-small", field.Field("max"), strconv.Itoa(pool.Max), fmt.Sprintf("must be at least nodePool.min (%d)", pool.Min), "")
	}
	c.nodeLabels(field.Field("labels"), pool.Labels)
	c.taints(field.Field("taints"), pool.Taints)
	names := map[string]int{}
	for i, p := range e.Cluster.AdditionalNodePools {
		c.additionalNodePool(at.Field("additionalNodePools").Item(i), e, p)
		if first, taken := names[p.Name]; taken && p.Name != "" {
			c.add("config-duplicate-node-pool", at.Field("additionalNodePools").Item(i).Field("name"), p.Name,
				fmt.Sprintf("is already the name of %s", at.Field("additionalNodePools").Item(first)), "every pool needs a name of its own")
			continue
		}
		names[p.Name] = i
	}
	c.nodesFit(at, e)
}

func (c *checker) additionalNodePool(at manifest.Path, e Environment, p AdditionalNodePool) {
	name := at.Field("name")
	switch {
	case !c.label(name, p.Name):
	case p.Name == DefaultNodePool:
		c.add("config-reserved-name", name, p.Name, "is the default node pool, which nodePool configures", fmt.Sprintf("for example %q", "extra"))
	default:
		// Five characters and a hyphen after it make the names of the nodes.
		c.fits(name, p.Name, []derivedName{{"node pool", e.nodePoolSlug(p.Name), 57}})
	}
	c.dropletSize(at.Field("size"), p.Size)
	c.atLeast(at.Field("min"), p.least(), 0, "")
	c.atLeast(at.Field("max"), p.Max, 1, "")
	if p.Max >= 1 && p.Max < p.least() {
		c.add("config-too-small", at.Field("max"), strconv.Itoa(p.Max), fmt.Sprintf("must be at least min (%d)", p.least()), "")
	}
	c.nodeLabels(at.Field("labels"), p.Labels)
	c.taints(at.Field("taints"), p.Taints)
	c.oneOf("config-unknown-deletion-policy", at.Field("deletionPolicy"), string(p.DeletionPolicy), deletionPolicies)
}

func (c *checker) dropletSize(at manifest.Path, size string) {
	if !dropletSize.MatchString(size) {
		c.add("config-invalid-size", at, size, "must be a Droplet size slug", "for example "+defaultEnvironment().Cluster.NodePool.Size)
		return
	}
	c.knownSize(at, size, dropletSizes, "doctl kubernetes options sizes")
}

func (c *checker) nodeLabels(at manifest.Path, labels map[string]string) {
	for _, key := range slices.Sorted(maps.Keys(labels)) {
		c.nodeKey(at.Field(key), key)
		c.nodeValue(at.Field(key), labels[key])
	}
}

func (c *checker) taints(at manifest.Path, taints []Taint) {
	seen := map[Taint]bool{}
	for i, t := range taints {
		at := at.Item(i)
		if c.required(at.Field("key"), t.Key, "for example dedicated") {
			c.nodeKey(at.Field("key"), t.Key)
		}
		if c.required(at.Field("value"), t.Value, "the provider wants one, for example \"true\"") {
			c.nodeValue(at.Field("value"), t.Value)
		}
		c.oneOf("config-unknown-taint-effect", at.Field("effect"), string(t.Effect), taintEffects)
		// Kubernetes tells the taints of a node by key and effect.
		if same := (Taint{Key: t.Key, Effect: t.Effect}); seen[same] {
			c.add("config-duplicate-taint", at, t.Key, "the node has a taint of this key and effect already", "keep one")
		} else {
			seen[same] = true
		}
	}
}

// reservedNodeKeys are domains whose labels and taints are not the user's: what
// a kubelet may not set, and what DigitalOcean sets itself.
var reservedNodeKeys = []string{"kubernetes.io", "k8s.io", "doks.digitalocean.com"}

// nodeKey checks the key of a label or of a taint.
func (c *checker) nodeKey(at manifest.Path, key string) {
	if problems := validation.IsQualifiedName(key); len(problems) > 0 {
		c.add("config-invalid-label", at, key, "must be a key that Kubernetes takes: at most 63 letters, digits, hyphens, underscores and dots, beginning and ending with a letter or digit, after a DNS name and a slash if need be", "for example dedicated, or example.com/dedicated")
		return
	}
	domain, _, prefixed := strings.Cut(key, "/")
	for _, reserved := range reservedNodeKeys {
		if prefixed && (domain == reserved || strings.HasSuffix(domain, "."+reserved)) {
			c.add("config-reserved-label", at, key, "belongs to Kubernetes or to DigitalOcean, which set keys below "+reserved+" themselves", "take a domain of your own, or none")
			return
		}
	}
}

// nodeValue checks the value of a label or of a taint.
func (c *checker) nodeValue(at manifest.Path, value string) {
	if problems := validation.IsValidLabelValue(value); len(problems) > 0 {
		c.add("config-invalid-label", at, value, "must be a value that Kubernetes takes: at most 63 letters, digits, hyphens, underscores and dots, beginning and ending with a letter or digit", "")
	}
}
