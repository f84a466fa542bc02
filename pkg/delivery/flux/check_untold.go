package flux

import (
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// untold finds environments whose receivers of alerts would be thought to hear
// of what Flux cannot apply, and do not: none of them is Slack, which alone Flux
// can tell, and no alert of the hub tells anybody.
func untold(inv *inventory.Inventory) (list diag.List) {
	hub, why := inv.Platform.Spec.Hub, "nothing watches the hub"
	remedy := "add slack, or let the hub watch itself and tell of it (spec.hub.monitoring.prometheus: own)"
	switch {
	case hub.WatchesItself() && len(receiversOf(hub.Alerts.Receiver)) == 0:
		why, remedy = "the hub's alerts have no receiver", "add slack, or receivers of the hub's alerts (spec.hub.alerts.receiver)"
	case hub.Watched():
		return nil
	}
	for i, env := range inv.Platform.Spec.Environments {
		if who := receiversOf(env.Alerts.Receiver); len(who) > 0 && env.Alerts.Receiver.Slack == nil {
			at := manifest.Fields("spec", "environments").Item(i).Field("alerts").Field("receiver")
			list.Add(diag.Finding{
				Code: "flux-untold", Severity: diag.Warning, Where: inv.Configured(at), Value: strings.Join(who, ", "),
				Message: "hears of alerts, but not of what Flux cannot apply: Flux can tell Slack alone, and " + why,
				Remedy:  remedy,
			})
		}
	}
	return list
}

// receiversOf are the receivers, as the configuration calls them.
func receiversOf(r platform.Receiver) (names []string) {
	for _, one := range []struct {
		name  string
		there bool
	}{{"slack", r.Slack != nil}, {"email", r.Email != nil}, {"webhook", r.Webhook != nil}, {"pagerDuty", r.PagerDuty != nil}} {
		if one.there {
			names = append(names, one.name)
		}
	}
	return names
}
