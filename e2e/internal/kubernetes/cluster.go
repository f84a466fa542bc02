package kubernetes

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"seamark.dev/seamark/e2e/internal/process"
)

// Cluster is a running Kubernetes cluster. Its Services have addresses in
// 127.0.0.0/8, all of which Linux holds to be local: who listens on a Service's
// address gets what the API server sends there.
type Cluster struct {
	// Name is what logs call it.
	Name string
	// Server is the URL of the API server, CA the certificate it shows.
	Server string
	CA     []byte
	// Config reaches the cluster as its administrator.
	Config *rest.Config

	dir       string
	processes []*process.Process // in the order of their start
}

// Options are what a cluster may have beside its name.
type Options struct {
	// Nodes is how many there are.
	Nodes int
	// Egress is the Unix socket of a CONNECT proxy through which the API
	// server reaches Services. Empty for the addresses of the Services.
	Egress string
}

// NewCluster starts a cluster and returns when it works: service accounts are
// made and nodes are ready. A name may be used again after Stop; the cluster is
// empty then.
func (h *Host) NewCluster(ctx context.Context, name string, options Options) (_ *Cluster, err error) {
	number := int(h.clusters.Add(1))
	c := &Cluster{Name: name, dir: h.file(fmt.Sprintf("%s-%d", name, number))}
	if err := os.MkdirAll(c.dir, 0o755); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			c.Stop()
		}
	}()
	for _, step := range []func() error{
		func() error { return h.startAPIServer(ctx, c, number, options) },
		func() error { return h.startControllers(c) },
		func() error { return h.startNodes(c) },
		func() error { return c.populate(ctx, options.Nodes) },
		func() error { return c.awaitControllers(ctx) },
	} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("cluster %s: %w", name, err)
		}
	}
	return c, nil
}

// Stop ends the cluster's programs, the API server last.
func (c *Cluster) Stop() {
	for i := len(c.processes) - 1; i >= 0; i-- {
		c.processes[i].Stop(stopTimeout)
	}
}

// Dir holds the logs of the cluster's programs and its kubeconfig.
func (c *Cluster) Dir() string { return c.dir }

// Kubeconfig reaches the cluster with the given token, and holds all that is
// needed for that.
func (c *Cluster) Kubeconfig(token string) ([]byte, error) {
	return clientcmd.Write(clientcmdapi.Config{
		Clusters:       map[string]*clientcmdapi.Cluster{c.Name: {Server: c.Server, CertificateAuthorityData: c.CA}},
		AuthInfos:      map[string]*clientcmdapi.AuthInfo{c.Name: {Token: token}},
		Contexts:       map[string]*clientcmdapi.Context{c.Name: {Cluster: c.Name, AuthInfo: c.Name}},
		CurrentContext: c.Name,
	})
}

// populate adds the nodes, which kwok makes ready.
func (c *Cluster) populate(ctx context.Context, nodes int) error {
	client, err := kubernetes.NewForConfig(c.Config)
	if err != nil {
		return err
	}
	for i := range nodes {
		_, err := client.CoreV1().Nodes().Create(ctx, node(fmt.Sprintf("%s-%d", c.Name, i)), metav1.CreateOptions{})
		if err != nil {
			return err
		}
	}
	return nil
}

// awaitControllers returns when the controllers have done their first work.
func (c *Cluster) awaitControllers(ctx context.Context) error {
	client, err := kubernetes.NewForConfig(c.Config)
	if err != nil {
		return err
	}
	return c.processes[0].Await(ctx, "service accounts and nodes", func() error {
		if _, err := client.CoreV1().ServiceAccounts("default").Get(ctx, "default", metav1.GetOptions{}); err != nil {
			return err
		}
		list, err := client.CoreV1().Nodes().List(ctx, metav1.ListOptions{})
		if err != nil {
			return err
		}
		for _, n := range list.Items {
			if !ready(n) {
				return errors.New("node " + n.Name + " is not ready")
			}
		}
		return nil
	})
}

func ready(n corev1.Node) bool {
	for _, condition := range n.Status.Conditions {
		if condition.Type == corev1.NodeReady {
			return condition.Status == corev1.ConditionTrue
		}
	}
	return false
}

// IssueToken makes a new administrator's token for a client. It is valid until
// it is revoked or the duration has passed.
func (c *Cluster) IssueToken(ctx context.Context, client string, valid time.Duration) (string, error) {
	return issue(ctx, c.Config, client, valid)
}

// RevokeTokens makes all tokens of a client invalid.
func (c *Cluster) RevokeTokens(ctx context.Context, client string) error {
	return revoke(ctx, c.Config, client)
}

func (c *Cluster) file(name string) string { return filepath.Join(c.dir, name) }
