package controlplane

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/platform"
)

// engine is what a scenario asks of a GitOps engine: to deliver a configuration,
// to say when that is done, and, as the runbook says, not to wait any longer for
// what came before.
type engine struct {
	push  func(t *testing.T, p platform.Platform, message string) (commit string)
	done  func(commit string) func() error
	retry func() error
}

func (w *world) flux() engine {
	return engine{
		push: func(t *testing.T, p platform.Platform, message string) string { return w.pushed(t, p, message) },
		done: w.reconciled,
		// It looks at nothing new while it waits for what was applied.
		retry: func() error { return w.kill("kustomize-controller") },
	}
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
	must(t, e.retry())
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

// happened counts the events of a kind whose subject begins with a text.
func (w *world) happened(what, subject string) (n int) {
	for _, e := range w.cloud.Events() {
		if e.What == what && strings.HasPrefix(e.Subject, subject) {
			n++
		}
	}
	return n
}
