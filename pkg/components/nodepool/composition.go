package nodepool

import (
	protectionv1beta1 "github.com/crossplane/crossplane/apis/v2/protection/v1beta1"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

const compositionName = "nodepools." + seamark.Group

// Composition makes the pool in its cluster.
func Composition() compose.Composition {
	return compose.Composition{
		Name:      compositionName,
		Of:        seamark.KindNodePool,
		Function:  packages.FunctionName(),
		Resources: []compose.Resource{pool(), clusterUsage()},
	}
}

func pool() compose.Resource {
	name := compose.Combine("%s-%s", "spec.clusterName", "metadata.name")
	return compose.Cloud(compose.Resource{
		Name: "pool",
		Base: &digitalocean.NodePool{
			TypeMeta: digitalocean.KindNodePool,
			Spec: digitalocean.NodePoolSpec{
				Spec: managed.Spec{
					ManagementPolicies: compose.Kept(),
					ProviderConfigRef:  packages.ProviderConfigRef(),
				},
				ForProvider: digitalocean.NodePoolParameters{AutoScale: true},
			},
		},
		Patches: append(compose.Known("pool", "spec.existingID"),
			name.To("metadata.name"),
			name.To("spec.forProvider.name"),
			compose.DeletionPolicy(),
			compose.From("spec.clusterName").To("spec.forProvider.clusterIdRef.name"),
			compose.From("spec.size").To("spec.forProvider.size"),
			compose.From("spec.min").To("spec.forProvider.minNodes"),
			compose.From("spec.max").To("spec.forProvider.maxNodes"),
			compose.From("spec.labels").To("spec.forProvider.labels"),
			compose.From("spec.taints").To("spec.forProvider.taint"),
			// The databases trust this tag, so these nodes must carry it too.
			compose.From("spec.clusterName").To("spec.forProvider.tags[0]"),
			compose.AddTags("spec.forProvider.tags"),
			compose.Status("status.atProvider.id").To("status.id"),
			compose.Status("status.atProvider.actualNodeCount").To("status.nodes"),
			compose.Status("status.atProvider.size").To("status.actual.size"),
		),
	})
}

// clusterUsage lets the cluster, which belongs to the DOKSCluster, wait for the
// pool: without its cluster it could only be forgotten.
func clusterUsage() compose.Resource {
	return compose.Resource{
		Name: "cluster-usage",
		Base: &protectionv1beta1.Usage{
			TypeMeta: kinds.Usage,
			Spec: protectionv1beta1.UsageSpec{
				Of: protectionv1beta1.NamespacedResource{
					APIVersion: digitalocean.KindKubernetesCluster.APIVersion,
					Kind:       digitalocean.KindKubernetesCluster.Kind,
				},
				By: &protectionv1beta1.Resource{
					APIVersion:       digitalocean.KindNodePool.APIVersion,
					Kind:             digitalocean.KindNodePool.Kind,
					ResourceSelector: &protectionv1beta1.ResourceSelector{MatchControllerRef: new(true)},
				},
				Reason:         new("The node pool is in this cluster."),
				ReplayDeletion: new(true),
			},
		},
		Patches: compose.Patches{compose.From("spec.clusterName").To("spec.of.resourceRef.name")},
	}
}
