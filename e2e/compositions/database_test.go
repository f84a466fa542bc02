package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/platform"
)

const (
	databaseID = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
	callCA     = "GET https://api.digitalocean.com/v2/databases/" + databaseID + "/ca"
	// answerCA holds base64 of "PEM\n", as the API does.
	answerCA      = `{"ca": {"certificate": "UEVNCg=="}}`
	callMetrics   = "GET https://api.digitalocean.com/v2/databases/metrics/credentials"
	answerMetrics = `{"credentials": {"basic_auth_username": "metrics", "basic_auth_password": "metrics-password"}}`
)

// What the composition of a ManagedDatabase consists of.
var (
	databaseCloud = []string{"database", "firewall", "vpc-usage"}
	databaseInner = []string{"config", "scrape-config", "secret"}
)

// database is what differs between the engines: names and what is delivered.
type database struct {
	name, cluster string
	version       string // that the environment wishes for
	// waiting are the fields that the resources wait for in the beginning.
	waiting map[string]string
	// cloud is the cloud's report on the finished database, keys what the
	// provider publishes.
	cloud life.Fields
	keys  life.Keys
	// secret and config are the data of what is delivered.
	secret, config map[string]any
}

func (d database) connection() string { return d.name + "-connection-secret" }
func (d database) Secret() string     { return "Secret demo/" + d.name + "-database" }
func (d database) Config() string     { return "ConfigMap demo/" + d.name + "-database-configuration" }
func (d database) Scrape() string {
	return "ScrapeConfig.monitoring.coreos.com demo/" + d.name + "-database"
}

// hub begins the expressions for the managed resource on the hub.
func (d database) hub() string {
	return "hub Cluster.database.digitalocean.m.crossplane.io dev/" + d.cluster + " "
}

// complete is the outcome when everything has arrived.
func (d database) complete() life.Outcome {
	return life.Outcome{
		Composed:  join(databaseCloud, databaseInner, []string{"ca", d.connection()}),
		Delivered: []string{d.Secret(), d.Config(), d.Scrape()},
		Ready:     true,
		Values:    map[string]any{d.Secret() + " data": d.secret, d.Config() + " data": d.config},
	}
}

// becomesReady is the life of a ManagedDatabase until it is complete.
func (d database) becomesReady() []life.Step {
	complete := d.complete()
	return []life.Step{
		{
			Name:   "the XR is applied",
			Reason: "the database and its firewall are asked for at once, so that it is never open to the internet; the rest waits",
			Want:   life.Outcome{Composed: databaseCloud, Waiting: d.waiting},
		},
		{
			Name:   "the cloud is making the database",
			Reason: "with an id its authority can be asked for, but there is none yet, and no address to deliver",
			Do: []life.Action{
				life.Created("database", databaseID, life.Fields{"id": databaseID}),
				life.Created("firewall", "firewall-id", nil),
			},
			Want: life.Outcome{
				Composed: join(databaseCloud, []string{"ca", d.connection()}),
				Waiting:  without(d.waiting, "ca"),
				Values: map[string]any{
					"XR status.id": databaseID,
					d.hub() + "spec.forProvider.privateNetworkUuid": vpcID,
				},
			},
		},
		{
			Name:   "the provider reports half of an address",
			Reason: "half an address is delivered to nobody",
			Do:     []life.Action{life.Ready("database", life.Fields{"privateHost": d.cloud["privateHost"]})},
			Want: life.Outcome{
				Composed: join(databaseCloud, []string{"ca", d.connection()}),
				Waiting:  map[string]string{"config": "status.port", "secret": "status.user", "scrape-config": "status.metricsTargets"},
			},
		},
		{
			Name:   "the database runs, its credentials are not published yet",
			Reason: "the address is delivered; the Secret, of which only the user's name is known, is not",
			Do:     []life.Action{life.Ready("database", d.cloud), life.Ready("firewall", nil)},
			Want: but(complete, func(o *life.Outcome) {
				o.Delivered = []string{d.Config()}
				o.Ready = false
				o.Values = map[string]any{d.Config() + " data": d.config}
				o.Absent = []string{d.Secret() + " data"}
			}),
		},
		{
			Name:   "the credentials are published",
			Reason: "authority and metrics credentials are missing still, so that the Secret is not delivered",
			Do:     []life.Action{life.Publish("database", d.keys)},
			Want: but(complete, func(o *life.Outcome) {
				o.Delivered = []string{d.Config()}
				o.Ready = false
				o.Values = nil
				o.Absent = []string{d.Secret() + " data"}
			}),
		},
		{
			Name:   "the API answers with the authority",
			Reason: "of six or seven keys two are missing: still nothing partial",
			Do:     []life.Action{life.Answer(callCA, answerCA)},
			Want: but(complete, func(o *life.Outcome) {
				o.Delivered = []string{d.Config()}
				o.Ready = false
				o.Values = map[string]any{"hub Secret dev/" + d.name + "-ca data": map[string]any{"ca.crt": "PEM\n"}}
				o.Absent = []string{d.Secret() + " data"}
			}),
		},
		{
			Name:   "the API answers with the metrics credentials",
			Reason: "the Secret is whole and the XR is ready, although Prometheus has not brought the kind ScrapeConfig: it waits for this XR",
			Do:     []life.Action{life.Answer(callMetrics, answerMetrics)},
			Want: but(complete, func(o *life.Outcome) {
				o.Delivered = []string{d.Secret(), d.Config()}
				o.Absent = []string{d.Scrape() + " spec"}
			}),
		},
		{
			Name:   "the Prometheus operator is installed",
			Reason: "the metrics are collected without anybody's help, verified with the delivered Secret",
			Do:     []life.Action{life.Serve("ScrapeConfig")},
			Want: but(complete, func(o *life.Outcome) {
				o.Values = map[string]any{
					d.Scrape() + " spec.staticConfigs[0].targets": []any{"public-host:9273"},
					d.Scrape() + " spec.staticConfigs[0].labels":  map[string]any{"database_cluster": d.name, "environment": "dev"},
					d.Scrape() + " spec.tlsConfig.ca.secret.name": d.name + "-database",
					d.Scrape() + " spec.basicAuth.password.name":  d.name + "-database",
					d.Scrape() + " spec.jobName":                  d.name + "-database",
				}
			}),
		},
	}
}

// without is the expectation without one resource.
func without(waiting map[string]string, resource string) map[string]string {
	rest := map[string]string{}
	for r, field := range waiting {
		if r != resource {
			rest[r] = field
		}
	}
	return rest
}

// newDatabase is one ManagedDatabase of an environment.
func newDatabase(t *testing.T, w *life.World, e platform.Environment, name string) *life.XR {
	t.Helper()
	composition := manageddatabase.CompositionName(e.Databases[name].Engine)
	return birth(t, w, manageddatabase.Component(e), name, composition)
}
