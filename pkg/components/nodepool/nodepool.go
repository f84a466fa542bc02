// Package nodepool is the node pools of an environment's cluster beside the
// default one: the definition and the Composition of the kind NodePool, and one
// XR for each pool.
//
// A pool is a kind of its own, no list in the DOKSCluster: it is told apart by
// its name and not by its place, it is ready by itself, and what becomes of one
// that is taken out is no matter of the others.
package nodepool

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Component is the additional node pools, each guarded against deletion unless
// its policy is Delete; nothing if there is none.
func Component(env platform.Environment) model.Component {
	pools := env.Cluster.AdditionalNodePools
	if len(pools) == 0 {
		return model.Component{}
	}
	c := model.Component{
		Name:   "nodepool",
		Health: []model.HealthCheck{health.Composite(seamark.KindNodePool)},
	}
	for _, p := range pools {
		c.Objects = append(c.Objects, environment.GuardFor(
			"Pods run on it. To delete its nodes on purpose, set deletionPolicy: Delete for the node pool "+p.Name+
				" of the environment "+env.Name+", render, and let the change be reconciled first.",
			p.DeletionPolicy, xr(env, p))...)
	}
	return c
}

func xr(env platform.Environment, p platform.AdditionalNodePool) *seamark.NodePool {
	x := &seamark.NodePool{
		TypeMeta:   seamark.KindNodePool,
		ObjectMeta: metav1.ObjectMeta{Name: p.Name, Namespace: env.Name},
		Spec: seamark.NodePoolSpec{
			ClusterName:    env.Name,
			Size:           p.Size,
			Max:            p.Max,
			Labels:         p.Labels,
			Taints:         dokscluster.Taints(p.Taints),
			Tags:           env.Tags,
			DeletionPolicy: seamark.DeletionPolicy(p.DeletionPolicy),
		},
	}
	if p.Min != nil {
		x.Spec.Min = *p.Min
	}
	if p.Existing != nil {
		x.Spec.ExistingID = p.Existing.ID
	}
	return x
}
