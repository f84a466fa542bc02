package kubelet

import (
	"context"
	"net"
	"strconv"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// listenForServices keeps a listener on every ClusterIP and port whose Service
// selects a Deployment of the kubelet, and forwards to the process behind it.
// A program that takes one of these ports on all addresses of the machine
// cannot run beside that: such a cluster's webhooks are reached through a
// ConnectProxy instead.
func (k *Kubelet) listenForServices(ctx context.Context) {
	open := map[string]net.Listener{}
	failed := map[string]bool{} // logged
	var connections sync.WaitGroup
	defer connections.Wait()
	defer func() {
		for _, listener := range open {
			listener.Close()
		}
	}()
	for {
		wanted := k.wantedListeners(ctx)
		for address, listener := range open {
			if wanted[address] == nil {
				listener.Close()
				delete(open, address)
			}
		}
		for address, service := range wanted {
			if open[address] != nil {
				continue
			}
			listener, err := net.Listen("tcp", address)
			if err != nil {
				if !failed[address] {
					k.log.Warn("cannot listen for the Service, and tries again", "service", service.Namespace+"/"+service.Name, "address", address, "error", err)
				}
				failed[address] = true
				continue
			}
			delete(failed, address)
			open[address] = listener
			connections.Go(func() { k.forward(ctx, listener, service) })
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// wantedListeners are the addresses of Services with processes.
func (k *Kubelet) wantedListeners(ctx context.Context) map[string]*corev1.Service {
	services := &corev1.ServiceList{}
	if err := k.client().List(ctx, services); err != nil {
		if ctx.Err() == nil {
			k.log.Warn("cannot list Services", "error", err)
		}
		return nil
	}
	wanted := map[string]*corev1.Service{}
	for i := range services.Items {
		service := &services.Items[i]
		if ip := net.ParseIP(service.Spec.ClusterIP); ip == nil || !ip.IsLoopback() {
			continue
		}
		for _, p := range k.alive() {
			if p.key.Namespace == service.Namespace && p.matches(service.Spec.Selector) {
				for _, port := range service.Spec.Ports {
					wanted[net.JoinHostPort(service.Spec.ClusterIP, strconv.Itoa(int(port.Port)))] = service
				}
			}
		}
	}
	return wanted
}

// forward serves one listener until that is closed.
func (k *Kubelet) forward(ctx context.Context, listener net.Listener, service *corev1.Service) {
	_, text, _ := net.SplitHostPort(listener.Addr().String())
	port, _ := strconv.Atoi(text) // a listener's own address
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			address, err := k.behind(service, port)
			if err == nil {
				var dialer net.Dialer
				var server net.Conn
				if server, err = dialer.DialContext(ctx, "tcp", address); err == nil {
					splice(client, server)
					return
				}
			}
			client.Close()
			k.log.Warn("connection to the Service fails", "service", service.Namespace+"/"+service.Name, "port", port, "error", err)
		}()
	}
}
