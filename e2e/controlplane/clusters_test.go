package controlplane

import (
	"context"
	"fmt"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/e2e/internal/doks"
	"seamark.dev/seamark/e2e/internal/kubernetes"
	"seamark.dev/seamark/e2e/internal/ocean"
	"seamark.dev/seamark/e2e/internal/timeline"
)

// clusters are the DOKS clusters, each a real API server of its own.
type clusters struct {
	world *world

	mu      sync.Mutex
	running map[string]*doksCluster // by id
}

type doksCluster struct {
	*kubernetes.Cluster
	client client.Client
	end    context.CancelFunc
	ended  chan struct{}

	mu     sync.Mutex
	tokens map[string]string // client by token
}

// tokenLife is longer than any test: the cloud says when a token ends.
const tokenLife = 7 * 24 * time.Hour

// Create starts a cluster with what DOKS brings.
func (c *clusters) Create(ctx context.Context, name, id string) (ocean.Kubeconfig, error) {
	cluster, err := c.world.host.NewCluster(ctx, name, kubernetes.Options{Nodes: 3})
	if err != nil {
		return ocean.Kubeconfig{}, err
	}
	reach, err := client.New(cluster.Config, client.Options{})
	if err != nil {
		return ocean.Kubeconfig{}, err
	}
	life, end := context.WithCancel(c.world.ctx)
	d := &doksCluster{Cluster: cluster, client: reach, end: end, ended: make(chan struct{}), tokens: map[string]string{}}
	c.mu.Lock()
	c.running[id] = d
	c.mu.Unlock()
	go func() {
		defer close(d.ended)
		var inside sync.WaitGroup
		inside.Go(func() {
			_ = c.world.recorder.Watch(life, timeline.Watched{Cluster: name, Config: cluster.Config, Wanted: inDOKS})
		})
		inside.Go(func() {
			options := doks.Options{Log: c.world.log.With("from", "doks "+name), Cloud: account{c.world.cloud, name, doks.NewMemoryCloud(time.Second)}}
			if err := doks.Run(life, cluster.Config, options); err != nil {
				c.world.t.Errorf("DOKS %s ended: %v", name, err)
			}
		})
		inside.Wait()
	}()
	token, err := c.Issue(ctx, id)
	return ocean.Kubeconfig{Server: cluster.Server, CA: cluster.CA, Token: token}, err
}

// of is the running cluster with an id.
func (c *clusters) of(id string) (*doksCluster, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d := c.running[id]; d != nil {
		return d, nil
	}
	return nil, fmt.Errorf("no DOKS cluster %s runs", id)
}

// Issue makes a token of a client of its own, so that it can end by itself.
func (c *clusters) Issue(ctx context.Context, id string) (string, error) {
	d, err := c.of(id)
	if err != nil {
		return "", err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	name := fmt.Sprintf("doadmin-%d", len(d.tokens))
	token, err := d.IssueToken(ctx, name, tokenLife)
	d.tokens[token] = name
	return token, err
}

// Expire ends a token.
func (c *clusters) Expire(ctx context.Context, id, token string) error {
	d, err := c.of(id)
	if err != nil {
		return err
	}
	d.mu.Lock()
	name := d.tokens[token]
	d.mu.Unlock()
	return d.RevokeTokens(ctx, name)
}

// Delete stops a cluster; nothing of it is left.
func (c *clusters) Delete(_ context.Context, id string) error {
	c.mu.Lock()
	d := c.running[id]
	delete(c.running, id)
	c.mu.Unlock()
	if d != nil {
		d.end()
		<-d.ended
		d.Stop()
	}
	return nil
}

func (c *clusters) stop() {
	c.mu.Lock()
	var ids []string
	for id := range c.running {
		ids = append(ids, id)
	}
	c.mu.Unlock()
	for _, id := range ids {
		_ = c.Delete(context.Background(), id)
	}
}

// named is the running cluster with a name.
func (c *clusters) named(name string) (*doksCluster, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, d := range c.running {
		if d.Name == name {
			return d, nil
		}
	}
	return nil, fmt.Errorf("no DOKS cluster %s runs", name)
}

// account is the cloud as the controllers of one cluster see it: what they
// order belongs to the cluster.
type account struct {
	cloud   *ocean.Cloud
	cluster string
	*doks.MemoryCloud
}

func (a account) LoadBalancer(ctx context.Context, name string, internal bool) (id, address string, err error) {
	if err := a.cloud.Attach(a.cluster, ocean.LoadBalancer, name); err != nil {
		return "", "", err
	}
	_, address, err = a.MemoryCloud.LoadBalancer(ctx, name, internal)
	return name, address, err
}

func (a account) DeleteLoadBalancer(_ context.Context, id string) error {
	a.cloud.Detach(ocean.LoadBalancer, id)
	return nil
}

func (a account) Volume(ctx context.Context, name string, bytes int64) (string, error) {
	if err := a.cloud.Attach(a.cluster, ocean.Volume, name); err != nil {
		return "", err
	}
	_, err := a.MemoryCloud.Volume(ctx, name, bytes)
	return name, err
}

func (a account) DeleteVolume(_ context.Context, id string) error {
	a.cloud.Detach(ocean.Volume, id)
	return nil
}

// inDOKS are the kinds of a DOKS cluster that the timeline has.
func inDOKS(gk schema.GroupKind) bool { return gk.Group != "metrics.k8s.io" && onHub(gk) }
