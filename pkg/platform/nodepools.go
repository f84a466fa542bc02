package platform

import "seamark.dev/seamark/pkg/manifest"

// DefaultNodePool is the name of the default node pool among those of a cluster.
const DefaultNodePool = "pool"

// NodePoolLabel is the label of a node with the name of its pool at DigitalOcean.
const NodePoolLabel = "doks.digitalocean.com/node-pool"

// Pool is a node pool of a cluster: the default one, or an additional one.
type Pool struct {
	// Name is the name in the configuration, Slug the one at DigitalOcean.
	Name, Slug string
	// Field is the field of cluster that configures it.
	Field string
	// Size is the Droplet size slug of every node.
	Size string
	// Min and Max bound the number of nodes.
	Min, Max int
	// Labels and Taints are those of every node.
	Labels map[string]string
	Taints []Taint
}

// NodePools are the node pools of a complete environment, the default one first.
func (e Environment) NodePools() []Pool {
	pool := e.Cluster.NodePool
	all := []Pool{{
		Name: DefaultNodePool, Slug: e.nodePoolSlug(DefaultNodePool), Field: "nodePool",
		Size: pool.Size, Min: pool.Min, Max: pool.Max, Labels: pool.Labels, Taints: pool.Taints,
	}}
	for i, p := range e.Cluster.AdditionalNodePools {
		all = append(all, Pool{
			Name: p.Name, Slug: e.nodePoolSlug(p.Name), Field: manifest.Fields("additionalNodePools").Item(i).String(),
			Size: p.Size, Min: p.least(), Max: p.Max, Labels: p.Labels, Taints: p.Taints,
		})
	}
	return all
}

// nodePoolSlug is the name of a node pool at DigitalOcean, where it must be
// unique in the cluster and begins the names of the nodes.
func (e Environment) nodePoolSlug(pool string) string { return e.Name + "-" + pool }

// least is the least number of nodes.
func (p AdditionalNodePool) least() int {
	if p.Min == nil {
		return defaultLeastNodes
	}
	return *p.Min
}
