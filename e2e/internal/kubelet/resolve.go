package kubelet

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// ErrUnknown means that the cluster has no such name, and that waiting for it
// does not help.
var ErrUnknown = errors.New("not a name of this cluster")

// Resolve is what the cluster's DNS and its Services would make of a host and
// port: the address of a process. The host is NAME.NAMESPACE, with .svc or
// .svc.cluster.local after it if one likes, or a ClusterIP; addresses of
// loopback stand for themselves. A Service that is not of a Deployment of this
// kubelet leads to its ClusterIP. The error is ErrUnknown for other hosts, and
// another one while nothing runs behind a Service.
func (k *Kubelet) Resolve(ctx context.Context, host string, port int) (string, error) {
	service, err := k.service(ctx, host)
	if err != nil {
		return "", err
	}
	if service == nil {
		return net.JoinHostPort(host, strconv.Itoa(port)), nil
	}
	address, err := k.behind(service, port)
	if errors.Is(err, errForeign) && service.Spec.ClusterIP != corev1.ClusterIPNone {
		return net.JoinHostPort(service.Spec.ClusterIP, strconv.Itoa(port)), nil
	}
	return address, err
}

// service is the Service of that name or ClusterIP; nil for loopback.
func (k *Kubelet) service(ctx context.Context, host string) (*corev1.Service, error) {
	cluster := k.client()
	if cluster == nil {
		return nil, errors.New("the kubelet does not run yet")
	}
	if ip := net.ParseIP(host); ip != nil {
		return serviceOfIP(ctx, cluster, ip)
	}
	short := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(host, "."), ".cluster.local"), ".svc")
	name, namespace, ok := strings.Cut(short, ".")
	if !ok || strings.Contains(namespace, ".") {
		return nil, fmt.Errorf("%s: %w", host, ErrUnknown)
	}
	service := &corev1.Service{}
	err := cluster.Get(ctx, client.ObjectKey{Namespace: namespace, Name: name}, service)
	if apierrors.IsNotFound(err) {
		return nil, fmt.Errorf("%s: %w: no Service %s/%s", host, ErrUnknown, namespace, name)
	}
	return service, err
}

func (k *Kubelet) client() client.Client {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.cluster
}

func serviceOfIP(ctx context.Context, cluster client.Reader, ip net.IP) (*corev1.Service, error) {
	services := &corev1.ServiceList{}
	if err := cluster.List(ctx, services); err != nil {
		return nil, err
	}
	for i := range services.Items {
		if services.Items[i].Spec.ClusterIP == ip.String() {
			return &services.Items[i], nil
		}
	}
	if ip.IsLoopback() {
		return nil, nil
	}
	return nil, fmt.Errorf("%s: %w: no Service has this ClusterIP", ip, ErrUnknown)
}

// errForeign means that the Service selects no Deployment of the kubelet.
var errForeign = errors.New("no process of the kubelet is selected")

// behind is the address of a process that the Service's port leads to.
func (k *Kubelet) behind(service *corev1.Service, port int) (string, error) {
	err := fmt.Errorf("Service %s/%s: %w", service.Namespace, service.Name, errForeign)
	for _, p := range k.alive() {
		if p.key.Namespace != service.Namespace || !p.matches(service.Spec.Selector) {
			continue
		}
		target, known := p.target(service, port)
		if !known {
			err = fmt.Errorf("Service %s/%s has no port %d that Deployment %s knows", service.Namespace, service.Name, port, p.key)
			continue
		}
		address, running := p.address(target)
		if running {
			return address, nil
		}
		err = fmt.Errorf("Service %s/%s: Deployment %s does not run now (it waits for: %s)", service.Namespace, service.Name, p.key, p.waitsFor())
	}
	return "", err
}

// target is the container's port that the Service's port stands for. A name
// without ClusterIP leads to the pod itself, whose ports are not translated.
func (p *pod) target(service *corev1.Service, port int) (int, bool) {
	if service.Spec.ClusterIP == corev1.ClusterIPNone {
		return port, true
	}
	for _, candidate := range service.Spec.Ports {
		if int(candidate.Port) != port {
			continue
		}
		target := candidate.TargetPort
		if target.StrVal != "" {
			return p.namedPort(target.StrVal)
		}
		if target.IntVal != 0 {
			return int(target.IntVal), true
		}
		return port, true
	}
	return 0, false
}

func (p *pod) namedPort(name string) (int, bool) {
	for _, c := range p.object.Spec.Containers {
		for _, port := range c.Ports {
			if port.Name == name {
				return int(port.ContainerPort), true
			}
		}
	}
	return 0, false
}

// address is where a container's port really is, while any container runs.
func (p *pod) address(port int) (string, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.running {
		if real, ok := r.ports[port]; ok && p.stage == "" {
			return net.JoinHostPort("127.0.0.1", strconv.Itoa(real)), true
		}
	}
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), p.stage == "" && len(p.running) > 0
}

// waitsFor says why there are no processes.
func (p *pod) waitsFor() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stage != "" {
		return p.stage
	}
	return "a restart"
}
