package platform

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/manifest"
)

// completeFirewall lets the hub in.
func completeFirewall(f *ControlPlaneFirewall, hub []string) *ControlPlaneFirewall {
	if f == nil {
		return nil
	}
	complete := ControlPlaneFirewall{Addresses: slices.Clone(f.Addresses), Off: f.Off}
	for _, address := range hub {
		if !slices.Contains(complete.Addresses, address) {
			complete.Addresses = append(complete.Addresses, address)
		}
	}
	return &complete
}

// firewalls want the hub to be let in: it could not reach a cluster any more, and
// so not even open it again.
func (c *checker) firewalls(p Platform) {
	hub := manifest.Fields("spec", "hub").Field("addresses")
	for i, address := range p.Spec.Hub.Addresses {
		c.address(hub.Item(i), address, "opens the Kubernetes API to the whole internet")
	}
	for i, e := range p.Spec.Environments {
		f := e.Cluster.ControlPlaneFirewall
		if f == nil {
			continue
		}
		at := environments().Item(i).Field("cluster").Field("controlPlaneFirewall")
		for n, address := range f.Addresses {
			if !slices.Contains(p.Spec.Hub.Addresses, address) {
				c.address(at.Field("addresses").Item(n), address, "opens the Kubernetes API to the whole internet")
			}
		}
		if !f.Off && len(p.Spec.Hub.Addresses) == 0 {
			c.add("config-required", hub, "", fmt.Sprintf("is required by the control-plane firewall of %s: the hub could not reach the cluster", e.Name),
				"name the addresses that the hub calls from")
		}
	}
}
