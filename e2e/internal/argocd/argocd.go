// Package argocd installs Argo CD in a cluster: its own manifests, with the
// three programs that reconcile run as Deployments on loopback addresses.
package argocd

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/e2e/internal/kubernetes"
	"seamark.dev/seamark/e2e/internal/process"
	"seamark.dev/seamark/e2e/internal/tools"
)

// Namespace is where Argo CD is installed.
const Namespace = "argocd"

// The images that stand for the programs.
const (
	Image      = "quay.io/argoproj/argocd"
	RedisImage = "public.ecr.aws/docker/library/redis"
)

// Server is an installed Argo CD.
type Server struct {
	// Redis is the address of its cache, HOST:PORT.
	Redis string
}

// Install applies install.yaml of the pinned version, without its workloads,
// and the Deployments of what reconciles. Nothing serves a user interface.
func Install(ctx context.Context, c client.Client) (*Server, error) {
	folder, err := tools.ArgoCD.Folder(ctx)
	if err != nil {
		return nil, err
	}
	upstream, err := kubernetes.ReadManifests(filepath.Join(folder, "manifests", "install.yaml"))
	if err != nil {
		return nil, err
	}
	objects, err := kubernetes.Decode([]byte(beginning))
	if err != nil {
		return nil, err
	}
	for _, o := range upstream {
		if !slices.Contains(workloads, o.GetKind()) {
			objects = append(objects, inNamespace(o))
		}
	}
	ports, err := freePorts(4)
	if err != nil {
		return nil, err
	}
	deployments, err := deployments(ports)
	if err != nil {
		return nil, err
	}
	s := &Server{Redis: process.Loopback(ports[0])}
	return s, kubernetes.Apply(ctx, c, append(objects, deployments...)...)
}

// beginning is what is there before install.yaml, or made by the server at its
// first start.
const beginning = `
apiVersion: v1
kind: Namespace
metadata: {name: argocd}
---
apiVersion: v1
kind: Secret
metadata: {name: argocd-secret, namespace: argocd, labels: {app.kubernetes.io/part-of: argocd}}
stringData: {server.secretkey: abcdefghijklmnopqrstuvwxyz012345}
`

// workloads are kinds of install.yaml that are not installed.
var workloads = []string{"Deployment", "StatefulSet", "NetworkPolicy", "Service"}

// inNamespace is the object as `kubectl apply --namespace argocd` has it.
func inNamespace(o *unstructured.Unstructured) *unstructured.Unstructured {
	switch o.GetKind() {
	case "CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding":
	default:
		o.SetNamespace(Namespace)
	}
	return o
}

func freePorts(count int) ([]int, error) {
	ports := make([]int, count)
	for i := range ports {
		var err error
		if ports[i], err = process.FreePort(); err != nil {
			return nil, err
		}
	}
	return ports, nil
}

// deployments run the programs. Git is looked at every few seconds instead of
// every three minutes, as a webhook would have it; all else is as installed.
func deployments(ports []int) ([]*unstructured.Unstructured, error) {
	version, err := tools.ArgoCD.Version()
	if err != nil {
		return nil, err
	}
	return kubernetes.Decode(fmt.Appendf(nil, `
apiVersion: apps/v1
kind: Deployment
metadata: {name: argocd-redis, namespace: argocd}
spec:
  replicas: 1
  selector: {matchLabels: {app: argocd-redis}}
  template:
    metadata: {labels: {app: argocd-redis}, annotations: {%[6]s: "true"}}
    spec:
      containers:
      - name: redis
        image: %[8]s:7
        args: [--bind, 127.0.0.1, --port, "%[1]d", --save, "", --appendonly, "no"]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argocd-repo-server, namespace: argocd}
spec:
  replicas: 1
  selector: {matchLabels: {app: argocd-repo-server}}
  template:
    metadata: {labels: {app: argocd-repo-server}, annotations: {%[6]s: "true"}}
    spec:
      serviceAccountName: argocd-repo-server
      containers:
      - name: argocd-repo-server
        image: %[7]s:%[5]s
        env: [{name: ARGOCD_BINARY_NAME, value: argocd-repo-server}, {name: ARGOCD_GPG_ENABLED, value: "false"}, {name: ARGOCD_RECONCILIATION_TIMEOUT, value: 3s}]
        args: [--redis, "127.0.0.1:%[1]d", --address, 127.0.0.1, --port, "%[2]d", --metrics-address, 127.0.0.1, --metrics-port, "%[3]d", --disable-tls]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: argocd-application-controller, namespace: argocd}
spec:
  replicas: 1
  selector: {matchLabels: {app: argocd-application-controller}}
  template:
    metadata: {labels: {app: argocd-application-controller}, annotations: {%[6]s: "true"}}
    spec:
      serviceAccountName: argocd-application-controller
      containers:
      - name: argocd-application-controller
        image: %[7]s:%[5]s
        env: [{name: ARGOCD_BINARY_NAME, value: argocd-application-controller}, {name: ARGOCD_FAKE_IN_CLUSTER, value: "true"}]
        args: [--redis, "127.0.0.1:%[1]d", --repo-server, "127.0.0.1:%[2]d", --repo-server-plaintext, --namespace, argocd, --metrics-port, "%[4]d", --app-resync, "10", --app-resync-jitter, "0"]
`, ports[0], ports[1], ports[2], ports[3], version, kubernetes.RealPods, Image, RedisImage))
}
