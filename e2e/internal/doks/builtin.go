package doks

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

// What DOKS calls its Gateway class and its volume driver.
const (
	gatewayClass      = "cilium"
	gatewayController = "io.cilium/gateway-controller"
	volumeDriver      = "dobs.csi.digitalocean.com"
)

// builtIn are the objects that every DOKS cluster has, as far as somebody in
// the rendered repository names, selects or relies on them.
func builtIn() []client.Object {
	return []client.Object{
		&gatewayv1.GatewayClass{
			ObjectMeta: metav1.ObjectMeta{Name: gatewayClass},
			Spec:       gatewayv1.GatewayClassSpec{ControllerName: gatewayController},
		},
		storageClass("do-block-storage", corev1.PersistentVolumeReclaimDelete, true),
		storageClass("do-block-storage-retain", corev1.PersistentVolumeReclaimRetain, false),
		// The names of the ports and the label are what monitors select by.
		daemonSet("cilium", "cilium-agent",
			port("prometheus", 9090), port("envoy-metrics", 9964)),
		coreDNS(),
		coreDNSService(),
	}
}

func storageClass(name string, policy corev1.PersistentVolumeReclaimPolicy, byDefault bool) *storagev1.StorageClass {
	class := &storagev1.StorageClass{
		ObjectMeta:           metav1.ObjectMeta{Name: name},
		Provisioner:          volumeDriver,
		ReclaimPolicy:        new(policy),
		AllowVolumeExpansion: new(true),
		VolumeBindingMode:    new(storagev1.VolumeBindingImmediate),
	}
	if byDefault {
		class.Annotations = map[string]string{"storageclass.kubernetes.io/is-default-class": "true"}
	}
	return class
}

func port(name string, number int32) corev1.ContainerPort {
	return corev1.ContainerPort{Name: name, ContainerPort: number, Protocol: corev1.ProtocolTCP}
}

func daemonSet(name, container string, ports ...corev1.ContainerPort) *appsv1.DaemonSet {
	template, selector := systemPod(name, container, ports...)
	return &appsv1.DaemonSet{
		ObjectMeta: system(name, name),
		Spec:       appsv1.DaemonSetSpec{Selector: selector, Template: template},
	}
}

func coreDNS() *appsv1.Deployment {
	template, selector := systemPod("kube-dns", "coredns", port("metrics", 9153))
	return &appsv1.Deployment{
		ObjectMeta: system("coredns", "kube-dns"),
		Spec:       appsv1.DeploymentSpec{Replicas: new(int32(2)), Selector: selector, Template: template},
	}
}

func coreDNSService() *corev1.Service {
	return &corev1.Service{
		ObjectMeta: system("kube-dns", "kube-dns"),
		Spec: corev1.ServiceSpec{
			Selector: map[string]string{"k8s-app": "kube-dns"},
			Ports: []corev1.ServicePort{
				{Name: "dns", Port: 53, Protocol: corev1.ProtocolUDP},
				{Name: "dns-tcp", Port: 53, Protocol: corev1.ProtocolTCP},
				{Name: "metrics", Port: 9153, Protocol: corev1.ProtocolTCP},
			},
		},
	}
}

func systemPod(app, container string, ports ...corev1.ContainerPort) (corev1.PodTemplateSpec, *metav1.LabelSelector) {
	labels := map[string]string{"k8s-app": app}
	return corev1.PodTemplateSpec{
		ObjectMeta: metav1.ObjectMeta{Labels: labels},
		Spec: corev1.PodSpec{
			PriorityClassName: "system-node-critical",
			Tolerations:       []corev1.Toleration{{Operator: corev1.TolerationOpExists}},
			Containers:        []corev1.Container{{Name: container, Image: "digitalocean.invalid/" + container, Ports: ports}},
		},
	}, &metav1.LabelSelector{MatchLabels: labels}
}

func system(name, app string) metav1.ObjectMeta {
	return metav1.ObjectMeta{
		Name: name, Namespace: metav1.NamespaceSystem,
		Labels: map[string]string{"k8s-app": app, "doks.digitalocean.com/managed": "true"},
	}
}
