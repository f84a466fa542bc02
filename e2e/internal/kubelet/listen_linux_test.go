package kubelet

import (
	"errors"
	"net"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// TestListen needs a machine where all of 127.0.0.0/8 is local.
func TestListen(t *testing.T) {
	ip := "127.96.71.9"
	free, err := net.Listen("tcp", ip+":0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	free.Close()
	address := free.Addr().String()
	k, ctx := start(t, cluster(account(),
		service("named", ip, "app", corev1.ServicePort{Port: int32(port), TargetPort: intstr.FromString("grpc")})))
	k.working.Go(func() { k.listenForServices(ctx) })
	c := serving()
	c.VolumeMounts = nil
	d := deployment(0, c)
	k.sync(ctx, d, true)
	eventually(t, "the Service leads to the process", func() error { return greets(address, "hello from main") })
	k.sync(ctx, d, false)
	eventually(t, "the Service is deserted", func() error {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			return nil
		}
		conn.Close()
		return errors.New("somebody listens")
	})
}
