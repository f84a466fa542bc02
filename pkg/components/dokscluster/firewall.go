package dokscluster

import (
	"net/netip"
	"slices"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/platform"
)

// mostAddresses bounds the list; it is no limit of DigitalOcean's.
const mostAddresses = 250

func controlPlaneFirewall() apiextensions.Schema {
	return apiextensions.Schema{
		Type: "object",
		Description: "Who reaches the Kubernetes API, beside the nodes. The hub must be among them. " +
			"Without this it stays as it is at DigitalOcean.",
		Required: []string{"allowedAddresses", "enabled"},
		Properties: map[string]apiextensions.Schema{
			"enabled": {Type: "boolean", Description: "Whether nobody else does."},
			"allowedAddresses": {
				Type: "array", Description: "Ranges of IPv4 addresses in CIDR notation.", MaxItems: new(int64(mostAddresses)),
				Items: &apiextensions.Schema{Type: "string"},
			},
		},
		Validations: []apiextensions.Rule{{
			Rule:    "!self.enabled || self.allowedAddresses.size() > 0",
			Message: "allowedAddresses must not be empty: the hub could not reach the cluster any more",
		}},
	}
}

// firewallPatches hand it to the provider, both fields or none.
func firewallPatches() compose.Patches {
	const from, to = "spec.controlPlaneFirewall.", "spec.forProvider.controlPlaneFirewall[0]."
	return compose.Patches{
		compose.From(from + "enabled").To(to + "enabled"),
		compose.From(from + "allowedAddresses").To(to + "allowedAddresses"),
	}
}

// firewall is in the form that DigitalOcean answers in, sorted: to the provider
// another order is a difference.
func firewall(f *platform.ControlPlaneFirewall) *seamark.ControlPlaneFirewall {
	if f == nil {
		return nil
	}
	ranges := []string{}
	for _, address := range f.Addresses {
		if single, err := netip.ParseAddr(address); err == nil {
			address = netip.PrefixFrom(single, single.BitLen()).String()
		}
		ranges = append(ranges, address)
	}
	slices.Sort(ranges)
	return &seamark.ControlPlaneFirewall{Enabled: !f.Off, AllowedAddresses: slices.Compact(ranges)}
}
