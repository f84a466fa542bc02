package doks

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/interceptor"
)

func balancerService(name string, annotations map[string]string) *corev1.Service {
	service := &corev1.Service{ObjectMeta: named(services, name)}
	service.UID, service.Annotations = "0f-1e", annotations
	service.Spec.Type = corev1.ServiceTypeLoadBalancer
	return service
}

func TestLoadBalancers(t *testing.T) {
	c := newTestCluster(t, interceptor.Funcs{},
		balancerService("a-internal", map[string]string{annotationNetwork: "INTERNAL", annotationName: "prod-logs"}),
		balancerService("b-public", nil), &corev1.Service{ObjectMeta: named(services, "plain")})
	settle(t, c.syncLoadBalancers)
	for name, address := range map[string]string{"a-internal": "10.114.0.1", "b-public": "203.0.113.2"} {
		service := read(t, c, services, name, &corev1.Service{})
		if got := service.Status.LoadBalancer.Ingress; len(got) != 1 || got[0].IP != address {
			t.Errorf("%s: %v, want %s", name, got, address)
		}
		if service.Annotations[annotationBalancerID] == "" || len(service.Finalizers) != 1 {
			t.Errorf("%s: annotations %v, finalizers %v", name, service.Annotations, service.Finalizers)
		}
	}
	if plain := read(t, c, services, "plain", &corev1.Service{}); len(plain.Finalizers) != 0 {
		t.Error("a Service without load balancer is touched")
	}
	service := read(t, c, services, "a-internal", &corev1.Service{})
	if err := c.Delete(t.Context(), service); err != nil {
		t.Fatal(err)
	}
	settle(t, c.syncLoadBalancers)
	if err := c.Get(t.Context(), client.ObjectKeyFromObject(service), service); !isAbsent(err) {
		t.Errorf("%v, want that the Service is gone", err)
	}
	if balancers, _ := c.cloud.(*MemoryCloud).Count(); balancers != 1 {
		t.Errorf("%d load balancers left, want 1", balancers)
	}
}

// The address comes later than the id.
func TestLoadBalancerWithoutAddress(t *testing.T) {
	c := newTestCluster(t, interceptor.Funcs{}, balancerService("logs", nil))
	c.cloud = NewMemoryCloud(1 << 40)
	if settled, err := c.syncLoadBalancers(t.Context()); settled || err != nil {
		t.Errorf("settled %v, %v; want to wait", settled, err)
	}
	service := read(t, c, services, "logs", &corev1.Service{})
	if service.Annotations[annotationBalancerID] == "" || len(service.Status.LoadBalancer.Ingress) != 0 {
		t.Errorf("annotations %v, status %v", service.Annotations, service.Status)
	}
}

func TestVolumes(t *testing.T) {
	claim := &corev1.PersistentVolumeClaim{ObjectMeta: named(services, "data")}
	claim.UID = "1234"
	claim.Annotations = map[string]string{annotationProvisioner: volumeDriver}
	claim.Spec.StorageClassName = new("do-block-storage")
	claim.Spec.Resources.Requests = corev1.ResourceList{corev1.ResourceStorage: resource.MustParse("5Gi")}
	c := newTestCluster(t, interceptor.Funcs{}, append(builtIn(), claim)...)
	settle(t, c.syncVolumes)
	volume := read(t, c, "", "pvc-1234", &corev1.PersistentVolume{})
	if volume.Spec.ClaimRef.Name != "data" || volume.Spec.Capacity.Storage().String() != "5Gi" {
		t.Errorf("spec %+v", volume.Spec)
	}
	volume.Status.Phase = corev1.VolumeReleased
	if err := c.Status().Update(t.Context(), volume); err != nil {
		t.Fatal(err)
	}
	if err := c.Delete(t.Context(), claim); err != nil {
		t.Fatal(err)
	}
	settle(t, c.syncVolumes)
	if err := c.Get(t.Context(), client.ObjectKeyFromObject(volume), volume); !isAbsent(err) {
		t.Errorf("%v, want that the volume is gone", err)
	}
	if _, volumes := c.cloud.(*MemoryCloud).Count(); volumes != 0 {
		t.Errorf("%d volumes left", volumes)
	}
}
