package compositions

import "seamark.dev/seamark/e2e/internal/life"

// goesThrough is what happens to a complete ManagedDatabase afterwards.
func (d database) goesThrough() []life.Step {
	complete := d.complete()
	whole := func(change func(*life.Outcome)) life.Outcome { return but(complete, change) }
	return []life.Step{
		{
			Name:   "the provider stops reporting the user",
			Reason: "nothing that was delivered loses a field: the changes are refused as a whole",
			Do:     []life.Action{life.Lose("database", "user")},
			Want:   whole(func(o *life.Outcome) { o.Refused = d.needUser() }),
		},
		{
			Name:   "the user is back",
			Reason: "a source that was lost heals without help",
			Do:     []life.Action{life.Ready("database", life.Fields{"user": d.cloud["user"]})},
			Want:   complete,
		},
		{
			Name:   "the provider stops reporting the address",
			Reason: "a ConfigMap without a host would point the application nowhere: it stays as it was",
			Do:     []life.Action{life.Lose("database", "privateHost"), life.Lose("database", "port")},
			Want:   whole(func(o *life.Outcome) { o.Refused = []string{"config"} }),
		},
		{
			Name:   "the database has moved",
			Reason: "a new address reaches the application",
			Do:     []life.Action{life.Ready("database", life.Fields{"privateHost": "other-host", "port": int64(25070)})},
			Want:   whole(func(o *life.Outcome) { o.Values = map[string]any{"XR status.privateHost": "other-host"} }),
		},
		{
			Name:   "it moves back",
			Reason: "the end of the detour",
			Do:     []life.Action{life.Ready("database", d.cloud)},
			Want:   complete,
		},
		{
			Name:   "DigitalOcean upgrades the database by itself",
			Reason: "it is followed: the version that was wished for would be a downgrade, refused at every poll",
			Do:     []life.Action{life.Ready("database", life.Fields{"version": "19"})},
			Want: whole(func(o *life.Outcome) {
				o.Values = map[string]any{"XR status.version": "19", d.hub() + "spec.forProvider.version": "19"}
			}),
		},
		{
			Name:   "a wish above what runs is merged",
			Reason: "it is an upgrade on purpose",
			Do:     []life.Action{life.Edit("spec.version", "20")},
			Want:   whole(func(o *life.Outcome) { o.Values = map[string]any{d.hub() + "spec.forProvider.version": "20"} }),
		},
		{
			Name:   "DigitalOcean refuses the new version",
			Reason: "nothing that runs is hurt, and it is red",
			Do:     []life.Action{life.Unsynced("database", "422 cannot upgrade")},
			Want: whole(func(o *life.Outcome) {
				o.Ready = false
				o.Values = map[string]any{"XR status.cloud.database[1].message": "422 cannot upgrade"}
			}),
		},
		{
			Name:   "the wish is taken back",
			Reason: "what was refused locks nobody in",
			Do:     []life.Action{life.Edit("spec.version", d.version), life.Ready("database", nil)},
			Want: whole(func(o *life.Outcome) {
				o.Values = map[string]any{d.hub() + "spec.forProvider.version": "19"}
			}),
		},
		{
			Name:   "the provider stops reporting the metrics endpoints",
			Reason: "the ScrapeConfig keeps its targets",
			Do:     []life.Action{life.Lose("database", "metricsEndpoints")},
			Want: whole(func(o *life.Outcome) {
				o.Refused = []string{"scrape-config"}
				o.Values = map[string]any{d.Scrape() + " spec.staticConfigs[0].targets": []any{"public-host:9273"}}
			}),
		},
		{
			Name:   "there is a standby node, and it has metrics of its own",
			Reason: "every node is scraped",
			Do:     []life.Action{life.Ready("database", life.Fields{"metricsEndpoints": []any{"https://public-host:9273/metrics", "https://replica:9273/metrics"}})},
			Want: whole(func(o *life.Outcome) {
				o.Values = map[string]any{d.Scrape() + " spec.staticConfigs[0].targets": []any{"public-host:9273", "replica:9273"}}
			}),
		},
		{
			Name:   "the standby node is gone",
			Reason: "no target is left behind",
			Do:     []life.Action{life.Ready("database", life.Fields{"metricsEndpoints": []any{"https://public-host:9273/metrics"}})},
			Want: whole(func(o *life.Outcome) {
				o.Values = map[string]any{d.Scrape() + " spec.staticConfigs[0].targets": []any{"public-host:9273"}}
			}),
		},
		{
			Name:   "the metrics credentials are lost and the API is silent",
			Reason: "the delivered Secret keeps all its keys",
			Do:     []life.Action{life.Silence(callMetrics), life.RemoveSecret("crossplane-system", "digitalocean-metrics")},
			Want:   complete,
		},
		{
			Name:   "the API answers again",
			Reason: "the hub heals",
			Do:     []life.Action{life.Answer(callMetrics, answerMetrics)},
			Want: whole(func(o *life.Outcome) {
				o.Values = map[string]any{"hub Secret crossplane-system/digitalocean-metrics data[username]": "metrics"}
			}),
		},
		{
			Name:   "the provider's Secret is lost",
			Reason: "the delivered Secret keeps all its keys",
			Do:     []life.Action{life.Unpublish("database")},
			Want:   complete,
		},
		{
			Name:   "the password is changed",
			Reason: "a new password reaches the application",
			Do:     []life.Action{life.Publish("database", life.Keys{"attribute.password": "changed", "attribute.private_uri": "rediss://changed"})},
			Want: whole(func(o *life.Outcome) {
				o.Values = map[string]any{d.Secret() + " data[" + d.passwordKey() + "]": "changed"}
			}),
		},
		{
			Name:   "somebody deletes the Object of the Secret on the hub",
			Reason: "the Secret in the cluster stays, and the Object comes back",
			Do:     []life.Action{life.Publish("database", d.keys), life.Discard("secret")},
			Want:   complete,
		},
	}
}

func (d database) needUser() []string {
	if _, ok := d.config["DB_USER"]; ok {
		return []string{"config", "secret"}
	}
	return []string{"secret"}
}

// passwordKey is the one of the delivered keys that holds the password.
func (d database) passwordKey() string {
	for key, value := range d.secret {
		if value == d.keys["attribute.password"] {
			return key
		}
	}
	return ""
}
