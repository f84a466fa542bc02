package dokscluster

import (
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

// next is the version that the cluster must be upgraded to next, of those that
// DigitalOcean offers: null if what runs is as new as the wish, or if no minor
// version is wished for. DigitalOcean wants the newest patch of the own minor
// version first, and then one minor version after the other.
const next = `def numbers: [scan("[0-9]+") | tonumber];
def minor: numbers[:2];
def next: .payload.body as $is
| [.response.body | objects | select(has("available_upgrade_versions")) | .available_upgrade_versions // []][0] as $offered
| if $is.state != "running" or ($is.wanted | minor) <= ($is.running | minor) then null
elif $offered == null then error("DigitalOcean does not say which upgrades it offers")
else [$offered[].slug | select(numbers > ($is.running | numbers) and minor <= ($is.wanted | minor))]
| sort_by([minor, (numbers | map(-.))])
| first // error("no way from \($is.running) to \($is.wanted): DigitalOcean offers \([$offered[].slug] | join(", ") | if . == "" then "nothing" else . end)")
end; `

// order is the address for upgrades, where there is one to ask for. The provider
// updates also what it could not observe: without the error it would ask for the
// version null.
const order = `if next == null then error("there is nothing to upgrade to") else .payload.baseUrl + "/upgrade" end`

// upgrade lifts the cluster to the minor version that is wished for, step by
// step. It is beside Terraform, which sends the same upgrade at every poll
// until the cluster reports it, and takes a version that is lower than what
// runs for another cluster.
//
// An upgrade that DigitalOcean refuses leaves the answer in status.upgrade, and
// is asked for again at the next poll, unless the wish is taken back: a wish at
// or below what runs is none. What is not offered is an error in Synced.
func upgrade() compose.Resource {
	const payload = "spec.forProvider.payload."
	return compose.Cloud(compose.Resource{
		Name: "upgrade",
		Base: &providerhttp.Request{
			TypeMeta: providerhttp.KindRequest,
			Spec: providerhttp.RequestSpec{
				Spec: managed.Spec{
					ManagementPolicies: xpv2.ManagementPolicies{xpv2.ManagementActionObserve, xpv2.ManagementActionUpdate},
					ProviderConfigRef:  packages.ProviderConfigRef(),
				},
				ForProvider: providerhttp.RequestParameters{
					Headers: map[string][]string{"Content-Type": {"application/json"}},
					Mappings: []providerhttp.Mapping{
						{Action: providerhttp.ActionObserve, Method: "GET", URL: `.payload.baseUrl + "/upgrades"`},
						{Action: providerhttp.ActionUpdate, Method: "POST", URL: next + order, Body: next + "{version: next}"},
					},
					ExpectedResponseCheck: providerhttp.Answered(next + "next == null"),
				},
			},
		},
		Patches: compose.Patches{
			compose.From("metadata.name").Format("%s-upgrade").To("metadata.name"),
			compose.ObserveIf("spec.existing.cluster.management"),
			compose.RecallAll(environment.API+"/kubernetes/clusters/%[1]s", id, running, state).Required().To(payload + "baseUrl"),
			compose.RecallAll(`{"running":"%[2]s","state":"%[3]s","wanted":"%[2]s"}`, id, running, state).To(payload + "body"),
			compose.RecallAll(`{"running":"%[2]s","state":"%[3]s","wanted":"%[4]s"}`, id, running, state, wanted).To(payload + "body"),
			compose.StatusOf("%s %v: %s", "status.requestDetails.method", "status.response.statusCode", "status.response.body").To("status.upgrade"),
		},
	}, compose.Matches("status.requestDetails.method", "GET"))
}
