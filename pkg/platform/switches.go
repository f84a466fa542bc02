package platform

import (
	"maps"
	"slices"
)

// Switch is a component that an environment can do without.
type Switch struct {
	// Name is the component's own.
	Name string
	// What it is, as part of a sentence.
	What string
	// Needs are the components that it cannot do without.
	Needs []string
	// Fields of an environment say something of it and of nothing else.
	Fields []string
}

// Names of components that the configuration knows more of than their names.
const (
	databasesComponent = "manageddatabase"
	demoComponent      = "demo"
	gatewayComponent   = "gateway"
	stackComponent     = "kube-prometheus-stack"
	lokiComponent      = "loki"
	sinksComponent     = "logsink"
	bucketComponent    = "objectstore"
	syslogComponent    = "syslog"
)

// Switches are the components that an environment can do without, in the order
// of its units. What is missing here follows from other fields: node pools,
// databases and what is in them are there if the configuration lists them.
func (t DatabaseTable) Switches() []Switch {
	all := []Switch{
		{Name: bucketComponent, What: "the Spaces bucket of the logs, with its key", Fields: []string{"logs.bucket", "logs.existing"}},
		{Name: stackComponent, What: "Prometheus, Alertmanager and Grafana", Fields: []string{"metrics", "dashboards", "rules"}},
		{Name: lokiComponent, What: "Loki, which keeps the logs", Needs: []string{bucketComponent, stackComponent}, Fields: []string{"logs.retention", "logs.volume"}},
		{Name: "cert-manager", What: "cert-manager", Needs: []string{stackComponent}},
		{Name: "external-dns", What: "ExternalDNS, which writes the names into the zone", Needs: []string{stackComponent}},
		{Name: "metrics-server", What: "Metrics Server, for kubectl top and the HorizontalPodAutoscaler", Needs: []string{"cert-manager", stackComponent}},
		{Name: syslogComponent, What: "the entry for the logs of databases: load balancer, name and certificate", Needs: []string{"cert-manager", "external-dns", "alloy"}, Fields: []string{"domain.logs"}},
		{Name: "dashboards", What: "our dashboards", Needs: []string{stackComponent}},
		{Name: "rules", What: "our alerts, with their runbooks", Needs: []string{stackComponent}},
		{Name: "networkpolicies", What: "our network policies", Needs: []string{stackComponent}},
		{Name: "alloy", What: "Alloy, which collects logs and events", Needs: []string{"loki", syslogComponent}},
		{Name: gatewayComponent, What: "the demo's front door: Gateway, route and certificate", Needs: []string{"cert-manager", demoComponent}, Fields: []string{"domain.demo"}},
		{Name: "monitors", What: "the scraping of Cilium and its Gateway", Needs: []string{stackComponent}},
		{Name: demoComponent, What: "the microservices demo, with its load generator", Needs: []string{databasesComponent}, Fields: []string{"demo"}},
	}
	for _, f := range t {
		if f.Exporter != "" {
			all = append(all, Switch{Name: f.Exporter, What: "the exporters of metrics of " + f.Title, Needs: []string{databasesComponent, stackComponent}})
		}
	}
	return append(all, Switch{Name: sinksComponent, What: "the log sinks of the databases", Needs: []string{databasesComponent, syslogComponent, "alloy"}})
}

// On tells whether the environment has the component: it has each that it does
// not switch off.
func (e Environment) On(component string) bool {
	on, said := e.Components[component]
	return on || !said
}

// Off are the components that the environment does without, sorted.
func (e Environment) Off() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(e.Components)), e.On)
}

// Absent are the components of which there is nothing in the environment: those
// that it does without, and those of databases where it has none.
func (e Environment) Absent() []string {
	absent := e.Off()
	sends := func(d Database) bool { return !d.Observed() }
	databases := slices.Collect(maps.Values(e.Databases))
	if !slices.ContainsFunc(databases, sends) {
		absent = append(absent, sinksComponent)
	}
	if len(databases) == 0 {
		absent = append(absent, databasesComponent)
	}
	return absent
}

// absent are those, with the exporters that there is no database for.
func (t DatabaseTable) absent(e Environment) []string {
	absent := e.Absent()
	for _, f := range t {
		is := func(d Database) bool { return d.Engine == f.Engine }
		if !slices.ContainsFunc(slices.Collect(maps.Values(e.Databases)), is) {
			absent = append(absent, f.Exporter)
		}
	}
	return absent
}
