package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/platform"
)

const (
	vpcID      = "5a4981aa-9653-4bd1-bef5-d6bff52042e4"
	clusterID  = "bd5f5959-5e1e-4205-a714-a914373942af"
	endpoint   = "https://bd5f5959.k8s.ondigitalocean.com"
	kubeconfig = "apiVersion: v1\nkind: Config\n"
)

// What the composition of a DOKSCluster consists of.
var (
	clusterCloud = []string{"cluster", "provider-config", "vpc", "vpc-usage"}
	clusterInner = []string{"namespace-cluster-services", "namespace-demo", "token"}
	clusterDone  = []string{"Namespace cluster-services", "Namespace demo", "Secret cluster-services/digitalocean-access-token"}
	clusterReal  = []string{"kubernetes/Cluster dev", "vpc/VPC dev"}
	kubeSecret   = life.Keys{"attribute.kube_config.0.raw_config": kubeconfig, "attribute.kube_config.0.token": "short-lived"}
)

const clusterInHub = "hub Cluster.kubernetes.digitalocean.m.crossplane.io dev/dev "

const connectionSecret = "dev-connection-secret" // named by the function after the XR

// clusterBecomesReady is the life of a DOKSCluster until it is complete.
func clusterBecomesReady() []life.Step {
	return []life.Step{
		{
			Name:   "the XR is applied",
			Reason: "nothing exists: what needs nobody is asked for, what goes into the cluster waits for its address",
			Want: life.Outcome{
				Composed: clusterCloud,
				Waiting:  waitsFor("status.endpoint", clusterInner...),
				External: []string{},
				Absent:   []string{"hub Secret dev/dev-kubeconfig data"},
			},
		},
		{
			Name:   "the cloud has made the VPC",
			Reason: "the cluster's reference to its VPC can be resolved only now",
			Do:     []life.Action{life.Refused(life.Created("cluster", clusterID, nil), "has no id yet"), life.Created("vpc", vpcID, life.Fields{"id": vpcID}), life.Ready("vpc", nil)},
			Want: life.Outcome{
				Composed: clusterCloud,
				Waiting:  waitsFor("status.endpoint", clusterInner...),
				External: []string{"vpc/VPC dev"},
				Values:   map[string]any{"XR status.vpcID": vpcID},
			},
		},
		{
			Name:   "the cloud is making the cluster",
			Reason: "an id is no address: still nothing goes into the cluster",
			Do:     []life.Action{life.Created("cluster", clusterID, life.Fields{"id": clusterID, "status": "provisioning", "version": "1.34.1-do.0"})},
			Want: life.Outcome{
				Composed: clusterCloud,
				Waiting:  waitsFor("status.endpoint", clusterInner...),
				External: clusterReal,
				Values: map[string]any{
					"XR status.clusterID": clusterID, "XR status.phase": "provisioning",
					clusterInHub + "spec.forProvider.vpcUuid": vpcID,
				},
			},
		},
		{
			Name:   "the cluster runs, its kubeconfig is not published yet",
			Reason: "with an address and without credentials nothing can be delivered, and the XR must not pretend to be ready",
			Do:     []life.Action{life.Ready("cluster", life.Fields{"endpoint": endpoint, "status": "running"})},
			Want: life.Outcome{
				Composed: join(clusterCloud, clusterInner),
				Values:   map[string]any{"XR status.endpoint": endpoint, "XR status.phase": "running"},
				Absent:   []string{"hub Secret dev/dev-kubeconfig data"},
			},
		},
		{
			Name:   "the kubeconfig is published",
			Reason: "Flux gets its kubeconfig under the key it reads, and the cluster gets namespaces and token",
			Do:     []life.Action{life.Publish("cluster", kubeSecret)},
			Want: life.Outcome{
				Composed:  join(clusterCloud, clusterInner, []string{connectionSecret}),
				Delivered: clusterDone,
				Ready:     true,
				External:  clusterReal,
				Values: map[string]any{
					"hub Secret dev/dev-kubeconfig data":                                                    map[string]any{dokscluster.KubeconfigKey: kubeconfig},
					"Secret cluster-services/digitalocean-access-token data":                                map[string]any{dokscluster.TokenSecretKey: "do-token"},
					"hub ProviderConfig.kubernetes.m.crossplane.io dev/dev spec.credentials.secretRef.name": "dev-doks",
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
	all := join(clusterCloud, clusterInner, []string{connectionSecret})
	xr.Live(t, append(clusterBecomesReady(),
		life.Step{
			Name:   "the provider stops reporting the address",
			Reason: "the API server refuses the objects without their ProviderConfig, so that they stay whole; nothing is taken from the cluster",
			Do:     []life.Action{life.Lose("cluster", "endpoint")},
			Want: life.Outcome{
				Composed: all, Refused: clusterInner, Delivered: clusterDone, Ready: true,
				Absent: []string{"XR status.endpoint"},
			},
		},
		life.Step{
			Name:   "the address is back",
			Reason: "a source that was lost heals without help",
			Do:     []life.Action{life.Ready("cluster", life.Fields{"endpoint": endpoint})},
			Want:   life.Outcome{Composed: all, Delivered: clusterDone, Ready: true},
		},
		life.Step{
			Name:   "a newer version is merged",
			Reason: "an upgrade reaches the cluster, a downgrade is refused before anything happens",
			Do: []life.Action{
				life.Edit("spec.version", "1.35.1-do.0"),
				life.Refused(life.Edit("spec.version", "1.34.1-do.0"), "does not downgrade clusters"),
				life.Refused(life.Edit("spec.vpcCIDR", "10.9.0.0/22"), "the network of a cluster is fixed"),
			},
			Want: life.Outcome{
				Composed: all, Delivered: clusterDone, Ready: true,
				Values: map[string]any{clusterInHub + "spec.forProvider.version": "1.35.1-do.0"},
			},
		},
		life.Step{
			Name:   "the kubeconfig is renewed",
			Reason: "its credentials live for 7 days: the new ones must reach Flux",
			Do:     []life.Action{life.Publish("cluster", life.Keys{"attribute.kube_config.0.raw_config": "renewed"})},
			Want: life.Outcome{
				Composed: all, Delivered: clusterDone, Ready: true,
				Values: map[string]any{"hub Secret dev/dev-kubeconfig data[value]": "renewed"},
			},
		},
		life.Step{
			Name:   "somebody deletes the provider's Secret",
			Reason: "Flux's kubeconfig goes with it and comes back with it; nothing in the cluster is touched meanwhile",
			Do:     []life.Action{life.Unpublish("cluster")},
			Want: life.Outcome{
				Composed: join(clusterCloud, clusterInner), Delivered: clusterDone, Ready: true,
				Absent: []string{"hub Secret dev/dev-kubeconfig data"},
			},
		},
		life.Step{
			Name:   "the provider publishes it again",
			Reason: "a Secret that was lost heals without help",
			Do:     []life.Action{life.Publish("cluster", kubeSecret)},
			Want: life.Outcome{
				Composed: all, Delivered: clusterDone, Ready: true,
				Values: map[string]any{"hub Secret dev/dev-kubeconfig data[value]": kubeconfig},
			},
		},
	))
}

func TestDOKSClusterWithoutToken(t *testing.T) {
	e := env(platform.Orphan)
	xr := newCluster(t, newWorld(t, e), e)
	steps := clusterBecomesReady()
	last := &steps[len(steps)-1]
	last.Name = "the kubeconfig is published, but the human has not made the token's Secret"
	last.Reason = "an empty token Secret would break certificates and DNS far from the cause: there is none, and the XR is not ready"
	last.Do = append([]life.Action{life.RemoveSecret("crossplane-system", "digitalocean-credentials")}, last.Do...)
	last.Want.Delivered = clusterDone[:2]
	last.Want.Ready = false
	last.Want.Values = nil
	xr.Live(t, append(steps, life.Step{
		Name:   "the human makes it",
		Reason: "nobody has to start anything again",
		Do:     []life.Action{life.PutSecret("crossplane-system", "digitalocean-credentials", life.Keys{"token": "do-token"})},
		Want: life.Outcome{
			Composed: join(clusterCloud, clusterInner, []string{connectionSecret}), Delivered: clusterDone, Ready: true,
		},
	}))
}
