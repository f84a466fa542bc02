package model

// Workload is a set of equal pods that a release runs: how many there are and
// what each asks of its node. The numbers are in the release's values; a
// Workload tells where, and what the chart does where they are silent. Jobs,
// which come and go, are no workloads.
type Workload struct {
	// Name tells the pods from the others of the release: grafana.
	Name string
	// Enabled are paths of switches, any of which turns the pods off by
	// false: loki.chunksCache.enabled.
	Enabled []string
	// Replicas is the path of the number of pods, and Default the chart's.
	Replicas string
	Default  int
	// PerNode is true for a DaemonSet: one pod on each node, whatever
	// Replicas says.
	PerNode bool
	// Spread is true if the chart lets no two of the pods share a node.
	// Affinity is the path of the value that can change it: an affinity, or
	// the word hard.
	Spread   bool
	Affinity string
	// Beside is the path of the map in which nodeSelector, affinity and
	// tolerations are.
	// Without it, that is where Resources of the first container are.
	Beside string
	// Tolerates are the effects of the taints that the chart lets the pods
	// tolerate where tolerations are silent; * is every effect.
	Tolerates []string
	// Containers run all the time. Init containers are left out: they ask
	// for no more than what runs after them.
	Containers []Container
}

// Container is one container of a Workload.
type Container struct {
	Name string
	// Enabled are paths of switches, as of a Workload.
	Enabled []string
	// Resources is the path of its requests and limits, and Default what the
	// chart, or the operator behind it, gives where they are silent.
	Resources string
	Default   Resources
	// Memory is the path of a number of MiB that the container is sized by
	// where Resources is silent: it is given MemoryFactor times as much.
	// MemoryDefault is the chart's number.
	Memory        string
	MemoryDefault int
	MemoryFactor  float64
	// CPU is the path of a CPU request that holds where Resources is silent.
	CPU string
}

// Resources are requests and limits as Kubernetes writes them: 100m, 128Mi. An
// empty one is not made.
type Resources struct {
	CPU, Memory           string // requests
	CPULimit, MemoryLimit string
}
