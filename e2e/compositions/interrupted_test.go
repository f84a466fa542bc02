package compositions

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/platform"
)

// TestInterrupted goes through the runbook: the provider ended while it made the
// VPC, and once more while it made a database. Both exist, and nobody on the hub
// knows their ids. They are written into the configuration; nothing is made
// twice, and nothing else is to be done.
func TestInterrupted(t *testing.T) {
	e := env(platform.Orphan)
	w := newWorld(t, e)
	xr := newCluster(t, w, e)
	steps := clusterBecomesReady()
	const unknown = "exists already, and the provider does not know that it is this one"
	past(t, xr, steps[:1])
	w.Exists("vpc/VPC dev")
	lost := steps[0]
	lost.Name, lost.Reason = "the provider ends while it makes the VPC", "its order is refused from then on: the name is taken"
	lost.Do = []life.Action{life.Refused(life.Created("vpc", "another", nil), unknown), life.Unsynced("vpc", "422 name must be unique")}
	lost.Want.External = []string{"vpc/VPC dev"}
	lost.Want.Values = map[string]any{"XR status.cloud.vpc[1].message": "422 name must be unique"}
	known := lost
	known.Name, known.Reason = "its id is written into the configuration", "the provider gets it as a name, at the resource that exists"
	known.Do = []life.Action{life.Edit("spec.existing", map[string]any{"vpc": map[string]any{"id": vpcID}})}
	known.Want.Values = map[string]any{vpcInHub + externalName: vpcID}
	steps[1].Do = steps[1].Do[1:] // the cluster need not wait for the VPC's name
	xr.Live(t, append([]life.Step{lost, known}, steps[1:]...))

	d := postgresql()
	x := newDatabase(t, w, e, "adservice")
	begin := d.becomesReady()
	past(t, x, begin[:1])
	w.Exists("database/Cluster dev-adservice-pg")
	before := begin[0]
	before.Name, before.Reason = "the provider ends while it makes the database", "this name is taken, too"
	before.Do = []life.Action{life.Refused(life.Created("database", "another", nil), unknown), life.Unsynced("database", "422 database cluster name is not available")}
	before.Want.External = nil
	before.Want.Values = map[string]any{"XR status.cloud.database[1].message": "422 database cluster name is not available"}
	after := before
	after.Name, after.Reason = known.Name, known.Reason
	after.Do = []life.Action{life.Edit("spec.existingID", databaseID)}
	after.Want.Values = map[string]any{d.hub() + externalName: databaseID}
	x.Live(t, append([]life.Step{before, after}, begin[1:]...))
	want := []string{"database/Cluster dev-adservice-pg", "database/Firewall adservice-firewall", "kubernetes/Cluster dev", "vpc/VPC dev"}
	if diff := cmp.Diff(want, w.External()); diff != "" {
		t.Errorf("in the cloud, -want +got:\n%s", diff)
	}
}

// TestTokensRotated: both API tokens are revoked. Nothing is lost, everything is
// red, and the new ones in the two Secrets are all that it takes.
func TestTokensRotated(t *testing.T) {
	e := env(platform.Orphan)
	w := newWorld(t, e)
	xr := newCluster(t, w, e)
	past(t, xr, clusterBecomesReady())
	whole := life.Outcome{Composed: clusterAll, Delivered: clusterDone, Ready: true}
	const refused, unauthorized = "401 Unable to authenticate you", `{"id": "unauthorized", "message": "Unable to authenticate you"}`
	red := func(values map[string]any) life.Outcome {
		return but(whole, func(o *life.Outcome) { o.Ready, o.Values = false, values })
	}
	const inCluster = "Secret cluster-services/digitalocean-access-token data"
	xr.Live(t, []life.Step{
		{
			Name:   "the token of the hub is revoked",
			Reason: "each provider says so, and what was published stays",
			Do:     []life.Action{life.Unsynced("vpc", refused), life.Refuse(callUpgrades, unauthorized)},
			Want: red(map[string]any{
				"XR status.cloud.vpc[1].message": refused,
				synced:                           "check: error: answered 422: Unable to authenticate you",
				kubeInHub + "[value]":            kubeconfig("first"),
			}),
		},
		{
			Name:   "a day passes",
			Reason: "the credentials are not renewed; the old ones are good for six days more",
			Do:     []life.Action{life.Refuse(callCredentials, unauthorized), life.DayPasses()},
			Want:   red(map[string]any{kubeInHub + "[value]": kubeconfig("first")}),
		},
		{
			Name:   "a person makes new tokens and the two Secrets again",
			Reason: "providers read them at the next poll, and the cluster gets the one for DNS",
			Do: []life.Action{
				life.PutSecret("crossplane-system", packages.CredentialsSecretName, life.Keys{packages.KeyAuthorization: "Bearer next-token"}),
				life.PutSecret("crossplane-system", packages.DNSSecretName, life.Keys{packages.KeyToken: "next-dns-token"}),
				life.Ready("vpc", nil),
				life.Answer(callUpgrades, noUpgrades), life.Answer(callCredentials, credentials("second")), life.DayPasses(),
			},
			Want: but(whole, func(o *life.Outcome) {
				o.Values = map[string]any{
					kubeInHub + "[value]": kubeconfig("second"),
					inCluster:             map[string]any{dokscluster.TokenSecretKey: "next-dns-token"},
				}
			}),
		},
	})
}
