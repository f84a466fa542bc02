package observability

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/e2e/internal/kubernetes"
	"seamark.dev/seamark/e2e/internal/process"
	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/pkg/delivery/flux"
)

// fluxHub is an API server with Flux's definitions and the namespace of an
// environment, and Flux's notification-controller.
type fluxHub struct {
	*kubernetes.Cluster
	admin client.Client
	// environment is Flux with the rights that it has for the environment.
	environment client.Client
	// events is where controllers send what they found, webhooks where the host
	// of the repository calls.
	events, webhooks string
}

// newFluxHub starts the hub. Secrets come before the controller that reads them.
func newFluxHub(t *testing.T, r repositoryOf, secrets ...string) *fluxHub {
	t.Helper()
	h := &fluxHub{}
	dir := t.TempDir()
	host, err := kubernetes.NewHost(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(host.Stop)
	if h.Cluster, err = host.NewCluster(t.Context(), "hub", kubernetes.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Stop)
	account := r.env.Name + ":" + flux.Reconciler
	h.admin = clientOf(t, h.Config, rest.ImpersonationConfig{})
	h.environment = clientOf(t, h.Config, rest.ImpersonationConfig{
		UserName: "system:serviceaccount:" + account,
		Groups:   []string{"system:serviceaccounts", "system:serviceaccounts:" + r.env.Name, "system:authenticated"},
	})
	h.apply(t, h.admin, definitionsOf(t, tools.NotificationController, "*")...)
	h.apply(t, h.admin, definitionsOf(t, tools.SourceController, "*_gitrepositories")...)
	h.apply(t, h.admin, parsed(t, "apiVersion: v1\nkind: Namespace\nmetadata: {name: flux-system}\n")...)
	h.apply(t, h.admin, objectsIn(t, r, "clusters/hub/environments/"+r.env.Name+"/", "Namespace", "ServiceAccount", "Role", "RoleBinding")...)
	for _, secret := range secrets {
		h.apply(t, h.admin, parsed(t, secret)...)
	}
	h.startNotifications(t, dir)
	return h
}

// startNotifications starts the controller as Flux's manifests do, but for the
// ports.
func (h *fluxHub) startNotifications(t *testing.T, dir string) {
	t.Helper()
	var addresses []string
	for range 2 {
		port, err := process.FreePort()
		if err != nil {
			t.Fatal(err)
		}
		addresses = append(addresses, process.Loopback(port))
	}
	h.events, h.webhooks = "http://"+addresses[0], "http://"+addresses[1]
	p, err := process.Start(process.Command{
		Program: built(t, tools.NotificationController),
		Args: []string{
			"--watch-all-namespaces", "--log-level=info", "--log-encoding=json",
			"--events-addr=" + addresses[0], "--receiverAddr=" + addresses[1], "--health-addr=127.0.0.1:0", "--metrics-addr=127.0.0.1:0",
		},
		Env: []string{"KUBECONFIG=" + filepath.Join(h.Dir(), "kubeconfig"), "RUNTIME_NAMESPACE=flux-system"},
		Log: filepath.Join(dir, "notification-controller.log"),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.Stop(10 * time.Second)
		if t.Failed() {
			t.Log(p.Tail())
		}
	})
	for _, address := range addresses {
		if err := p.Await(t.Context(), "it listens", process.Listening(address)); err != nil {
			t.Fatal(err)
		}
	}
}

func clientOf(t *testing.T, config *rest.Config, as rest.ImpersonationConfig) client.Client {
	t.Helper()
	own := rest.CopyConfig(config)
	own.Impersonate = as
	c, err := client.New(own, client.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// definitionsOf are the CustomResourceDefinitions that a controller brings.
func definitionsOf(t *testing.T, tool tools.Tool, pattern string) []*unstructured.Unstructured {
	t.Helper()
	folder, err := tool.Folder(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all, err := kubernetes.ReadManifests(filepath.Join(folder, "config", "crd", "bases", pattern+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// objectsIn are the objects of these kinds in a folder of the repository.
func objectsIn(t *testing.T, r repositoryOf, dir string, kinds ...string) []*unstructured.Unstructured {
	t.Helper()
	var all []*unstructured.Unstructured
	for _, kind := range kinds {
		for _, f := range r.files {
			if f.Object && strings.HasPrefix(f.Path, dir) {
				for _, o := range parsed(t, string(f.Data)) {
					if o.GetKind() == kind {
						all = append(all, o)
					}
				}
			}
		}
	}
	if len(all) < len(kinds) {
		t.Fatalf("%s has %d objects of the kinds %v", dir, len(all), kinds)
	}
	return all
}

func parsed(t *testing.T, text string) []*unstructured.Unstructured {
	t.Helper()
	objects, err := kubernetes.Decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return objects
}

func (h *fluxHub) apply(t *testing.T, as client.Client, objects ...*unstructured.Unstructured) {
	t.Helper()
	if err := kubernetes.Apply(t.Context(), as, objects...); err != nil {
		t.Fatal(err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// post sends a body and returns the status.
func post(t *testing.T, url, body string, header map[string]string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	for name, value := range header {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(fmt.Errorf("cannot call %s: %w", url, err))
	}
	response.Body.Close()
	return response.StatusCode
}
