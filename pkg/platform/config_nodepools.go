package platform

// NodePool is the autoscaling default node pool of a cluster, called ENV-pool at
// DigitalOcean.
type NodePool struct {
	// Size is the Droplet size slug of every node. Nodes are not resized in
	// place: docs/runbooks/node-pools.md tells how to swap the pool.
	// Default: s-2vcpu-4gb.
	Size string `json:"size,omitempty"`
	// Min is the least number of nodes, at least 3: Loki writes to three
	// replicas on three nodes. Default: 3.
	Min int `json:"min,omitempty"`
	// Max is the most nodes the autoscaler may add. Default: 5, or the
	// minimum if that is more.
	Max int `json:"max,omitempty"`
	// Labels are labels of every node. DigitalOcean does not take one off the
	// nodes that have it when it goes from here.
	Labels map[string]string `json:"labels,omitempty"`
	// Taints keep pods away that do not tolerate them. What Seamark installs
	// tolerates none, except for what runs on every node.
	Taints []Taint `json:"taints,omitempty"`
}

// AdditionalNodePool is an autoscaling node pool beside the default one, called
// ENV-NAME at DigitalOcean. Its nodes have the label
// doks.digitalocean.com/node-pool with that name.
type AdditionalNodePool struct {
	// Name is a DNS label, unique in the cluster and not pool, which is the
	// default one.
	Name string `json:"name"`
	// Size is the Droplet size slug of every node. It cannot be changed: add a
	// pool of another name. Without it, that of nodePool.
	Size string `json:"size,omitempty"`
	// Min is the least number of nodes. With 0 the pool is empty while no pod
	// needs it, where DigitalOcean offers that. Default: 1.
	Min *int `json:"min,omitempty"`
	// Max is the most nodes the autoscaler may add.
	Max int `json:"max"`
	// Labels are labels of every node, as of nodePool.
	Labels map[string]string `json:"labels,omitempty"`
	// Taints keep pods away that do not tolerate them.
	Taints []Taint `json:"taints,omitempty"`
	// DeletionPolicy says what becomes of the pool when it is taken out of the
	// list: Orphan keeps its nodes, Delete drains and deletes them, once it has
	// been reconciled. Without it, what the environment says.
	DeletionPolicy DeletionPolicy `json:"deletionPolicy,omitempty"`
	// Existing is a pool of the cluster that exists already.
	Existing *ExistingNodePool `json:"existing,omitempty"`
}

// ExistingNodePool is a node pool that is taken over instead of made. It is
// renamed to ENV-NAME.
type ExistingNodePool struct {
	// ID is its UUID at DigitalOcean.
	ID string `json:"id"`
}

// Taint keeps pods away from nodes, unless they tolerate it.
type Taint struct {
	// Key is its name, for example dedicated.
	Key string `json:"key"`
	// Value is the value that pods tolerate with it. The provider wants one.
	Value string `json:"value"`
	// Effect is what becomes of pods that do not tolerate it: NoSchedule places
	// none, PreferNoSchedule avoids it, NoExecute also ends those that run.
	Effect TaintEffect `json:"effect"`
}

// TaintEffect is what a taint does to pods that do not tolerate it.
type TaintEffect string

// The effects that Kubernetes knows.
const (
	NoSchedule       TaintEffect = "NoSchedule"
	PreferNoSchedule TaintEffect = "PreferNoSchedule"
	NoExecute        TaintEffect = "NoExecute"
)
