package dokscluster

import (
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

// What the resources of one run know of each other: of the XR, and of the
// cluster as DigitalOcean last reported it.
const (
	deletionPolicy = "deletionPolicy"
	wantedHA       = "wantedHA"
	wanted         = "wanted"
	actualHA       = "actualHA"
	running        = "running" // the version, for example 1.34.5-do.6
	state          = "state"
	id             = "id"
)

// connectionFormat is the Secret that the provider publishes into, over the
// XR's name. It rebuilds Terraform's state from there.
const connectionFormat = "%s-doks"

// newest is what the API takes for a version that nobody wished for.
const newest = "latest"

// cluster is made with the newest patch of the version that is wished for, and
// from then on follows what runs: DigitalOcean upgrades clusters by itself, and
// to Terraform a version that is lower than what runs means another cluster,
// which it must not make. Upgrades on purpose are made beside it (upgrade).
//
// As long as nothing is known of what runs the provider must not update: it
// would upgrade to a text that is no version.
func cluster() compose.Resource {
	return compose.Cloud(compose.Resource{
		Name: "cluster",
		Base: clusterBase(),
		Patches: append(append(compose.Known("cluster", "spec.existing.cluster.id"), firewallPatches()...),
			compose.From("metadata.name").To("metadata.name"),
			compose.Remember("status.atProvider.id").To(id),
			compose.Remember("status.atProvider.version").To(running),
			compose.Remember("status.atProvider.status").To(state),
			compose.Remember("status.atProvider.ha").To(actualHA),
			compose.From("spec.deletionPolicy").Map(madeOnly()).To("spec.managementPolicies"),
			compose.RecallAll("%[1]s", deletionPolicy, running).Map(compose.Policies()).To("spec.managementPolicies"),
			compose.ObserveIf("spec.existing.cluster.management"),
			compose.From("spec.version").Group("^(latest|[0-9]+[.][0-9]+)", 1).To("spec.forProvider.version"),
			compose.Recall(running).To("spec.forProvider.version"),
			compose.From("metadata.name").Format(connectionFormat).To("spec.writeConnectionSecretToRef.name"),
			compose.From("metadata.name").To("spec.forProvider.name"),
			compose.From("spec.region").To("spec.forProvider.region"),
			compose.From("spec.highAvailability").To("spec.forProvider.ha"),
			// It cannot be turned off, and is on by itself from 1.36.0 on.
			compose.RecallAll("%v %v", wantedHA, actualHA).Map(either()).To("spec.forProvider.ha"),
			compose.From("spec.autoUpgrade").To("spec.forProvider.autoUpgrade"),
			compose.From("spec.maintenance.day").To("spec.forProvider.maintenancePolicy[0].day"),
			compose.From("spec.maintenance.start").To("spec.forProvider.maintenancePolicy[0].startTime"),
			compose.From("spec.clusterSubnet").To("spec.forProvider.clusterSubnet"),
			compose.From("spec.serviceSubnet").To("spec.forProvider.serviceSubnet"),
			// The databases trust this tag, so the nodes must carry it.
			compose.From("metadata.name").To("spec.forProvider.tags[0]"),
			compose.From("metadata.name").To("spec.forProvider.nodePool[0].tags[0]"),
			compose.AddTags("spec.forProvider.tags"),
			compose.AddTags("spec.forProvider.nodePool[0].tags"),
			compose.From("metadata.name").Format("%s-pool").To("spec.forProvider.nodePool[0].name"),
			compose.From("spec.nodePool.size").To("spec.forProvider.nodePool[0].size"),
			compose.From("spec.nodePool.min").To("spec.forProvider.nodePool[0].minNodes"),
			compose.From("spec.nodePool.max").To("spec.forProvider.nodePool[0].maxNodes"),
			compose.From("spec.nodePool.labels").To("spec.forProvider.nodePool[0].labels"),
			compose.From("spec.nodePool.taints").To("spec.forProvider.nodePool[0].taint"),
			compose.Status("status.atProvider.id").To("status.clusterID"),
			compose.Status("status.atProvider.endpoint").To("status.endpoint"),
			compose.Status("status.atProvider.version").To("status.version"),
			compose.Status("status.atProvider.status").To("status.phase"),
			compose.Status("status.atProvider.clusterSubnet").To("status.actual.clusterSubnet"),
			compose.Status("status.atProvider.serviceSubnet").To("status.actual.serviceSubnet"),
			compose.Status("status.atProvider.ha").To("status.actual.highAvailability"),
			compose.Status("status.atProvider.nodePool[0].size").To("status.actual.nodePool.size"),
		),
	})
}

func clusterBase() *digitalocean.KubernetesCluster {
	return &digitalocean.KubernetesCluster{
		TypeMeta: digitalocean.KindKubernetesCluster,
		Spec: digitalocean.KubernetesClusterSpec{
			Spec: managed.Spec{
				ManagementPolicies: made(),
				ProviderConfigRef:  packages.ProviderConfigRef(),
			},
			ForProvider: digitalocean.KubernetesClusterParameters{
				Version:         newest,
				VPCUUIDSelector: &xpv2.NamespacedSelector{MatchControllerRef: new(true)},
				AutoUpgrade:     false,
				SurgeUpgrade:    true,
				// Load balancers and volumes go with the cluster. It is always so,
				// because the provider remembers it when it has applied it once,
				// and nothing tells when that is: set along with the policy
				// Delete, a deletion might come first and leave them behind. The
				// policy alone decides whether the cluster can be destroyed.
				DestroyAllAssociatedResources: true,
				NodePool:                      []digitalocean.DefaultNodePool{{AutoScale: true}},
			},
		},
	}
}

// made is the policy of a cluster of which nothing is known yet.
func made() xpv2.ManagementPolicies {
	return xpv2.ManagementPolicies{xpv2.ManagementActionObserve, xpv2.ManagementActionCreate}
}

func madeOnly() map[string]any {
	return map[string]any{
		string(seamark.Orphan): made(),
		string(seamark.Delete): append(made(), xpv2.ManagementActionDelete),
	}
}

// either is whether one of two booleans, in one text, is true.
func either() map[string]any {
	return map[string]any{"false false": false, "false true": true, "true false": true, "true true": true}
}
