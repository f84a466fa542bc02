package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/nodepool"
	"seamark.dev/seamark/pkg/platform"
)

const (
	poolID    = "cdda885e-7663-40c8-bc74-3a036c66545d"
	poolInHub = "composed pool "
)

var (
	poolAll  = []string{"cluster-usage", "pool"}
	poolReal = join(clusterReal, []string{"kubernetes/NodePool dev-batch"})
)

// withPool is an environment whose cluster has a second node pool.
func withPool(policy platform.DeletionPolicy) platform.Environment {
	return platform.Complete(platform.Platform{Spec: platform.Spec{Environments: []platform.Environment{{
		Name:           "dev",
		Region:         "sfo3",
		Domain:         platform.Domain{Zone: "example.com"},
		DeletionPolicy: policy,
		Cluster: platform.Cluster{AdditionalNodePools: []platform.AdditionalNodePool{{
			Name: "batch", Size: "c-4", Min: new(0), Max: 3, DeletionPolicy: policy,
			Labels: map[string]string{"workload": "batch"},
			Taints: []platform.Taint{{Key: "dedicated", Value: "batch", Effect: platform.NoSchedule}},
		}}},
	}}}}).Spec.Environments[0]
}

// newPool is that pool.
func newPool(t *testing.T, w *life.World, e platform.Environment) *life.XR {
	t.Helper()
	return birth(t, w, nodepool.Component(e), "batch", "nodepools.seamark.dev")
}

// poolBecomesReady is the life of a NodePool until it is complete.
func poolBecomesReady(*testing.T) []life.Step {
	return []life.Step{
		{
			Name:   "the XR is applied",
			Reason: "all that is wished for reaches the provider, with the tag that the databases trust; zero nodes are a wish, too",
			Want: life.Outcome{
				Composed: poolAll, External: clusterReal,
				Values: map[string]any{
					poolInHub + "spec.forProvider.minNodes":           int64(0),
					poolInHub + "spec.forProvider.maxNodes":           int64(3),
					poolInHub + "spec.forProvider.tags[0]":            "dev",
					poolInHub + "spec.forProvider.labels.workload":    "batch",
					poolInHub + "spec.forProvider.taint[0].effect":    "NoSchedule",
					poolInHub + "spec.forProvider.clusterIdRef.name":  "dev",
					"composed cluster-usage spec.of.resourceRef.name": "dev",
				},
			},
		},
		{
			Name:   "the cloud is making the pool",
			Reason: "it is in the cluster, whose ID the reference gives; nodes that are not there yet are no pool",
			Do:     []life.Action{life.Created("pool", poolID, nil)},
			Want: life.Outcome{
				Composed: poolAll, External: poolReal,
				Values: map[string]any{poolInHub + "spec.forProvider.clusterId": clusterID},
			},
		},
		{
			Name:   "the pool is there",
			Reason: "its columns show what was made",
			Do:     []life.Action{life.Ready("pool", life.Fields{"id": poolID, "size": "c-4", "actualNodeCount": int64(0)})},
			Want: life.Outcome{
				Composed: poolAll, Ready: true,
				Values: map[string]any{"XR status.id": poolID, "XR status.nodes": int64(0), "XR status.actual.size": "c-4"},
			},
		},
	}
}

func TestNodePoolLife(t *testing.T) {
	e := withPool(platform.Orphan)
	xr := newPool(t, withCluster(t, e), e)
	whole := life.Outcome{Composed: poolAll, Ready: true}
	const answer = "422 max_nodes exceeds the limit of droplets"
	xr.Live(t, append(poolBecomesReady(t),
		life.Step{
			Name:   "more nodes are merged, and DigitalOcean refuses them",
			Reason: "what it answered is to be read in the XR, which is not ready",
			Do:     []life.Action{life.Edit("spec.max", int64(300)), life.Unsynced("pool", answer)},
			Want: but(whole, func(o *life.Outcome) {
				o.Ready = false
				o.Values = map[string]any{poolInHub + "spec.forProvider.maxNodes": int64(300), "XR status.cloud.pool[1].message": answer}
			}),
		},
		life.Step{
			Name:   "the wish is taken back",
			Reason: "what was refused locks nobody in",
			Do:     []life.Action{life.Edit("spec.max", int64(5)), life.Ready("pool", nil)},
			Want:   but(whole, func(o *life.Outcome) { o.Values = map[string]any{poolInHub + "spec.forProvider.maxNodes": int64(5)} }),
		},
		life.Step{
			Name:   "another size is merged",
			Reason: "to Terraform that is another pool, which it must not make: it is refused before anything happens, and says what to do",
			Do:     []life.Action{life.Refused(life.Edit("spec.size", "c-8"), "make a pool of another name")},
			Want:   whole,
		},
		life.Step{
			Name:   "somebody deletes it",
			Reason: "pods run on it",
			Do:     []life.Action{life.Refused(life.Delete(), "Pods run on it.")},
			Want:   but(whole, func(o *life.Outcome) { o.External = poolReal }),
		},
	))
}

// TestDefaultPoolSwap goes through the runbook: the default pool is swapped at
// DigitalOcean, and its size in the configuration follows.
func TestDefaultPoolSwap(t *testing.T) {
	e := env(platform.Orphan)
	xr := newCluster(t, newWorld(t, e), e)
	past(t, xr, clusterBecomesReady())
	whole := life.Outcome{Composed: clusterAll, Delivered: clusterDone, Ready: true}
	pool := func(size string) life.Action {
		return life.Ready("cluster", life.Fields{"nodePool": []any{map[string]any{"name": "dev-next", "size": size}}})
	}
	size := e.Cluster.NodePool.Size
	xr.Live(t, []life.Step{
		{
			Name:   "the provider reports the pool",
			Reason: "its size is that of the configuration",
			Do:     []life.Action{pool(size)},
			Want:   but(whole, func(o *life.Outcome) { o.Values = map[string]any{"XR status.actual.nodePool.size": size} }),
		},
		{
			Name:   "another size is merged before the swap",
			Reason: "to Terraform that is another cluster: it is refused, and says where the way is told",
			Do:     []life.Action{life.Refused(life.Edit("spec.nodePool.size", "s-4vcpu-8gb"), "docs/runbooks/node-pools.md")},
			Want:   whole,
		},
		{
			Name:   "a person has swapped the pool at DigitalOcean",
			Reason: "the provider plans another cluster and must not make it: nothing is lost, the XR is red, and shows the new size",
			Do:     []life.Action{pool("s-4vcpu-8gb")},
			Want: but(whole, func(o *life.Outcome) {
				o.Ready = false
				o.Values = map[string]any{
					"XR status.actual.nodePool.size":     "s-4vcpu-8gb",
					"XR status.cloud.cluster[1].message": "cannot plan: nodes of s-4vcpu-8gb run, not of " + size,
				}
			}),
		},
		{
			Name:   "the new size is merged",
			Reason: "what runs may be written",
			Do:     []life.Action{life.Edit("spec.nodePool.size", "s-4vcpu-8gb")},
			Want: but(whole, func(o *life.Outcome) {
				o.Values = map[string]any{clusterInHub + "spec.forProvider.nodePool[0].size": "s-4vcpu-8gb"}
			}),
		},
	})
}
