package controlplane

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/crossplane/crossplane-runtime/v2/pkg/meta"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/e2e/internal/flux"
	"seamark.dev/seamark/e2e/internal/ocean"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/platform"
)

// engine is what a scenario asks of a GitOps engine: to deliver a configuration,
// to say when that is done, and, as the runbook says, not to wait any longer for
// what came before.
type engine struct {
	push  func(t *testing.T, p platform.Platform, message string) (commit string)
	done  func(commit string) func() error
	retry func(t *testing.T, commit string)
}

func (w *world) flux() engine {
	return engine{
		push:  func(t *testing.T, p platform.Platform, message string) string { return w.pushed(t, p, message) },
		done:  w.reconciled,
		retry: w.restartFlux,
	}
}

func (a *argo) engine() engine {
	return engine{
		push:  func(t *testing.T, p platform.Platform, message string) string { return a.repo.push(t, p, message) },
		done:  a.settled,
		retry: func(*testing.T, string) {},
	}
}

// restartFlux ends the waiting for what was applied, in which Flux looks at
// nothing new. Restarted before the commit is fetched, it would wait again.
func (w *world) restartFlux(t *testing.T, commit string) {
	t.Helper()
	w.eventually(t, change, "the commit is fetched", func() error {
		o, err := get(w.ctx, w.client, repositories, flux.Namespace, flux.Namespace)
		if err != nil {
			return err
		}
		if revision, _, _ := unstructured.NestedString(o.Object, "status", "artifact", "revision"); !strings.HasSuffix(revision, commit) {
			return fmt.Errorf("Flux has %s", revision)
		}
		return nil
	})
	must(t, w.kill("kustomize-controller"))
}

// kill ends the process of a Deployment, which is started again.
func (w *world) kill(part string) error {
	for _, name := range w.kubelet.Processes() {
		if strings.Contains(name, part) {
			return w.kubelet.Kill(name)
		}
	}
	return fmt.Errorf("no process of %s runs", part)
}

// says checks that an object of alpha or beta on the hub is not ready, and that
// a field of its status has the words.
func (w *world) says(environment, words string, field ...string) error {
	o, err := get(w.ctx, w.client, clusterXRs, environment, environment)
	if err != nil {
		return err
	}
	found, _, _ := unstructured.NestedFieldNoCopy(o.Object, append([]string{"status"}, field...)...)
	if conditionOf(*o, "Ready")["status"] == "True" || !strings.Contains(fmt.Sprint(found), words) {
		return fmt.Errorf("it is ready or says something else: %v, %v", o.Object["status"], found)
	}
	return nil
}

// withdrawn is a configuration with a version that DOKS does not offer any more.
func (w *world) withdrawn(p platform.Platform) platform.Platform {
	p = copyOf(p)
	p.Spec.Environments[0].Cluster.Version = "1.33"
	w.cloud.Withdraw("1.33")
	return p
}

// withdrawnAtCreation goes on from such a configuration: the cluster is not
// made, the answer is to be read, and another version makes it.
func (w *world) withdrawnAtCreation(t *testing.T, p platform.Platform, e engine) (commit string) {
	t.Helper()
	w.eventually(t, rollOut, "DigitalOcean refuses the version", func() error {
		return w.says("alpha", "422 validation error: invalid version slug", "cloud", "cluster")
	})
	commit = e.push(t, p, "the newest version")
	e.retry(t, commit)
	return commit
}

// follows checks that the order of alpha's cluster is what runs.
func (w *world) follows(version string) error {
	o, err := get(w.ctx, w.client, doksClusters, "alpha", "alpha")
	if err != nil {
		return err
	}
	wanted, _, _ := unstructured.NestedString(o.Object, "spec", "forProvider", "version")
	if wanted != version || conditionOf(*o, "Synced")["status"] != "True" || conditionOf(*o, "Ready")["status"] != "True" {
		return fmt.Errorf("wants %s: %v", wanted, o.Object["status"])
	}
	return nil
}

// weekPasses lets eight days pass, in which DigitalOcean upgrades the cluster by
// itself, first a patch, then the next minor version. Whoever uses the token
// that is published reaches the cluster at all times.
func (w *world) weekPasses(t *testing.T, token func() (string, error)) {
	t.Helper()
	d := w.cluster(t, "alpha")
	first, err := token()
	must(t, err)
	upgrades := map[int]string{2: "1.36.9-do.0", 4: "1.37.0-do.0"}
	for day := range 8 {
		if slug := upgrades[day]; slug != "" {
			w.cloud.Offer(slug)
			must(t, w.cloud.ForceUpgrade("alpha", slug))
			w.eventually(t, change, "the cluster's order follows to "+slug, func() error { return w.follows(slug) })
		}
		before, err := token()
		must(t, err)
		must(t, w.cloud.Advance(w.ctx, 24*time.Hour))
		must(t, d.takes(w, before))
		w.dayPasses(t)
		w.eventually(t, change, fmt.Sprintf("day %d has its token", day+1), func() error {
			now, err := token()
			if err == nil && now == before {
				err = errors.New("it is still the one of the day before")
			}
			return err
		})
	}
	w.eventually(t, change, "the first token is worthless", func() error { // the API server remembers for ten seconds
		if d.takes(w, first) == nil {
			return errors.New("it is good still")
		}
		return nil
	})
	last, err := token()
	must(t, err)
	must(t, d.takes(w, last))
	if n := w.happened("upgrade", "KubernetesCluster alpha"); n != len(upgrades) {
		t.Errorf("it was upgraded %d times, %d of them by DigitalOcean", n, len(upgrades))
	}
}

// takes is nil if the cluster takes a token.
func (d *doksCluster) takes(w *world, token string) error {
	config := rest.AnonymousClientConfig(d.Config)
	config.BearerToken = token
	c, err := client.New(config, client.Options{})
	if err != nil {
		return err
	}
	_, err = list(w.ctx, c, namespaces)
	return err
}

// kubeconfigIsRenewed is the week as Flux has it.
func kubeconfigIsRenewed(t *testing.T, w *world, _ platform.Platform) {
	w.weekPasses(t, func() (string, error) {
		text, err := value(w.ctx, w.client, secrets, "alpha", dokscluster.KubeconfigSecret("alpha"), dokscluster.KubeconfigKey)
		if err != nil {
			return "", err
		}
		config, err := clientcmd.RESTConfigFromKubeConfig([]byte(text))
		if err != nil {
			return "", err
		}
		return config.BearerToken, nil
	})
	d := w.cluster(t, "alpha")
	policy, err := get(w.ctx, d.client, policies, services, "loki")
	must(t, err)
	must(t, d.client.Delete(w.ctx, policy))
	must(t, w.reconcileNow(kustomizations, "alpha", "2-cluster-resources"))
	w.eventually(t, change, "Flux reaches the cluster", func() error {
		_, err := get(w.ctx, d.client, policies, services, "loki")
		return err
	})
}

// refusedIsTakenBack asks for a version that DigitalOcean refuses to upgrade to.
// Before that is taken back a person swaps the default node pool for one of
// another size, as docs/runbooks/node-pools.md says, and what takes the version
// back also writes the new size.
func (w *world) refusedIsTakenBack(t *testing.T, p platform.Platform, e engine) (commit string) {
	t.Helper()
	w.cloud.Offer("1.38.0-do.0")
	lift := w.cloud.Fail(ocean.Rule{Method: "POST", Path: "/v2/kubernetes/clusters/*/upgrade", Status: 422, Message: "validating webhooks would break"})
	wish := copyOf(p)
	wish.Spec.Environments[0].Cluster.Version = "1.38"
	commit = e.push(t, wish, "a version that is refused")
	w.eventually(t, change, "the refusal is told", func() error { return w.says("alpha", "validating webhooks would break", "upgrade") })
	// The engine sees what the XR says a moment later.
	w.eventually(t, change, "the engine is not content with a version that was refused", func() error {
		if e.done(commit)() == nil {
			return errors.New("it says that all is well")
		}
		return nil
	})

	const size = "s-4vcpu-8gb"
	must(t, w.cloud.SwapDefaultPool("alpha", "alpha-next", size))
	w.eventually(t, change, "the new size is seen", func() error { return w.says("alpha", size, "actual", "nodePool", "size") })
	w.size = size
	back := copyOf(p)
	back.Spec.Environments[0].Cluster.NodePool.Size = size
	commit = e.push(t, back, "the version is taken back, the new size written")
	e.retry(t, commit)
	w.eventually(t, change, "everything is ready with the version that runs and the new size", e.done(commit))
	lift()
	w.eventually(t, change, "the pool has its name again", func() error {
		pools, _ := w.resource(t, ocean.Cluster, "alpha").Spec["nodePool"].([]any)
		pool, _ := pools[0].(map[string]any)
		if pool["name"] != "alpha-pool" || pool["size"] != size {
			return fmt.Errorf("the pool is %v", pool)
		}
		return nil
	})
	return commit
}

// tokensAreRotated revokes both API tokens and makes new ones, as SECRETS.md
// says: nothing else is to be done.
func (w *world) tokensAreRotated(t *testing.T, p platform.Platform) {
	t.Helper()
	const next, nextDNS = "dop_v1_0e270000000000000000000000000000000000000000000000000000000000e2", "dop_v1_0d950000000000000000000000000000000000000000000000000000000000e2"
	w.cloud.RotateAPIToken(next)
	w.eventually(t, change, "the old token is refused", func() error {
		return w.says("alpha", "401 Unable to authenticate you", "cloud", "cluster")
	})
	w.inputs["DIGITALOCEAN_TOKEN"], w.inputs["DIGITALOCEAN_DNS_TOKEN"] = next, nextDNS
	w.secrets(t, p, func(s *corev1.Secret) error {
		if s.Name != packages.CredentialsSecretName && s.Name != packages.DNSSecretName {
			return nil
		}
		return w.client.Update(w.ctx, s)
	})
	w.dayPasses(t)
	w.eventually(t, change, "the cluster is ready with the new token", func() error {
		o, err := get(w.ctx, w.client, clusterXRs, "alpha", "alpha")
		if err == nil && conditionOf(*o, "Ready")["status"] != "True" {
			err = fmt.Errorf("%v", o.Object["status"])
		}
		return err
	})
	w.eventually(t, change, "the new token for DNS is in DOKS", func() error {
		return holds(w.ctx, w.cluster(t, "alpha").client, secrets, services, "digitalocean-access-token", dokscluster.TokenSecretKey, nextDNS)
	})
}

// happened counts the events of a kind whose subject begins with a text.
func (w *world) happened(what, subject string) (n int) {
	for _, e := range w.cloud.Events() {
		if e.What == what && strings.HasPrefix(e.Subject, subject) {
			n++
		}
	}
	return n
}

// created counts how often a resource was ordered.
func (w *world) created(line string) int { return w.happened("create", line) }

// betaByHand is the second environment, of which a person has made the network
// and the cluster before: both are to be taken over.
func (w *world) betaByHand(t *testing.T) platform.Environment {
	t.Helper()
	env := parse(t, beta).Spec.Environments[0]
	vpc, err := w.cloud.Order(w.ctx, ocean.VPC, map[string]any{"name": "beta", "region": env.Region, "ipRange": env.Network.VPCCIDR})
	must(t, err)
	cluster, err := w.cloud.Order(w.ctx, ocean.Cluster, map[string]any{
		"name": "beta", "region": env.Region, "version": "latest", "vpcUuid": vpc,
		"clusterSubnet": env.Network.ClusterSubnet, "serviceSubnet": env.Network.ServiceSubnet,
		"nodePool": []any{map[string]any{"name": "by-hand", "size": env.Cluster.NodePool.Size, "nodeCount": int64(3)}},
	})
	must(t, err)
	must(t, w.cloud.TagDefaultPool("beta")) // as the documentation of existing says
	env.Network.Existing = &platform.Existing{ID: vpc}
	env.Cluster.Existing = &platform.Existing{ID: cluster}
	return env
}

// interrupted ends the DigitalOcean provider while it makes the databases of the
// second environment. What it was making it has forgotten: it does not dare to
// go on, or orders it again and is refused. The IDs are written into the
// configuration and the marks are taken off, as the runbook says.
func (w *world) interrupted(t *testing.T, p platform.Platform, e engine) string {
	t.Helper()
	orders := map[string]string{"adservice": "beta-adservice-pg", "cartservice": "beta-cartservice-valkey"} // by XR
	w.eventually(t, rollOut, "a database of beta is being made", func() error {
		for _, name := range orders {
			if r, ok := w.cloud.Find(ocean.Database, name); ok && r.Status == "creating" {
				return nil
			}
		}
		return errors.New("there is none")
	})
	must(t, w.kill("digitalocean"))
	lost := map[string]string{} // IDs by XR
	w.eventually(t, change, "each database is known or lost", func() error {
		for xr, name := range orders {
			if err := w.lost(xr, name, lost); err != nil {
				return err
			}
		}
		return nil
	})
	if len(lost) == 0 {
		t.Error("no creation was interrupted")
	}
	databases := p.Spec.Environments[1].Databases
	for xr, id := range lost {
		d := databases[xr]
		d.Existing = &platform.ExistingDatabase{ID: id}
		databases[xr] = d
	}
	commit := e.push(t, p, "the databases that were made before the provider ended")
	e.retry(t, commit)
	for xr, id := range lost {
		w.eventually(t, change, orders[xr]+" has its ID", func() error {
			o, err := get(w.ctx, w.client, databaseClusters, "beta", orders[xr])
			if err == nil && o.GetAnnotations()[meta.AnnotationKeyExternalName] != id {
				err = fmt.Errorf("%v", o.GetAnnotations())
			}
			return err
		})
		must(t, w.unmark(orders[xr]))
	}
	return commit
}

// lost notes the ID of a database that was made without the provider's knowing.
// One that was marked and not made is made when the mark is taken off.
func (w *world) lost(xr, name string, lost map[string]string) error {
	o, err := get(w.ctx, w.client, databaseClusters, "beta", name)
	if err != nil {
		return err
	}
	r, made := w.cloud.Find(ocean.Database, name)
	says, _ := conditionOf(*o, "Synced")["message"].(string)
	switch unknown := strings.Contains(says, "cannot determine creation result"); {
	case made && o.GetAnnotations()[meta.AnnotationKeyExternalName] == r.ID:
	case made && (unknown || strings.Contains(says, "database cluster name is not available")):
		lost[xr] = r.ID
	case unknown:
		return errors.Join(fmt.Errorf("%s is not made, and was marked", name), w.unmark(name))
	default:
		return fmt.Errorf("%s: %s", name, says)
	}
	return nil
}

// unmark takes the mark of a creation that has no known end off a database. The
// provider does not notice that and is asked to look, as the runbook says.
func (w *world) unmark(name string) error {
	return edit(w.ctx, w.client, databaseClusters, "beta", name, fmt.Sprintf(`{"metadata":{"annotations":{%q:null,%q:%q}}}`,
		meta.AnnotationKeyExternalCreatePending, meta.AnnotationKeyReconcileRequestedAt, time.Now().Format(time.RFC3339Nano)))
}
