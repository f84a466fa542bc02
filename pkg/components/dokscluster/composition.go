package dokscluster

import (
	protectionv1beta1 "github.com/crossplane/crossplane/apis/v2/protection/v1beta1"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

const compositionName = "doksclusters." + seamark.Group

const (
	// keyKubeconfig is the key under which the provider publishes the
	// kubeconfig. Its credentials live for 7 days.
	keyKubeconfig = "attribute.kube_config.0.raw_config"
	// connectionFormat is the Secret the provider publishes into, over the
	// XR's name.
	connectionFormat = "%s-doks"
	// kubeconfigFormat is KubeconfigSecret, over the XR's name.
	kubeconfigFormat = "%s-kubeconfig"
)

// Composition makes the VPC and the cluster, and prepares the cluster for what
// the other XRs deliver: a ProviderConfig that reaches it, the namespaces and
// the API token.
func Composition() compose.Composition {
	return compose.Composition{
		Name:             compositionName,
		Of:               seamark.KindDOKSCluster,
		Function:         packages.FunctionName(),
		ConnectionSecret: kubeconfigFormat,
		Resources: []compose.Resource{
			vpc(),
			cluster(),
			vpcUsage(),
			providerConfig(),
			namespace(NamespaceClusterServices),
			namespace(NamespaceDemo),
			token(),
		},
	}
}

func vpc() compose.Resource {
	return compose.Resource{
		Name: "vpc",
		Base: &digitalocean.VPC{
			TypeMeta: digitalocean.KindVPC,
			Spec: digitalocean.VPCSpec{Spec: managed.Spec{
				ManagementPolicies: compose.Kept(),
				ProviderConfigRef:  packages.ProviderConfigRef(),
			}},
		},
		Patches: compose.Patches{
			compose.From("metadata.name").To("metadata.name"),
			compose.DeletionPolicy(),
			compose.From("metadata.name").To("spec.forProvider.name"),
			compose.From("spec.region").To("spec.forProvider.region"),
			compose.From("spec.vpcCIDR").To("spec.forProvider.ipRange"),
			compose.Status("status.atProvider.id").To("status.vpcID"),
		},
	}
}

func cluster() compose.Resource {
	return compose.Resource{
		Name: "cluster",
		Base: clusterBase(),
		Patches: compose.Patches{
			compose.From("metadata.name").To("metadata.name"),
			compose.DeletionPolicy(),
			compose.From("metadata.name").Format(connectionFormat).To("spec.writeConnectionSecretToRef.name"),
			compose.From("metadata.name").To("spec.forProvider.name"),
			compose.From("spec.region").To("spec.forProvider.region"),
			compose.From("spec.version").To("spec.forProvider.version"),
			compose.From("spec.highAvailability").To("spec.forProvider.ha"),
			compose.From("spec.clusterSubnet").To("spec.forProvider.clusterSubnet"),
			compose.From("spec.serviceSubnet").To("spec.forProvider.serviceSubnet"),
			// The databases trust this tag, so the nodes must carry it.
			compose.From("metadata.name").To("spec.forProvider.tags[0]"),
			compose.From("metadata.name").To("spec.forProvider.nodePool[0].tags[0]"),
			compose.From("metadata.name").Format("%s-pool").To("spec.forProvider.nodePool[0].name"),
			compose.From("spec.nodePool.size").To("spec.forProvider.nodePool[0].size"),
			compose.From("spec.nodePool.min").To("spec.forProvider.nodePool[0].minNodes"),
			compose.From("spec.nodePool.max").To("spec.forProvider.nodePool[0].maxNodes"),
			// Load balancers and volumes go only when the data may go.
			compose.IfDelete("spec.forProvider.destroyAllAssociatedResources"),
			compose.Status("status.atProvider.id").To("status.clusterID"),
			compose.Status("status.atProvider.endpoint").To("status.endpoint"),
			compose.Status("status.atProvider.version").To("status.version"),
			compose.Status("status.atProvider.status").To("status.phase"),
		},
		Connection: []compose.Detail{compose.FromSecret(KubeconfigKey, keyKubeconfig)},
	}
}

func clusterBase() *digitalocean.KubernetesCluster {
	return &digitalocean.KubernetesCluster{
		TypeMeta: digitalocean.KindKubernetesCluster,
		Spec: digitalocean.KubernetesClusterSpec{
			Spec: managed.Spec{
				ManagementPolicies: compose.Kept(),
				ProviderConfigRef:  packages.ProviderConfigRef(),
			},
			ForProvider: digitalocean.KubernetesClusterParameters{
				VPCUUIDSelector: managed.Sibling(),
				AutoUpgrade:     false,
				SurgeUpgrade:    true,
				NodePool:        []digitalocean.NodePool{{AutoScale: true}},
			},
		},
	}
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
