package fit

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/klog/v2"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
)

// pool is a node pool, with what its nodes leave to pods.
type pool struct {
	platform.Pool
	// path is the pool's in the configuration.
	path manifest.Path
	// nodes is how many count: the least number; of a pool that may be empty
	// the most, for its nodes come when a pod asks for them.
	nodes int
	// node is what a node leaves to pods, if known.
	node  share
	known bool
	// perNode is what runs on each node: of DOKS itself, and of daemons.
	perNode share
}

// pools are the node pools of an environment.
func pools(env platform.Environment, at manifest.Path) []*pool {
	var all []*pool
	for i, p := range env.NodePools() {
		path := at.Field("nodePool")
		if i > 0 {
			path = at.Field("additionalNodePools").Item(i - 1)
		}
		one := &pool{Pool: p, path: path, nodes: cmp.Or(p.Min, p.Max), perNode: systemPerNode}
		one.node, one.known = allocatable(p.Size)
		all = append(all, one)
	}
	return all
}

// labels are those that its nodes are known to have.
func (p *pool) labels() map[string]string {
	labels := map[string]string{
		platform.NodePoolLabel:             p.Slug,
		corev1.LabelInstanceTypeStable:     p.Size,
		corev1.LabelOSStable:               "linux",
		corev1.LabelArchStable:             "amd64",
		"beta.kubernetes.io/os":            "linux",
		"beta.kubernetes.io/arch":          "amd64",
		"beta.kubernetes.io/instance-type": p.Size,
	}
	maps.Copy(labels, p.Labels)
	return labels
}

// obstacles are why the pods cannot run on its nodes, in words; none if they can.
// Of labels whose values only DigitalOcean knows, such as hosts and regions,
// nothing is said. A label that is missing is further off than a taint: whoever
// selects a pool wants that one.
func (p *pool) obstacles(of pods) (found []string, distance int) {
	labels := p.labels()
	for _, key := range slices.Sorted(maps.Keys(of.selector)) {
		value, has := labels[key]
		if want := of.selector[key]; value != want && (has || !given(key)) {
			found, distance = append(found, fmt.Sprintf("no label %s=%s", key, want)), distance+2
		}
	}
	unmet := p.unmet(of.affinity)
	found, distance = append(found, unmet...), distance+2*len(unmet)
	for _, t := range p.Taints {
		if t.Effect != platform.PreferNoSchedule && !tolerates(of.tolerations, t) {
			found, distance = append(found, fmt.Sprintf("the taint %s=%s:%s", t.Key, t.Value, t.Effect)), distance+1
		}
	}
	return found, distance
}

// given tells whether a label is set by Kubernetes or DigitalOcean.
func given(key string) bool {
	domain, _, prefixed := strings.Cut(key, "/")
	return prefixed && (strings.HasSuffix(domain, "kubernetes.io") || strings.HasSuffix(domain, "digitalocean.com"))
}

func tolerates(all []corev1.Toleration, t platform.Taint) bool {
	taint := &corev1.Taint{Key: t.Key, Value: t.Value, Effect: corev1.TaintEffect(t.Effect)}
	return slices.ContainsFunc(all, func(one corev1.Toleration) bool {
		return one.ToleratesTaint(klog.Logger{}, taint, false)
	})
}

// group is pods that may run on the same pools.
type group struct {
	pools []*pool
	share
}

// within tells whether all of the group's pools are among those.
func (g group) within(pools []*pool) bool {
	return !slices.ContainsFunc(g.pools, func(p *pool) bool { return !slices.Contains(pools, p) })
}

// nodes counts the nodes of pools.
func nodes(pools []*pool) int {
	n := 0
	for _, p := range pools {
		n += p.nodes
	}
	return n
}

// allKnown tells whether the size of every pool is known.
func allKnown(pools []*pool) bool {
	return !slices.ContainsFunc(pools, func(p *pool) bool { return !p.known })
}

// described are pools as a reader knows them: 3 nodes of s-2vcpu-4gb.
func described(pools []*pool) string {
	var words []string
	for _, p := range pools {
		words = append(words, fmt.Sprintf("%d nodes of %s", p.nodes, p.Size))
	}
	return strings.Join(words, " and ")
}

// named are the names of pools, as a choice.
func named(pools []*pool) string {
	var names []string
	for _, p := range pools {
		names = append(names, p.Name)
	}
	return strings.Join(names, " or ")
}
