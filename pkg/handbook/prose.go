package handbook

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/platform"
)

// said is a part of a sentence that is true where these components are.
type said struct {
	text  string
	about []string
}

// among are the parts that are true.
func among(there parts, said ...said) []string {
	var all []string
	for _, s := range said {
		if there.Has(s.about...) {
			all = append(all, s.text)
		}
	}
	return all
}

// list is an enumeration: a, b and c.
func list(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

// Holds is what environments are made of.
func (b book) Holds() string {
	var everywhere, somewhere []string
	for _, s := range []said{{"managed databases", []string{"manageddatabase"}}, {"metrics", []string{"kube-prometheus-stack"}}, {"logs", []string{"loki"}}, {"a demo", []string{"demo"}}} {
		with := 0
		for _, env := range b.Spec.Environments {
			if b.In(env.Name, s.about...) {
				with++
			}
		}
		switch {
		case with == len(b.Spec.Environments):
			everywhere = append(everywhere, s.text)
		case with > 0:
			somewhere = append(somewhere, s.text)
		}
	}
	if len(somewhere) == 0 {
		return list(everywhere)
	}
	return strings.TrimPrefix(list(everywhere)+", some of them with ", ", ") + list(somewhere)
}

// Infra is what is in the first folder of an environment.
func (b book) Infra() string {
	return strings.Join(among(b.parts, said{"VPC, cluster", []string{"dokscluster"}}, said{"databases", []string{"manageddatabase"}}, said{"bucket", []string{"objectstore"}}), ", ")
}

// Cluster is the second of them.
func (b book) Cluster() string {
	return strings.Join(among(b.parts, said{"Prometheus, Grafana", []string{"kube-prometheus-stack"}}, said{"Loki", []string{"loki"}}, said{"Alloy", []string{"alloy"}},
		said{"cert-manager", []string{"cert-manager"}}, said{"ExternalDNS", []string{"external-dns"}}, said{"Metrics Server", []string{"metrics-server"}}), ", ")
}

// Services is the third.
func (b book) Services() string {
	parts := among(b.parts, said{"Gateway", []string{"gateway"}}, said{"demo", []string{"demo"}})
	if strings.Contains(b.Present().String(), "-exporter") { // of any engine of databases
		parts = append(parts, "exporters")
	}
	return strings.Join(append(parts, among(b.parts, said{"log sinks", []string{"logsink"}})...), ", ")
}

// Made are the secret values that nobody brings.
func (b book) Made() string {
	return strings.Join(among(b.parts, said{"kubeconfig", []string{"dokscluster"}}, said{"database passwords", []string{"manageddatabase"}},
		said{"certificates", []string{"cert-manager"}}, said{"the Spaces key of each bucket", []string{"objectstore"}}), ", ")
}

// Hooked are the releases whose charts have hooks.
func (b book) Hooked() string {
	return strings.Join(among(b.parts, said{"cert-manager", []string{"cert-manager"}}, said{"kube-prometheus-stack", []string{"kube-prometheus-stack"}}), ", ")
}

// Holds is what the environment consists of, beside its cluster.
func (c chapter) Holds() string {
	var parts []string
	if c.Has("manageddatabase") {
		for _, name := range c.Environment.DatabaseNames() {
			db := c.Environment.Databases[name]
			what := string(db.Engine) + " " + db.Version
			if db.Observed() {
				what = "the " + string(db.Engine) + " that exists (only looked at)"
			}
			parts = append(parts, what+" for "+name)
		}
	}
	demo := "the demo"
	if c.Has("gateway") {
		demo += " at https://" + c.Environment.Domain.Demo
	}
	parts = append(parts, among(c.parts,
		said{"metrics kept " + c.Environment.Metrics.Retention, []string{"kube-prometheus-stack"}},
		said{"logs kept " + c.Environment.Logs.Retention, []string{"loki"}},
		said{demo, []string{"demo"}})...)
	if len(parts) > 2 {
		parts[len(parts)-1] = "and " + parts[len(parts)-1]
		return strings.Join(parts, ", ")
	}
	return list(parts)
}

// Kinds are the resources of the hub that the environment consists of.
func (c chapter) Kinds() string {
	return strings.Join(among(c.parts, said{"doksclusters", []string{"dokscluster"}}, said{"nodepools.seamark.dev", []string{"nodepool"}}, said{"manageddatabases", []string{"manageddatabase"}},
		said{"logicaldatabases", []string{"logicaldatabase"}}, said{"databaseusers", []string{"databaseuser"}}, said{"connectionpools", []string{"connectionpool"}}, said{"databasesettings", []string{"databasesettings"}},
		said{"objectstores", []string{"objectstore"}}, said{"logsinks", []string{"logsink"}}), ",")
}

// Kept is what holds data, at the beginning of a sentence.
func (c chapter) Kept() string {
	parts := among(c.parts, said{"the databases", []string{"manageddatabase"}}, said{"the bucket", []string{"objectstore"}})
	if len(parts) == 0 {
		parts = []string{"what runs in it"}
	}
	return list(append([]string{"The cluster"}, parts...))
}

// Lost is what holds data, in the order in which it is missed.
func (c chapter) Lost() string {
	parts := among(c.parts, said{"databases", []string{"manageddatabase"}}, said{"logs", []string{"loki"}}, said{"bucket", []string{"objectstore"}})
	if len(parts) == 0 {
		parts = []string{"what runs in it"}
	}
	return list(append([]string{"cluster"}, parts...))
}

// LookedAt is what exists, and is only looked at.
func (c chapter) LookedAt() string {
	var parts []string
	for what, e := range map[string]*platform.Existing{"the VPC": c.Environment.Network.Existing, "the cluster": c.Environment.Cluster.Existing} {
		if c.Has("dokscluster") && e != nil && e.ObserveOnly {
			parts = append(parts, what)
		}
	}
	slices.Sort(parts)
	for _, name := range c.Environment.DatabaseNames() {
		if c.Has("manageddatabase") && c.Environment.Databases[name].Observed() {
			parts = append(parts, "the database "+name)
		}
	}
	return list(parts)
}

// DatabaseLogs tells whether databases send their logs, with what is read from
// them.
func (c chapter) DatabaseLogs() bool { return c.Has("logsink") && c.Fields() != "" }

// HubReceivers are who is told of alerts of the hub.
func (b book) HubReceivers() string {
	var told []string
	r := b.Spec.Hub.Alerts.Receiver
	for _, w := range []struct {
		text  string
		there bool
	}{{"Slack", r.Slack != nil}, {"a mailbox", r.Email != nil}, {"a webhook", r.Webhook != nil}, {"PagerDuty (only what is critical)", r.PagerDuty != nil}} {
		if w.there {
			told = append(told, w.text)
		}
	}
	return list(told)
}
