package flux

import (
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Codes document what Flux minds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "flux-outside-environment", Meaning: "An environment brings something to the hub that is not in its own namespace, where alone its ServiceAccount may act."},
		{Code: "flux-untold", Severity: diag.Warning, Meaning: "Receivers of alerts hear nothing of what Flux cannot apply: it can tell Slack alone, and nothing watches the hub.", Example: "    alerts: {receiver: {pagerDuty: {}}}"},
	}
}

// outside finds objects and releases of environments that would be applied to
// the hub outside of the environment's namespace.
func outside(inv *inventory.Inventory) (list diag.List) {
	for _, o := range inv.Objects {
		if o.Whole() && o.Cluster.IsHub() && o.Unit.Environment != "" && o.Ref.Namespace != o.Unit.Environment {
			list.Add(inv.Finding(o.At.At(manifest.Fields("metadata", "namespace")), diag.Finding{
				Code: "flux-outside-environment", Value: o.Ref.Namespace,
				Message: "Flux applies it as the ServiceAccount " + Reconciler + " of the environment, which may act in the namespace " + o.Unit.Environment + " alone",
				Remedy:  "put it there, or bring it by a unit of the control plane",
			}))
		}
	}
	for _, r := range inv.Releases {
		if environment := r.Unit.ID.Environment; environment != "" && r.Release.Cluster.IsHub() {
			list.Add(inv.Finding(r.Place, diag.Finding{
				Code:    "flux-outside-environment",
				Message: "Flux installs no release of an environment on the hub: it would do so with its own rights",
				Remedy:  "deliver it to the environment's cluster, or by a unit of the control plane",
			}))
		}
	}
	return list
}
