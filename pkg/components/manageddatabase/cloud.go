package manageddatabase

import (
	"fmt"
	"slices"
	"strconv"

	protectionv1beta1 "github.com/crossplane/crossplane/apis/v2/protection/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/digitalocean"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

func (e Engine) database(name platform.DatabaseEngine) compose.Resource {
	return compose.Cloud(compose.Resource{
		Name: "database",
		Base: &digitalocean.DatabaseCluster{
			TypeMeta: digitalocean.KindDatabaseCluster,
			Spec: digitalocean.DatabaseClusterSpec{Spec: managed.Spec{
				ManagementPolicies: compose.Kept(),
				ProviderConfigRef:  packages.ProviderConfigRef(),
			}},
		},
		Patches: slices.Concat(
			compose.Known("database", "spec.existingID"), identityPatches(name), databasePatches(), optionPatches(), reported(), metricsTargets(),
		),
		Connection: slices.Concat(e.Credentials, shared()),
	})
}

// clusterName is what the database is called, on the hub at least.
func clusterName() compose.Source {
	return compose.Combine("%s-%s-%s", "spec.clusterName", "metadata.name", "spec.engine")
}

// identityPatches say which database it is.
func identityPatches(engine platform.DatabaseEngine) compose.Patches {
	return compose.Patches{
		// An XR of another engine that names this Composition by mistake is
		// an error here, before anything is made.
		compose.From("spec.engine").Map(map[string]any{string(engine): engine}).To("spec.forProvider.engine"),
		clusterName().To("metadata.name"),
		compose.From("metadata.name").Format(providerFormat).To("spec.writeConnectionSecretToRef.name"),
		compose.From("spec.region").To("spec.forProvider.region"),
	}
}

// databasePatches say what it should be.
func databasePatches() compose.Patches {
	return compose.Patches{
		clusterName().To("spec.forProvider.name"),
		compose.DeletionPolicy(),
		compose.Remember("status.atProvider.version").To(running),
		compose.From("spec.version").To("spec.forProvider.version"),
		compose.RecallAll("%s %s", wanted, running).Replace(newer()...).Group("^([^ ]+)", 1).To("spec.forProvider.version"),
		compose.From("spec.size").To("spec.forProvider.size"),
		compose.From("spec.nodes").To("spec.forProvider.nodeCount"),
		compose.From("spec.maintenance.day").To("spec.forProvider.maintenanceWindow[0].day"),
		compose.From("spec.maintenance.start").To("spec.forProvider.maintenanceWindow[0].hour"),
		compose.From("spec.clusterName").To("spec.forProvider.privateNetworkUuidRef.name"),
		compose.From("spec.clusterName").To("spec.forProvider.tags[0]"),
		compose.AddTags("spec.forProvider.tags"),
	}
}

// reported is what the XR tells of it.
func reported() compose.Patches {
	return compose.Patches{
		compose.Status("status.atProvider.id").To("status.id"),
		compose.Status("status.atProvider.version").To("status.version"),
		compose.Status("status.atProvider.region").To("status.actual.region"),
		compose.Status("status.atProvider.privateHost").To("status.privateHost"),
		compose.Status("status.atProvider.port").To("status.port"),
		compose.Status("status.atProvider.user").To("status.user"),
		compose.Status("status.atProvider.database").To("status.database"),
	}
}

// What the resources of one run know of the version.
const (
	wanted  = "wanted"
	running = "running"
)

// newer turns two major versions, the one that is wanted and the one that runs,
// into the latter if that is the newer one: DigitalOcean upgrades databases by
// itself, and an older version would be refused as a downgrade at every poll.
func newer() [][2]string {
	const oldest, newest = 8, 20 // of MySQL and Valkey, and of PostgreSQL in some years
	var pairs [][2]string
	older := strconv.Itoa(oldest)
	for v := oldest + 1; v <= newest; v++ {
		major := strconv.Itoa(v)
		pairs = append(pairs, [2]string{"^(" + older + ") " + major + "$", major})
		older += "|" + major
	}
	return pairs
}

// metricsTargets turns the endpoints (https://HOST:9273/metrics, one a node)
// into HOST:9273. One patch an index, because no transform works on the
// elements of a list; an index that does not exist is skipped.
func metricsTargets() compose.Patches {
	var patches compose.Patches
	for i := range maxNodes {
		patches = append(patches,
			compose.Status(fmt.Sprintf("status.atProvider.metricsEndpoints[%d]", i)).
				Group(`^(?:https?://)?([^/]+)`, 1).
				To(fmt.Sprintf("status.metricsTargets[%d]", i)))
	}
	return patches
}

// firewall trusts the nodes of the cluster, by their tag, and who is named. It
// never has the policy Delete: it goes with the database, and to delete it
// alone would open the database to the whole internet.
func firewall() compose.Resource {
	return compose.Cloud(compose.Resource{
		Name: "firewall",
		Base: &digitalocean.DatabaseFirewall{
			TypeMeta:   digitalocean.KindDatabaseFirewall,
			ObjectMeta: metav1.ObjectMeta{Annotations: compose.Repeatable()},
			Spec: digitalocean.DatabaseFirewallSpec{
				Spec: managed.Spec{
					ManagementPolicies: compose.Kept(),
					ProviderConfigRef:  packages.ProviderConfigRef(),
				},
				ForProvider: digitalocean.DatabaseFirewallParameters{
					ClusterIDSelector: managed.Sibling(),
					Rule:              []digitalocean.FirewallRule{{Type: "tag"}},
				},
			},
		},
		Patches: compose.Patches{
			compose.From("spec.clusterName").To("spec.forProvider.rule[0].value"),
			compose.From("spec.trustedSources").Append("spec.forProvider.rule"),
		},
	})
}

// vpcUsage lets the VPC, which belongs to the DOKSCluster, wait for the
// database: DigitalOcean refuses to delete a VPC that is not empty.
func vpcUsage() compose.Resource {
	return compose.Resource{
		Name: "vpc-usage",
		Base: &protectionv1beta1.Usage{
			TypeMeta: kinds.Usage,
			Spec: protectionv1beta1.UsageSpec{
				Of: protectionv1beta1.NamespacedResource{
					APIVersion: digitalocean.KindVPC.APIVersion,
					Kind:       digitalocean.KindVPC.Kind,
				},
				By: &protectionv1beta1.Resource{
					APIVersion:       digitalocean.KindDatabaseCluster.APIVersion,
					Kind:             digitalocean.KindDatabaseCluster.Kind,
					ResourceSelector: &protectionv1beta1.ResourceSelector{MatchControllerRef: new(true)},
				},
				Reason:         new("The database runs in this VPC."),
				ReplayDeletion: new(true),
			},
		},
		Patches: compose.Patches{compose.From("spec.clusterName").To("spec.of.resourceRef.name")},
	}
}
