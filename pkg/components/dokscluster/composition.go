package dokscluster

import (
	protectionv1beta1 "github.com/crossplane/crossplane/apis/v2/protection/v1beta1"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/internal/project"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

const compositionName = "doksclusters." + seamark.Group

// Composition makes the VPC and the cluster, upgrades it on demand, and
// prepares it for what the other XRs deliver: credentials and a ProviderConfig
// that reach it, the namespaces and the API token.
func Composition() compose.Composition {
	return compose.Composition{
		Name:     compositionName,
		Of:       seamark.KindDOKSCluster,
		Function: packages.FunctionName(),
		Environment: compose.Patches{
			compose.From("spec.deletionPolicy").To(deletionPolicy),
			compose.From("spec.highAvailability").To(wantedHA),
			compose.From("spec.version").To(wanted),
		},
		Resources: []compose.Resource{
			vpc(),
			cluster(),
			upgrade(), // after cluster, which remembers for it
			vpcUsage(),
			access(),
			providerConfig(),
			namespace(NamespaceClusterServices),
			namespace(NamespaceDemo),
			token(),
		},
	}
}

// ProjectComposition is one of the kind that also assigns the cluster to a project.
func ProjectComposition(c compose.Composition) compose.Composition {
	return project.Composition(c, project.Cluster, "status.clusterID")
}

func vpc() compose.Resource {
	return compose.Cloud(compose.Resource{
		Name: "vpc",
		Base: &digitalocean.VPC{
			TypeMeta: digitalocean.KindVPC,
			Spec: digitalocean.VPCSpec{Spec: managed.Spec{
				ManagementPolicies: compose.Kept(),
				ProviderConfigRef:  packages.ProviderConfigRef(),
			}},
		},
		Patches: append(compose.Known("vpc", "spec.existing.vpc.id"),
			compose.From("metadata.name").To("metadata.name"),
			compose.DeletionPolicy(),
			compose.ObserveIf("spec.existing.vpc.management"),
			compose.From("metadata.name").To("spec.forProvider.name"),
			compose.From("spec.region").To("spec.forProvider.region"),
			compose.From("spec.vpcCIDR").To("spec.forProvider.ipRange"),
			compose.Status("status.atProvider.id").To("status.vpcID"),
			compose.Status("status.atProvider.region").To("status.actual.region"),
			compose.Status("status.atProvider.ipRange").To("status.actual.vpcCIDR"),
		),
	})
}

// vpcUsage lets the VPC wait for the cluster: an XR that is deleted deletes
// both at once, and DigitalOcean refuses to delete a VPC that is not empty.
func vpcUsage() compose.Resource {
	return compose.Resource{
		Name: "vpc-usage",
		Base: &protectionv1beta1.Usage{
			TypeMeta: kinds.Usage,
			Spec: protectionv1beta1.UsageSpec{
				Of: protectionv1beta1.NamespacedResource{
					APIVersion:       digitalocean.KindVPC.APIVersion,
					Kind:             digitalocean.KindVPC.Kind,
					ResourceSelector: &protectionv1beta1.NamespacedResourceSelector{MatchControllerRef: new(true)},
				},
				By: &protectionv1beta1.Resource{
					APIVersion:       digitalocean.KindKubernetesCluster.APIVersion,
					Kind:             digitalocean.KindKubernetesCluster.Kind,
					ResourceSelector: &protectionv1beta1.ResourceSelector{MatchControllerRef: new(true)},
				},
				Reason:         new("The cluster runs in this VPC."),
				ReplayDeletion: new(true),
			},
		},
	}
}
