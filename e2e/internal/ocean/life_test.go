package ocean

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"
)

// clusters makes clusters that answer nowhere.
type clusters struct {
	fail    error
	hold    chan struct{} // making waits for it, if there is one
	deleted chan string

	mu     sync.Mutex
	tokens []string // that are good
	n      int
}

func (c *clusters) Create(ctx context.Context, name, _ string) (Kubeconfig, error) {
	if c.hold != nil {
		select {
		case <-c.hold:
		case <-ctx.Done():
		}
	}
	token, _ := c.Issue(ctx, "")
	return Kubeconfig{Server: "https://127.0.0.1:6443/" + name, CA: []byte("PEM"), Token: token}, c.fail
}

func (c *clusters) Issue(context.Context, string) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	token := fmt.Sprintf("token-%d", c.n)
	c.tokens = append(c.tokens, token)
	return token, nil
}

func (c *clusters) Expire(_ context.Context, _, token string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tokens = slices.DeleteFunc(c.tokens, func(t string) bool { return t == token })
	return nil
}

// takes tells whether the cluster takes a token.
func (c *clusters) takes(token string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Contains(c.tokens, token)
}

func (c *clusters) Delete(_ context.Context, id string) error {
	c.deleted <- id
	return nil
}

// TestCluster publishes a kubeconfig that needs nothing else, and renews it.
func TestCluster(t *testing.T) {
	o := instant()
	behind := &clusters{deleted: make(chan string, 1)}
	o.Clusters = behind
	w := newWorld(t, o)
	w.apply(t, vpcObject)
	w.apply(t, clusterObject)
	cluster := w.ready(t, Cluster, "dev")
	if got := get(cluster, "status.atProvider.endpoint"); got != "https://127.0.0.1:6443/dev" {
		t.Errorf("endpoint is %v", got)
	}
	if got := get(cluster, "status.atProvider.kubeConfig"); got != nil {
		t.Errorf("the status holds a kubeconfig: %v", got)
	}
	published := w.details(t, "dev-doks")
	expires := published["attribute.kube_config.0.expires_at"]
	if _, err := time.Parse(time.RFC3339, expires); err != nil {
		t.Error(err)
	}
	file := kubeconfigFile{}
	if err := yaml.UnmarshalStrict([]byte(published["attribute.kube_config.0.raw_config"]), &file); err != nil {
		t.Fatal(err)
	}
	if file.Users[0].User.Token != "token-1" || file.Clusters[0].Cluster.CA != "UEVN" || file.CurrentContext != "do-sfo3-dev" {
		t.Errorf("kubeconfig: %+v", file)
	}
	delete(published, "attribute.kube_config.0.raw_config")
	want := map[string]string{}
	for key, value := range map[string]string{
		"host": "https://127.0.0.1:6443/dev", "token": "token-1", "cluster_ca_certificate": "UEVN",
		"client_certificate": "", "client_key": "", "expires_at": expires,
	} {
		want["attribute.kube_config.0."+key] = value
	}
	if diff := cmp.Diff(want, published); diff != "" {
		t.Errorf("connection details, -want +got:\n%s", diff)
	}
	if err := w.cloud.Advance(t.Context(), kubeconfigLife); err != nil {
		t.Fatal(err)
	}
	if behind.takes("token-1") {
		t.Error("the cluster takes a token that has expired")
	}
	w.until(t, "the new token is published", func() bool {
		d := w.details(t, "dev-doks")
		return d["attribute.kube_config.0.token"] == "token-2" && strings.Contains(d["attribute.kube_config.0.raw_config"], "token-2")
	})
	w.delete(t, Cluster, "dev")
	w.until(t, "it is gone", func() bool { return w.get(t, Cluster, "dev") == nil })
	if id := <-behind.deleted; id != externalName(cluster) {
		t.Errorf("removed %s", id)
	}
}

// TestClusterFails is told, and is not mistaken for a cluster.
func TestClusterFails(t *testing.T) {
	o := instant()
	o.Clusters = &clusters{fail: errors.New("no capacity"), deleted: make(chan string, 1)}
	w := newWorld(t, o)
	w.apply(t, vpcObject)
	w.apply(t, clusterObject)
	w.until(t, "the failure is told", func() bool {
		c := w.get(t, Cluster, "dev").GetCondition("LastAsyncOperation")
		return strings.Contains(c.Message, "no capacity")
	})
}

// TestSinkWithoutAuthority is made all the same: the provider ignores a Secret
// that is missing.
func TestSinkWithoutAuthority(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, databaseObject)
	w.apply(t, sinkObject)
	sink := w.ready(t, LogSink, "adservice-sink")
	if r, _ := w.cloud.Find(LogSink, "dev-adservice-pg/loki-adservice"); r.Secrets[secretAuthority] != "" {
		t.Errorf("it has the authority %q", r.Secrets[secretAuthority])
	}
	id := get(sink, "status.atProvider.logsinkId")
	if id == nil || !strings.HasSuffix(externalName(sink), ","+id.(string)) {
		t.Errorf("external name %s, sink %v", externalName(sink), id)
	}
}

// TestAssociated resources go with a cluster that is deleted with all it has.
func TestAssociated(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, clusterObject)
	w.ready(t, Cluster, "dev")
	for kind, name := range map[Kind]string{LoadBalancer: "gateway", Volume: "loki"} {
		if err := w.cloud.Attach("dev", kind, name); err != nil {
			t.Fatal(err)
		}
	}
	w.delete(t, Cluster, "dev")
	w.until(t, "the network alone is left", func() bool { return cmp.Equal(w.cloud.Inventory(), []string{"VPC dev"}) })
}
