// Package flux installs Flux's controllers in a cluster and points them at a
// Git repository, as `flux bootstrap` does.
package flux

import (
	"context"
	"fmt"
	"path/filepath"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/e2e/internal/kubernetes"
	"seamark.dev/seamark/e2e/internal/process"
	"seamark.dev/seamark/e2e/internal/tools"
)

// Namespace is Flux's own, and the name of the objects that it starts from.
const Namespace = "flux-system"

// Controllers are the programs, as their images are named.
func Controllers() []tools.Tool {
	return []tools.Tool{tools.SourceController, tools.KustomizeController, tools.HelmController}
}

// Install applies Flux's definitions, its service account, which is the
// administrator of the cluster as in `flux install`, and its Deployments.
func Install(ctx context.Context, c client.Client) error {
	objects, err := account()
	if err != nil {
		return err
	}
	for _, controller := range Controllers() {
		folder, err := controller.Folder(ctx)
		if err != nil {
			return err
		}
		definitions, err := kubernetes.ReadManifests(filepath.Join(folder, "config", "crd", "bases", "*.yaml"))
		if err != nil {
			return err
		}
		objects = append(objects, definitions...)
	}
	for _, controller := range Controllers() {
		deployment, err := deployment(controller)
		if err != nil {
			return err
		}
		objects = append(objects, deployment...)
	}
	return kubernetes.Apply(ctx, c, objects...)
}

func account() ([]*unstructured.Unstructured, error) {
	return kubernetes.Decode([]byte(`
apiVersion: v1
kind: Namespace
metadata: {name: flux-system}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: flux, namespace: flux-system}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: cluster-reconciler-flux-system}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: flux, namespace: flux-system}]
`))
}

// deployment runs a controller. What is waited for is looked at every second
// instead of every thirty, so that a test sees the order and not the pauses.
func deployment(controller tools.Tool) ([]*unstructured.Unstructured, error) {
	version, err := controller.Version()
	if err != nil {
		return nil, err
	}
	args := "--requeue-dependency=1s"
	if controller.Name == tools.SourceController.Name {
		port, err := process.FreePort()
		if err != nil {
			return nil, err
		}
		address := fmt.Sprintf("127.0.0.1:%d", port)
		args = "--storage-path=/data, --storage-addr=" + address + ", --storage-adv-addr=" + address
	}
	return kubernetes.Decode(fmt.Appendf(nil, `
apiVersion: apps/v1
kind: Deployment
metadata: {name: %[1]s, namespace: flux-system}
spec:
  replicas: 1
  selector: {matchLabels: {app: %[1]s}}
  template:
    metadata: {labels: {app: %[1]s}, annotations: {%[4]s: "true"}}
    spec:
      serviceAccountName: flux
      containers:
      - name: manager
        image: ghcr.io/fluxcd/%[1]s:%[2]s
        args: [--watch-all-namespaces, --log-level=info, --log-encoding=json, --events-addr=, "--metrics-addr=127.0.0.1:0", "--health-addr=127.0.0.1:0", %[3]s]
        env: [{name: RUNTIME_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}]
        volumeMounts: [{name: data, mountPath: /data}, {name: tmp, mountPath: /tmp}]
      volumes: [{name: data, emptyDir: {}}, {name: tmp, emptyDir: {}}]
`, controller.Name, version, args, kubernetes.RealPods))
}

// Sync are the objects that `flux bootstrap` commits below clusters/HUB and
// applies: Flux follows the repository from there.
func Sync(url, branch, path string) ([]*unstructured.Unstructured, error) {
	return kubernetes.Decode(fmt.Appendf(nil, `
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: flux-system, namespace: flux-system}
spec: {interval: 1m0s, url: %q, ref: {branch: %q}}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: flux-system, namespace: flux-system}
spec: {interval: 10m0s, path: %q, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
`, url, branch, path))
}
