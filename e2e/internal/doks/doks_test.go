package doks

import (
	"context"
	"log/slog"
	"net/http"
	"testing"
	"time"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

const services, shop = "cluster-services", "demo"

// newTestCluster has some objects and programs that hardly wait.
func newTestCluster(t *testing.T, calls interceptor.Funcs, objects ...client.Object) *cluster {
	t.Helper()
	scheme, err := newScheme()
	if err != nil {
		t.Fatal(err)
	}
	api := fake.NewClientBuilder().WithScheme(scheme).WithObjects(objects...).WithInterceptorFuncs(calls).
		WithStatusSubresource(&corev1.Service{}, &corev1.Pod{}, &certmanagerv1.Certificate{}, &certmanagerv1.Issuer{},
			&certmanagerv1.ClusterIssuer{}, &gatewayv1.Gateway{}, &gatewayv1.GatewayClass{}, &gatewayv1.HTTPRoute{}).Build()
	log := slog.New(slog.NewTextHandler(t.Output(), nil))
	c, err := assemble(api, Options{Log: log, Delay: time.Nanosecond, Cloud: NewMemoryCloud(0)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.servers.closeAll)
	return c
}

// settle runs programs in turn until all of them are settled.
func settle(t *testing.T, programs ...func(context.Context) (bool, error)) {
	t.Helper()
	for range 20 {
		settled := true
		for _, program := range programs {
			ok, err := program(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			settled = settled && ok
		}
		if settled {
			return
		}
	}
	t.Fatal("not settled after 20 rounds")
}

func read[O client.Object](t *testing.T, c *cluster, namespace, name string, object O) O {
	t.Helper()
	if err := c.Get(t.Context(), client.ObjectKey{Namespace: namespace, Name: name}, object); err != nil {
		t.Fatal(err)
	}
	return object
}

func write(t *testing.T, c *cluster, objects ...client.Object) {
	t.Helper()
	for _, object := range objects {
		if err := c.Create(t.Context(), object); err != nil {
			t.Fatal(err)
		}
	}
}

func named(namespace, name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Namespace: namespace, Name: name}
}

// readyPod is a pod of one of cert-manager's programs.
func readyPod(name, component string) *corev1.Pod {
	pod := &corev1.Pod{ObjectMeta: named(services, name)}
	pod.Labels = map[string]string{labelName: name, labelComponent: component}
	pod.Status.Conditions = []corev1.PodCondition{{Type: corev1.PodReady, Status: corev1.ConditionTrue}}
	return pod
}

func controllerPod() *corev1.Pod { return readyPod("cert-manager", "controller") }

// Nothing acts for a chart whose pods are not ready.
func TestProgramsWaitForTheirPods(t *testing.T) {
	issuer := &certmanagerv1.Issuer{ObjectMeta: named(services, "bootstrap")}
	issuer.Spec.SelfSigned = &certmanagerv1.SelfSignedIssuer{}
	c := newTestCluster(t, interceptor.Funcs{}, issuer)
	if settled, err := c.syncIssuers(t.Context()); settled || err != nil {
		t.Errorf("settled %v, error %v; want to wait for the controller's pod", settled, err)
	}
	if issuerReady(read(t, c, services, "bootstrap", &certmanagerv1.Issuer{})) {
		t.Error("the issuer is ready although no cert-manager runs")
	}
	write(t, c, controllerPod())
	settle(t, c.syncIssuers)
	if !issuerReady(read(t, c, services, "bootstrap", &certmanagerv1.Issuer{})) {
		t.Error("the issuer is not ready although cert-manager runs")
	}
}

func TestInstall(t *testing.T) {
	definitions, err := gatewayDefinitions("../../../../shared/crds")
	if err != nil {
		t.Fatal(err)
	}
	c := newTestCluster(t, interceptor.Funcs{})
	for range 2 { // again after a restart
		if err := c.install(t.Context(), definitions); err != nil {
			t.Fatal(err)
		}
	}
	settle(t, c.syncGateways)
	class := read(t, c, "", gatewayClass, &gatewayv1.GatewayClass{})
	if got, want := summary(class.Status.Conditions...), "Accepted=True (Accepted)"; got != want {
		t.Errorf("class: %s, want %s", got, want)
	}
}

// handlerStatus is what a handler answers to a GET.
func handlerStatus(t *testing.T, client *http.Client, url string) int {
	t.Helper()
	response, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	return response.StatusCode
}
