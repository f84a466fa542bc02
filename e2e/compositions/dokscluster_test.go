package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/platform"
)

const (
	vpcID     = "5a4981aa-9653-4bd1-bef5-d6bff52042e4"
	clusterID = "bd5f5959-5e1e-4205-a714-a914373942af"
	endpoint  = "https://bd5f5959.k8s.ondigitalocean.com"

	clusterAPI      = "https://api.digitalocean.com/v2/kubernetes/clusters/" + clusterID
	callCredentials = "GET " + clusterAPI + "/credentials"
	callUpgrades    = "GET " + clusterAPI + "/upgrades"
	callUpgrade     = "POST " + clusterAPI + "/upgrade"
	noUpgrades      = `{"available_upgrade_versions": []}`
)

// credentials is the API's answer with a token.
func credentials(token string) string {
	return `{"server": "` + endpoint + `", "certificate_authority_data": "UEVN", "token": "` + token + `",
		"client_certificate_data": null, "client_key_data": null, "expires_at": "2026-12-05T00:00:00Z"}`
}

// kubeconfig is what must become of it.
func kubeconfig(token string) string {
	return `{"apiVersion":"v1","clusters":[{"cluster":{"certificate-authority-data":"UEVN","server":"` + endpoint +
		`"},"name":"doks"}],"contexts":[{"context":{"cluster":"doks","user":"doks"},"name":"doks"}],` +
		`"current-context":"doks","kind":"Config","users":[{"name":"doks","user":{"token":"` + token + `"}}]}`
}

// What the composition of a DOKSCluster consists of.
var (
	clusterCloud = []string{"cluster", "provider-config", "vpc", "vpc-usage"}
	clusterKnown = []string{"access", "upgrade"}
	clusterInner = []string{"namespace-cluster-services", "namespace-demo", "token"}
	clusterAll   = join(clusterCloud, clusterKnown, clusterInner)
	clusterDone  = []string{"Namespace cluster-services", "Namespace demo", "Secret cluster-services/digitalocean-access-token"}
	clusterReal  = []string{"kubernetes/Cluster dev", "vpc/VPC dev"}
)

const (
	clusterInHub = "hub Cluster.kubernetes.digitalocean.m.crossplane.io dev/dev "
	accessInHub  = "hub DisposableRequest.http.m.crossplane.io dev/dev-access "
	kubeInHub    = "hub Secret dev/dev-kubeconfig data"
)

// clusterWaits are the resources that wait in the beginning.
func clusterWaits(access string) map[string]string {
	waiting := waitsFor("status.endpoint", clusterInner...)
	waiting["access"], waiting["upgrade"] = access, "id"
	return waiting
}

// clusterBecomesReady is the life of a DOKSCluster until it is complete.
func clusterBecomesReady() []life.Step {
	return []life.Step{
		{
			Name:   "the XR is applied",
			Reason: "nothing exists: what needs nobody is asked for, what goes into the cluster waits for its address; the newest version is asked for by that name",
			Want: life.Outcome{
				Composed: clusterCloud,
				Waiting:  clusterWaits("status.clusterID"),
				External: []string{},
				Absent:   []string{kubeInHub},
				Values:   map[string]any{clusterInHub + "spec.forProvider.version": "latest"},
			},
		},
		{
			Name:   "the cloud has made the VPC",
			Reason: "the cluster's reference to its VPC can be resolved only now",
			Do:     []life.Action{life.Refused(life.Created("cluster", clusterID, nil), "has no id yet"), life.Created("vpc", vpcID, life.Fields{"id": vpcID, "region": "sfo3", "ipRange": "10.201.0.0/22"}), life.Ready("vpc", nil)},
			Want: life.Outcome{
				Composed: clusterCloud,
				Waiting:  clusterWaits("status.clusterID"),
				External: []string{"vpc/VPC dev"},
				Values:   map[string]any{"XR status.vpcID": vpcID},
			},
		},
		{
			Name:   "the cloud is making the cluster",
			Reason: "an id is no address: still nothing goes into the cluster; the version is that which runs from now on",
			Do:     []life.Action{life.Created("cluster", clusterID, life.Fields{"id": clusterID, "status": "provisioning", "version": "1.34.1-do.0"})},
			Want: life.Outcome{
				Composed: join(clusterCloud, []string{"upgrade"}),
				Waiting:  without(clusterWaits("status.endpoint"), "upgrade"),
				External: clusterReal,
				Values: map[string]any{
					"XR status.clusterID": clusterID, "XR status.phase": "provisioning",
					clusterInHub + "spec.forProvider.vpcUuid":   vpcID,
					clusterInHub + "spec.forProvider.version":   "1.34.1-do.0",
					clusterInHub + "spec.managementPolicies[2]": "Update",
				},
			},
		},
		{
			Name:   "the cluster runs, the API gives no credentials yet",
			Reason: "with an address and without credentials nothing can be delivered, and the XR must not pretend to be ready",
			Do: []life.Action{
				life.Ready("cluster", life.Fields{"endpoint": endpoint, "status": "running"}),
				life.Answer(callUpgrades, noUpgrades),
			},
			Want: life.Outcome{
				Composed: clusterAll,
				Values:   map[string]any{"XR status.endpoint": endpoint, "XR status.phase": "running"},
				Absent:   []string{kubeInHub},
			},
		},
		{
			Name:   "the API gives credentials",
			Reason: "Flux gets its kubeconfig under the key it reads, and the cluster gets namespaces and token",
			Do:     []life.Action{life.Answer(callCredentials, credentials("first"))},
			Want: life.Outcome{
				Composed:  clusterAll,
				Delivered: clusterDone,
				Ready:     true,
				External:  clusterReal,
				Values: map[string]any{
					kubeInHub: map[string]any{dokscluster.KubeconfigKey: kubeconfig("first"), "token": "first"},
					"Secret cluster-services/digitalocean-access-token data":                                map[string]any{dokscluster.TokenSecretKey: "dns-token"},
					"hub ProviderConfig.kubernetes.m.crossplane.io dev/dev spec.credentials.secretRef.name": "dev-kubeconfig",
				},
			},
		},
	}
}

// newCluster is the DOKSCluster of an environment.
func newCluster(t *testing.T, w *life.World, e platform.Environment) *life.XR {
	t.Helper()
	return birth(t, w, dokscluster.Component(e), e.Name, "doksclusters.seamark.dev")
}

// withCluster is a world in which the DOKSCluster is complete.
func withCluster(t *testing.T, e platform.Environment) *life.World {
	t.Helper()
	w := newWorld(t, e)
	past(t, newCluster(t, w, e), clusterBecomesReady())
	return w
}

func TestDOKSClusterLife(t *testing.T) {
	e := env(platform.Orphan)
	xr := newCluster(t, newWorld(t, e), e)
	whole := life.Outcome{Composed: clusterAll, Delivered: clusterDone, Ready: true}
	xr.Live(t, append(clusterBecomesReady(),
		life.Step{
			Name:   "the provider stops reporting the address",
			Reason: "the API server refuses the objects without their ProviderConfig, so that they stay whole; nothing is taken from the cluster",
			Do:     []life.Action{life.Lose("cluster", "endpoint")},
			Want: but(whole, func(o *life.Outcome) {
				o.Refused = join([]string{"access"}, clusterInner)
				o.Absent = []string{"XR status.endpoint"}
			}),
		},
		life.Step{
			Name:   "the address is back",
			Reason: "a source that was lost heals without help",
			Do:     []life.Action{life.Ready("cluster", life.Fields{"endpoint": endpoint})},
			Want:   whole,
		},
		life.Step{
			Name:   "somebody changes the network",
			Reason: "what cannot be changed is refused before anything happens",
			Do:     []life.Action{life.Refused(life.Edit("spec.vpcCIDR", "10.9.0.0/22"), "the network of a cluster is fixed")},
			Want:   whole,
		},
		life.Step{
			Name:   "a day passes",
			Reason: "the credentials live for 7 days: new ones reach Flux long before that",
			Do:     []life.Action{life.Answer(callCredentials, credentials("second")), life.DayPasses()},
			Want:   but(whole, func(o *life.Outcome) { o.Values = map[string]any{kubeInHub + "[value]": kubeconfig("second")} }),
		},
		life.Step{
			Name:   "a day passes, and the API answers without a token",
			Reason: "the provider would wait for a day, Ready and Synced: the XR says that it is not well",
			Do:     []life.Action{life.Answer(callCredentials, `{"server": null}`), life.DayPasses()},
			Want: but(whole, func(o *life.Outcome) {
				o.Ready, o.Values = false, map[string]any{
					kubeInHub + "[value]":                       kubeconfig("second"),
					accessInHub + "status.conditions[0].status": "True", accessInHub + "status.conditions[1].status": "True",
				}
			}),
		},
		life.Step{
			Name:   "another day passes, and the API is silent",
			Reason: "nothing is lost, for the credentials are good for six days more, but somebody must look",
			Do:     []life.Action{life.Silence(callCredentials), life.DayPasses()},
			Want: but(whole, func(o *life.Outcome) {
				o.Ready, o.Values = false, map[string]any{kubeInHub + "[value]": kubeconfig("second")}
			}),
		},
		life.Step{
			Name:   "the API is well when it is asked again",
			Reason: "nobody has to start anything again",
			Do:     []life.Action{life.Answer(callCredentials, credentials("third")), life.DayPasses()},
			Want:   but(whole, func(o *life.Outcome) { o.Values = map[string]any{kubeInHub + "[value]": kubeconfig("third")} }),
		},
		life.Step{
			Name:   "somebody deletes the kubeconfig",
			Reason: "the provider gives up, and says so; nothing in the cluster is touched meanwhile",
			Do:     []life.Action{life.RemoveSecret("dev", "dev-kubeconfig"), life.DayPasses()},
			Want: but(whole, func(o *life.Outcome) {
				o.Ready = false
				o.Absent = []string{kubeInHub}
				o.Values = map[string]any{"XR status.cloud.access[1].message": "cannot patch from referenced secret: Secret dev/dev-kubeconfig not found"}
			}),
		},
		life.Step{
			Name:   "somebody deletes the request",
			Reason: "it is made again, and with it the kubeconfig",
			Do:     []life.Action{life.Discard("access")},
			Want:   but(whole, func(o *life.Outcome) { o.Values = map[string]any{kubeInHub + "[value]": kubeconfig("third")} }),
		},
		life.Step{
			Name:   "the cluster was destroyed, and the provider has made another",
			Reason: "the address of the credentials cannot be changed: it is refused in words, and deleting the request heals it",
			Do:     []life.Action{life.Ready("cluster", life.Fields{"id": "another"}), life.Answer("GET https://api.digitalocean.com/v2/kubernetes/clusters/another/upgrades", noUpgrades)},
			Want:   but(whole, func(o *life.Outcome) { o.Refused = []string{"access"} }),
		},
		life.Step{
			Name:   "somebody deletes the request",
			Reason: "it is made again, for the new cluster",
			Do: []life.Action{
				life.Discard("access"), life.Answer("GET https://api.digitalocean.com/v2/kubernetes/clusters/another/credentials", credentials("fourth")),
			},
			Want: but(whole, func(o *life.Outcome) { o.Values = map[string]any{kubeInHub + "[value]": kubeconfig("fourth")} }),
		},
	))
}

func TestDOKSClusterWithoutToken(t *testing.T) {
	e := env(platform.Orphan)
	xr := newCluster(t, newWorld(t, e), e)
	steps := clusterBecomesReady()
	last := &steps[len(steps)-1]
	last.Name = "the API gives credentials, but the human has not made the token's Secret"
	last.Reason = "an empty token Secret would break certificates and DNS far from the cause: there is none, and the XR is not ready"
	last.Do = append([]life.Action{life.RemoveSecret("crossplane-system", "digitalocean-dns")}, last.Do...)
	last.Want.Delivered = clusterDone[:2]
	last.Want.Ready = false
	last.Want.Values = nil
	xr.Live(t, append(steps, life.Step{
		Name:   "the human makes it",
		Reason: "nobody has to start anything again",
		Do:     []life.Action{life.PutSecret("crossplane-system", "digitalocean-dns", life.Keys{"token": "dns-token"})},
		Want: life.Outcome{
			Composed: clusterAll, Delivered: clusterDone, Ready: true,
		},
	}))
}
