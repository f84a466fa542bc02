package kubernetes

import (
	"context"
	"fmt"
	"os"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"

	"seamark.dev/seamark/e2e/internal/process"
)

// startAPIServer starts the API server with a key prefix and an address range
// of its own, and learns the certificate that it makes for itself.
func (h *Host) startAPIServer(ctx context.Context, c *Cluster, number int, options Options) error {
	port, err := process.FreePort()
	if err != nil {
		return err
	}
	c.Server = fmt.Sprintf("https://127.0.0.1:%d", port)
	args := []string{
		"--etcd-servers=" + h.etcdURL, fmt.Sprintf("--etcd-prefix=/%d", number),
		"--bind-address=127.0.0.1", fmt.Sprintf("--secure-port=%d", port), "--cert-dir=" + c.dir,
		"--advertise-address=127.0.0.1", "--endpoint-reconciler-type=none", // loopback is no valid endpoint
		fmt.Sprintf("--service-cluster-ip-range=127.%d.0.0/16", 95+number),
		"--authorization-mode=RBAC", "--token-auth-file=" + h.file("tokens.csv"),
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + h.file("sa.pub"), "--service-account-signing-key-file=" + h.file("sa.key"),
		"--allow-privileged=true",
	}
	if options.Egress != "" {
		config, err := c.egress(options.Egress)
		if err != nil {
			return err
		}
		args = append(args, "--egress-selector-config-file="+config)
	}
	p, err := h.start("kube-apiserver", c.dir, args)
	if err != nil {
		return err
	}
	c.processes = append(c.processes, p)
	return p.Await(ctx, "readiness", func() error { return c.reachable() })
}

// reachable reads the API server's certificate and asks whether it is ready.
func (c *Cluster) reachable() (err error) {
	if c.CA, err = os.ReadFile(c.file("apiserver.crt")); err != nil {
		return err
	}
	c.Config = &rest.Config{
		Host: c.Server, BearerToken: token, TLSClientConfig: rest.TLSClientConfig{CAData: c.CA},
		QPS: -1, // no limit of the client's own
	}
	client, err := rest.HTTPClientFor(c.Config)
	if err != nil {
		return err
	}
	return answers(client, c.Server+"/readyz")()
}

// startControllers starts the controllers and the scheduler.
func (h *Host) startControllers(c *Cluster) error {
	kubeconfig, err := c.Kubeconfig(token)
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.file("kubeconfig"), kubeconfig, 0o600); err != nil {
		return err
	}
	common := []string{"--kubeconfig=" + c.file("kubeconfig"), "--leader-elect=false", "--secure-port=0"}
	return h.startAll(c, map[string][]string{
		"kube-controller-manager": append(common,
			"--service-account-private-key-file="+h.file("sa.key"), "--root-ca-file="+c.file("apiserver.crt"),
			"--use-service-account-credentials=false", "--concurrent-namespace-syncs=10", "--namespace-sync-period=1m"),
		"kube-scheduler": common,
	})
}

func (h *Host) startAll(c *Cluster, parts map[string][]string) error {
	for name, args := range parts {
		p, err := h.start(name, c.dir, args)
		if err != nil {
			return err
		}
		c.processes = append(c.processes, p)
	}
	return nil
}

// egress has the API server reach Services through a proxy.
func (c *Cluster) egress(socket string) (path string, err error) {
	path = c.file("egress.yaml")
	return path, os.WriteFile(path, fmt.Appendf(nil, `apiVersion: apiserver.k8s.io/v1beta1
kind: EgressSelectorConfiguration
egressSelections:
- name: cluster
  connection: {proxyProtocol: HTTPConnect, transport: {uds: {udsName: %q}}}
`, socket), 0o600)
}

// startNodes starts kwok: nodes and pods are ready at once, and gone at once
// when they are deleted.
func (h *Host) startNodes(c *Cluster) error {
	if err := os.WriteFile(c.file("stages.yaml"), h.stages, 0o600); err != nil {
		return err
	}
	p, err := process.Start(process.Command{
		Name:    "kwok",
		Program: h.programs.kwok,
		Args: []string{
			"--kubeconfig=" + c.file("kubeconfig"), "--manage-all-nodes=true", "--node-lease-duration-seconds=40",
			"--node-ip=127.0.0.1", "--server-address=127.0.0.1:0", "--config=" + c.file("stages.yaml"),
		},
		Env: []string{"PATH=" + os.Getenv("PATH"), "HOME=" + c.dir},
		Dir: c.dir,
		Log: c.file("kwok.log"),
	})
	if err != nil {
		return err
	}
	c.processes = append(c.processes, p)
	return nil
}

// node is one that kwok keeps alive.
func node(name string) *corev1.Node {
	much := corev1.ResourceList{
		corev1.ResourceCPU:    resource.MustParse("32"),
		corev1.ResourceMemory: resource.MustParse("256Gi"),
		corev1.ResourcePods:   resource.MustParse("250"),
	}
	return &corev1.Node{
		ObjectMeta: metav1.ObjectMeta{
			Name:        name,
			Annotations: map[string]string{"kwok.x-k8s.io/node": "fake"},
			Labels:      map[string]string{corev1.LabelOSStable: "linux", corev1.LabelArchStable: "amd64", corev1.LabelHostname: name},
		},
		Status: corev1.NodeStatus{Allocatable: much, Capacity: much},
	}
}
