package kubelet

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
)

// TestMain makes the test program the containers of its own tests: its first
// argument is the role.
func TestMain(m *testing.M) {
	role := ""
	if len(os.Args) > 1 {
		role = os.Args[1]
	}
	switch role {
	case "once": // an init container
		say("once")
	case "flaky": // fails until its file exists
		say("flaky")
		if _, err := os.Stat(os.Args[2]); err != nil {
			_ = os.WriteFile(os.Args[2], nil, 0o600)
			fmt.Println("it is not the time")
			os.Exit(1)
		}
	case "serve": // greets who connects to its address
		say("serve")
		serve(os.Args[2])
	case "files": // shows the files of its ServiceAccount
		for _, name := range []string{"token", "ca.crt", "namespace"} {
			content, err := os.ReadFile("/var/run/secrets/kubernetes.io/serviceaccount/" + name)
			fmt.Println("file", name, string(content), err)
		}
		say("files")
	default:
		os.Exit(m.Run())
	}
}

// say logs the process's arguments and environment.
func say(role string) {
	fmt.Println("role", role)
	fmt.Println("args", strings.Join(os.Args[1:], " "))
	for _, variable := range os.Environ() {
		fmt.Println("env", variable)
	}
}

func serve(address string) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for {
		if conn, err := listener.Accept(); err == nil {
			fmt.Fprint(conn, "hello from "+os.Getenv("NAME"))
			conn.Close()
		}
	}
}

const namespace = "system"

// cluster is an API server that has these objects.
func cluster(objects ...client.Object) client.Client {
	return fake.NewClientBuilder().WithObjects(objects...).WithStatusSubresource(&corev1.Pod{}).Build()
}

// start makes a kubelet whose only known image is this test program, and ends
// it with the test.
func start(t *testing.T, c client.Client) (*Kubelet, context.Context) {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	programs := func(image string) (Program, bool) {
		return Program{
			Path: executable, Ports: []int{9443},
			Env:  []string{"OWN=/data/own", "PORT={9443}"},
			Args: []string{"127.0.0.1:{9443}"},
		}, image == "known"
	}
	cfg := &rest.Config{Host: "https://127.0.0.1:1", TLSClientConfig: rest.TLSClientConfig{CAData: []byte("ca")}}
	k := New(cfg, t.TempDir(), programs, slog.New(slog.NewTextHandler(t.Output(), nil)))
	k.BackOff = 20 * time.Millisecond
	k.cluster = c
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(k.working.Wait)
	t.Cleanup(cancel)
	return k, ctx
}

// deployment is a Deployment of these containers, the first ones initial.
func deployment(initial int, containers ...corev1.Container) *appsv1.Deployment {
	d := &appsv1.Deployment{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "app", UID: "1"}}
	d.Spec.Selector = &metav1.LabelSelector{MatchLabels: map[string]string{"app": "app"}}
	d.Spec.Template.Labels = map[string]string{"app": "app", "part": "x"}
	d.Spec.Template.Spec.ServiceAccountName = "app"
	d.Spec.Template.Spec.InitContainers = containers[:initial]
	d.Spec.Template.Spec.Containers = containers[initial:]
	return d
}

func account() *corev1.ServiceAccount {
	return &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: "app"}}
}

func secret(name string, data map[string]string) *corev1.Secret {
	s := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name}, Data: map[string][]byte{}}
	for key, value := range data {
		s.Data[key] = []byte(value)
	}
	return s
}

// eventually repeats the check until it passes.
func eventually(t *testing.T, what string, check func() error) {
	t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		err := check()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s: %v", what, err)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// contains is the check that a file has all the parts.
func contains(path string, parts ...string) func() error {
	return func() error {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, part := range parts {
			if !strings.Contains(string(text), part) {
				return fmt.Errorf("no %q in %s:\n%s", part, path, text)
			}
		}
		return nil
	}
}

// runs is the check that exactly these processes run.
func runs(k *Kubelet, names ...string) func() error {
	return func() error {
		if got := k.Processes(); strings.Join(got, " ") != strings.Join(names, " ") {
			return errors.New("there run " + strings.Join(got, " "))
		}
		return nil
	}
}
