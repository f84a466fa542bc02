package kubelet

import (
	"context"
	"errors"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

const process1 = namespace + "/app/main"

func serving() corev1.Container {
	return corev1.Container{
		Name: "main", Image: "known", Args: []string{"serve"},
		Env:          []corev1.EnvVar{{Name: "NAME", Value: "main"}, {Name: "FILE", Value: "/tls/server/tls.crt"}},
		Ports:        []corev1.ContainerPort{{Name: "grpc", ContainerPort: 9443}, {ContainerPort: 8080}},
		VolumeMounts: []corev1.VolumeMount{{Name: "data", MountPath: "/data"}, {Name: "tls", MountPath: "/tls/server"}},
	}
}

// withVolumes is a Deployment with two init containers, a server and a sidecar
// of which nothing is known.
func withVolumes(t *testing.T) *appsv1.Deployment {
	d := deployment(2,
		corev1.Container{Name: "first", Image: "known", Args: []string{"flaky", filepath.Join(t.TempDir(), "flag")}},
		corev1.Container{Name: "second", Image: "known", Command: []string{"/bin/x", "once"}, Args: []string{"$(A)"}, Env: []corev1.EnvVar{{Name: "A", Value: "1"}}},
		serving(), corev1.Container{Name: "sidecar", Image: "unknown"})
	d.Spec.Template.Spec.Volumes = []corev1.Volume{
		{Name: "data", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}},
		{Name: "tls", VolumeSource: corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{SecretName: "tls", Items: []corev1.KeyToPath{{Key: "crt", Path: "tls.crt"}}}}},
	}
	return d
}

// TestLife follows a Deployment from its creation to its deletion.
func TestLife(t *testing.T) {
	t.Setenv("INHERITED", "yes")
	c := cluster(account())
	k, ctx := start(t, c)
	d := withVolumes(t)
	k.sync(ctx, d, true)
	testWaiting(t, ctx, k, c)
	eventually(t, "its container runs", runs(k, process1))
	testEnvironment(t, k)
	testResync(t, ctx, k, c)
	eventually(t, "it becomes ready", func() error {
		if !k.Ready(client.ObjectKeyFromObject(d)) {
			return errors.New("not ready")
		}
		return nil
	})
	testRestarts(t, k)
	testReplacement(t, ctx, k, d)
}

// testWaiting gives the pod the Secret that it waits for, in two steps.
func testWaiting(t *testing.T, ctx context.Context, k *Kubelet, c client.Client) {
	t.Helper()
	waits := func() error {
		if reason := k.alive()[0].waitsFor(); reason != "its volumes" {
			return errors.New("it waits for " + reason)
		}
		return runs(k)()
	}
	eventually(t, "it waits for the Secret", waits)
	if err := c.Create(ctx, secret("tls", nil)); err != nil {
		t.Fatal(err)
	}
	k.wake(namespace)
	if err := waits(); err != nil {
		t.Errorf("without the key that it wants: %v", err)
	}
	if err := c.Update(ctx, secret("tls", map[string]string{"crt": "certificate 1"})); err != nil {
		t.Fatal(err)
	}
	k.wake(namespace)
}

// testEnvironment looks at what the containers were given.
func testEnvironment(t *testing.T, k *Kubelet) {
	t.Helper()
	for container, parts := range map[string][]string{
		"first":  {"role flaky", "it is not the time\nrole flaky"},
		"second": {"args once 1 127.0.0.1:", "env KUBECONFIG="},
		"main": {
			"args serve 127.0.0.1:", "env OWN=" + k.dir, "app/volumes/data/own", "app/volumes/tls/tls.crt",
			"env HOSTNAME=app-0", "env HOME=" + k.dir,
		},
	} {
		eventually(t, container, contains(k.LogOf(namespace+"/app/"+container), parts...))
	}
	if contains(k.LogOf(process1), "env INHERITED=")() == nil {
		t.Error("the environment of the kubelet is inherited")
	}
	kubeconfig := filepath.Join(k.dir, namespace, "app", "kubeconfig-main")
	if err := contains(kubeconfig, "token: fake-token", "https://127.0.0.1:1", "namespace: system")(); err != nil {
		t.Error(err)
	}
}

// testResync changes the Secret.
func testResync(t *testing.T, ctx context.Context, k *Kubelet, c client.Client) {
	t.Helper()
	file := filepath.Join(k.dir, namespace, "app", "volumes", "tls", "tls.crt")
	if err := contains(file, "certificate 1")(); err != nil {
		t.Error(err)
	}
	if err := c.Update(ctx, secret("tls", map[string]string{"crt": "certificate 2"})); err != nil {
		t.Fatal(err)
	}
	k.wake(namespace)
	eventually(t, "the file follows the Secret", contains(file, "certificate 2"))
}

// testReplacement scales, changes and deletes the Deployment.
func testReplacement(t *testing.T, ctx context.Context, k *Kubelet, d *appsv1.Deployment) {
	t.Helper()
	last := k.alive()[0]
	none := d.DeepCopy()
	none.Spec.Replicas = new(int32(0))
	k.sync(ctx, none, true)
	<-last.done
	eventually(t, "it stops at 0 replicas", runs(k))
	k.sync(ctx, d, true)
	eventually(t, "it comes back", runs(k, process1))
	now := k.alive()[0]
	k.sync(ctx, d, true)
	if k.alive()[0] != now {
		t.Error("it was replaced although nothing changed")
	}
	changed := d.DeepCopy()
	changed.Spec.Template.Annotations = map[string]string{"changed": "yes"}
	k.sync(ctx, changed, true)
	eventually(t, "a changed template is a new pod", func() error {
		if alive := k.alive(); len(alive) != 1 || alive[0] == now {
			return errors.New("the old one")
		}
		return runs(k, process1)()
	})
	select {
	case <-now.done:
	default:
		t.Error("the new pod runs beside the old one")
	}
	k.sync(ctx, changed, false)
	eventually(t, "it ends with its Deployment", runs(k))
}

// testRestarts kills the process and reaches its successor.
func testRestarts(t *testing.T, k *Kubelet) {
	t.Helper()
	if err := k.Kill("no/such/process"); err == nil || !strings.Contains(err.Error(), process1) {
		t.Errorf("killing nothing: %v", err)
	}
	before := k.alive()[0].find(process1)
	if err := k.Kill(process1); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it restarts", func() error {
		now := k.alive()[0].find(process1)
		if now == nil || now == before {
			return errors.New("not yet")
		}
		address, _ := k.alive()[0].address(9443)
		return greets(address, "hello from main")
	})
}

// greets tells whether a server says this.
func greets(address, want string) error {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	got, err := io.ReadAll(conn)
	if err == nil && string(got) != want {
		err = errors.New("it says " + string(got))
	}
	return err
}

func TestMissingAccount(t *testing.T) {
	c := cluster()
	k, ctx := start(t, c)
	k.sync(ctx, deployment(0, corev1.Container{Name: "main", Image: "known", Args: []string{"serve"}}), true)
	eventually(t, "its life begins", func() error {
		if reason := k.alive()[0].waitsFor(); reason != "a restart" {
			return errors.New(reason)
		}
		return nil
	})
	if err := runs(k)(); err != nil {
		t.Errorf("without a ServiceAccount: %v", err)
	}
	if err := c.Create(ctx, account()); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it runs as its ServiceAccount", runs(k, process1))
}

func TestInside(t *testing.T) {
	tokens := make(chan string)
	k, ctx := start(t, cluster(account()))
	k.programs = func(string) (Program, bool) {
		return Program{Run: func(ctx context.Context, cfg *rest.Config) error {
			tokens <- cfg.BearerToken
			<-ctx.Done()
			return ctx.Err()
		}}, true
	}
	k.cfg.BearerToken = "administrator"
	d := deployment(0, corev1.Container{Name: "main", Image: "any"})
	k.sync(ctx, d, true)
	for range 2 {
		if token := <-tokens; token != "fake-token" {
			t.Errorf("it is given the token %q", token)
		}
		eventually(t, "it runs", runs(k, process1))
		if err := k.Kill(process1); err != nil {
			t.Fatal(err)
		}
	}
	<-tokens
	k.sync(ctx, d, false)
	eventually(t, "it ends", runs(k))
}

func TestForeign(t *testing.T) {
	k, ctx := start(t, cluster(account()))
	k.sync(ctx, deployment(0, corev1.Container{Name: "main", Image: "unknown"}), true)
	if len(k.all()) != 0 {
		t.Error("a Deployment of an unknown image has a pod")
	}
}
