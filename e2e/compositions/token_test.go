package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/platform"
)

// named is the environment with tokens of its own. In its world there are no
// others.
func named() platform.Environment {
	e := env(platform.Orphan)
	e.Token = "live"
	return e
}

// through is the provider configuration by which resources of the XR dev/dev
// are reached.
func through(config string, kinds ...string) map[string]any {
	values := map[string]any{}
	for _, kind := range kinds {
		values["hub "+kind+" spec.providerConfigRef.name"] = config
	}
	return values
}

func TestClusterByNamedToken(t *testing.T) {
	e := named()
	xr := newCluster(t, newWorld(t, e), e)
	steps := clusterBecomesReady()
	last := &steps[len(steps)-1]
	last.Reason = "everything at DigitalOcean is made with the token that the XR names, and the cluster gets the one for DNS of that name"
	for at, value := range through("digitalocean-live",
		"VPC.vpc.digitalocean.m.crossplane.io dev/dev", "Cluster.kubernetes.digitalocean.m.crossplane.io dev/dev",
		"Request.http.m.crossplane.io dev/dev-upgrade", "DisposableRequest.http.m.crossplane.io dev/dev-access",
	) {
		last.Want.Values[at] = value
	}
	xr.Live(t, append(steps, life.Step{
		Name:   "somebody names a token that the hub does not have",
		Reason: "what the cluster has stays, and the XR says that something is missing",
		Do:     []life.Action{life.Edit("spec.token", "credentials")},
		Want: life.Outcome{
			Composed: clusterAll, Delivered: clusterDone, External: clusterReal,
			Values: map[string]any{
				"Secret cluster-services/digitalocean-access-token data": map[string]any{dokscluster.TokenSecretKey: "dns-token"},
			},
		},
	}))
}

func TestDatabaseByNamedToken(t *testing.T) {
	e := named()
	w := newWorld(t, e)
	past(t, newCluster(t, w, e), clusterBecomesReady())
	d := postgresql()
	steps := d.becomesReady()
	last := &steps[len(steps)-1]
	last.Reason = "database, firewall and authority are reached with the token that the XR names, and so are the metrics credentials"
	if last.Want.Values == nil {
		last.Want.Values = map[string]any{}
	}
	for at, value := range through("digitalocean-live",
		"Cluster.database.digitalocean.m.crossplane.io dev/dev-adservice-pg",
		"Request.http.m.crossplane.io crossplane-system/digitalocean-metrics-live",
	) {
		last.Want.Values[at] = value
	}
	newDatabase(t, w, e, "adservice").Live(t, steps)
}
