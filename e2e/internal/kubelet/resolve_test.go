package kubelet

import (
	"errors"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// service is a Service of the Deployment app, or of another one.
func service(name, ip, app string, ports ...corev1.ServicePort) *corev1.Service {
	return &corev1.Service{
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name},
		Spec:       corev1.ServiceSpec{ClusterIP: ip, Selector: map[string]string{"app": app}, Ports: ports},
	}
}

func TestResolve(t *testing.T) {
	k, ctx := start(t, cluster(account(),
		service("headless", corev1.ClusterIPNone, "app", corev1.ServicePort{Port: 9443, TargetPort: intstr.FromString("grpc")}),
		service("named", "127.96.0.7", "app", corev1.ServicePort{Port: 443, TargetPort: intstr.FromString("grpc")}),
		service("numbered", "127.96.0.8", "app", corev1.ServicePort{Port: 80, TargetPort: intstr.FromInt32(8080)}, corev1.ServicePort{Port: 9443}),
		service("foreign", "127.96.0.9", "other", corev1.ServicePort{Port: 80}),
		service("nobody", corev1.ClusterIPNone, "other", corev1.ServicePort{Port: 80}),
	))
	c := serving()
	c.VolumeMounts = nil
	k.sync(ctx, deployment(0, c), true)
	eventually(t, "it runs", runs(k, process1))
	moved, _ := k.alive()[0].address(9443)
	for name, c := range map[string]struct {
		reason, host string
		port         int
		want, err    string
		unknown      bool
	}{
		"Headless":  {reason: "a name without ClusterIP is the pod, at its moved port", host: "headless.system", port: 9443, want: moved},
		"Long":      {reason: "the longest form of a name", host: "headless.system.svc.cluster.local.", port: 9443, want: moved},
		"Named":     {reason: "a target port by name", host: "named.system.svc", port: 443, want: moved},
		"ClusterIP": {reason: "a ClusterIP is its Service", host: "127.96.0.7", port: 443, want: moved},
		"Numbered":  {reason: "a target port that was not moved", host: "numbered.system", port: 80, want: "127.0.0.1:8080"},
		"Same":      {reason: "no target port means the same port", host: "numbered.system", port: 9443, want: moved},
		"WrongPort": {reason: "a Service has only its own ports", host: "named.system", port: 80, err: "no port 80"},
		"Foreign":   {reason: "a Service of others is left to who listens on its ClusterIP", host: "foreign.system", port: 80, want: "127.96.0.9:80"},
		"Nobody":    {reason: "without ClusterIP nobody can", host: "nobody.system", port: 80, err: "no process"},
		"Loopback":  {reason: "this machine's own addresses", host: "127.0.0.1", port: 5, want: "127.0.0.1:5"},
		"Absent":    {reason: "no such Service", host: "absent.system", port: 80, unknown: true, err: "no Service system/absent"},
		"Outside":   {reason: "the rest of the world", host: "api.example.com", port: 443, unknown: true, err: "not a name"},
		"Short":     {reason: "a name needs its namespace", host: "named", port: 443, unknown: true, err: "not a name"},
		"OutsideIP": {reason: "the rest of the world by address", host: "192.0.2.1", port: 443, unknown: true, err: "ClusterIP"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := k.Resolve(ctx, c.host, c.port)
			if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
				t.Fatalf("%s: %v", c.reason, err)
			}
			if got != c.want || errors.Is(err, ErrUnknown) != c.unknown {
				t.Errorf("%s: %q, %v, want %q", c.reason, got, err, c.want)
			}
		})
	}
}

func TestResolveBefore(t *testing.T) {
	k, ctx := start(t, nil)
	k.cluster = nil
	if _, err := k.Resolve(ctx, "a.b", 1); err == nil || errors.Is(err, ErrUnknown) {
		t.Errorf("before it runs it must ask for patience: %v", err)
	}
}
