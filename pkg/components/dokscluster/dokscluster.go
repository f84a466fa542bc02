// Package dokscluster is the DOKS cluster of an environment: the definition and
// the Composition of the kind DOKSCluster, and the one XR of the environment.
package dokscluster

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/components/internal/project"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Component is the environment's DOKSCluster, guarded against deletion.
func Component(env platform.Environment) model.Component {
	return model.Component{
		Name:     "dokscluster",
		Provides: provides(env.Name),
		Needs:    needs(env.Name),
		Objects:  environment.Guard(env, xr(env)),
		Health:   []model.HealthCheck{health.Composite(seamark.KindDOKSCluster)},
	}
}

func xr(env platform.Environment) *seamark.DOKSCluster {
	x := &seamark.DOKSCluster{
		TypeMeta:   seamark.KindDOKSCluster,
		ObjectMeta: metav1.ObjectMeta{Name: env.Name, Namespace: env.Name},
		Spec: seamark.DOKSClusterSpec{
			Region:           env.Region,
			Token:            env.Token,
			Version:          env.Cluster.Version,
			HighAvailability: env.Cluster.HighAvailability,
			VPCCIDR:          env.Network.VPCCIDR,
			ClusterSubnet:    env.Network.ClusterSubnet,
			ServiceSubnet:    env.Network.ServiceSubnet,
			NodePool: seamark.DefaultPool{
				Size:   env.Cluster.NodePool.Size,
				Min:    env.Cluster.NodePool.Min,
				Max:    env.Cluster.NodePool.Max,
				Labels: env.Cluster.NodePool.Labels,
				Taints: Taints(env.Cluster.NodePool.Taints),
			},
			AutoUpgrade:          env.Cluster.AutoUpgrade,
			Maintenance:          (*seamark.Maintenance)(env.Cluster.Maintenance),
			Existing:             existing(env),
			ControlPlaneFirewall: firewall(env.Cluster.ControlPlaneFirewall),
			Tags:                 env.Tags,
			DeletionPolicy:       seamark.DeletionPolicy(env.DeletionPolicy),
		},
	}
	if observed := env.Cluster.Existing != nil && env.Cluster.Existing.ObserveOnly; env.Project != "" && !observed {
		x.Spec.Project = env.Project
		x.Spec.Crossplane.CompositionRef.Name = project.CompositionName(compositionName)
	}
	return x
}

// existing is what of the cluster exists already; nil if nothing does.
func existing(env platform.Environment) *seamark.Existing {
	vpc, cluster := resource(env.Network.Existing), resource(env.Cluster.Existing)
	if vpc == nil && cluster == nil {
		return nil
	}
	return &seamark.Existing{VPC: vpc, Cluster: cluster}
}

func resource(e *platform.Existing) *seamark.ExistingResource {
	switch {
	case e == nil:
		return nil
	case e.ObserveOnly:
		return &seamark.ExistingResource{ID: e.ID, Management: compose.Observe}
	}
	return &seamark.ExistingResource{ID: e.ID}
}
