package platform

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
)

// Complete fills in every default that the doc comments of the types describe
// and leaves everything else as it is, right or wrong: Validate judges. The
// argument is not changed; Helm values are shared with it, as nobody writes to
// them. APIVersion and Kind have no default.
func Complete(p Platform) Platform { return DatabaseEngines().Complete(p) }

// Complete is the function Complete for the engines of the table.
func (t DatabaseTable) Complete(p Platform) Platform {
	delivery := defaultDelivery()
	if p.Metadata.Name != "" {
		delivery.Repository.URL = defaultURL(p.Metadata.Name)
	}
	fill(&p.Spec.Delivery, delivery)
	p.Spec.Delivery.Push = completed(p.Spec.Delivery.Push, defaultPush(p.Spec.Delivery.Engine))
	fill(&p.Spec.Hub, defaultHub())
	p.Spec.Hub.Alerts.Receiver = completeReceiver(p.Spec.Hub.Alerts.Receiver)
	p.Spec.Environments = slices.Clone(p.Spec.Environments)
	for i, e := range p.Spec.Environments {
		p.Spec.Environments[i] = t.environment(p, e)
	}
	p.Spec.Hub.PollInterval = p.Spec.PollInterval()
	return p
}

// environment completes an environment of a platform whose hub is complete.
func (t DatabaseTable) environment(p Platform, e Environment) Environment {
	defaults := defaultEnvironment()
	defaults.Compositions = p.Spec.Hub.Compositions
	defaults.Cluster.NodePool.Max = max(defaults.Cluster.NodePool.Max, e.Cluster.NodePool.Min)
	if zone := e.Domain.Zone; zone != "" {
		defaults.Domain.Demo = "demo." + zone
		defaults.Domain.Logs = "logs." + zone
	}
	defaults.Logs.Bucket = defaultBucket(p.Metadata.Name, e.Name)
	defaults = e.present(defaults)
	fill(&e, defaults)
	e.Cluster.AdditionalNodePools = completeNodePools(e)
	e.Cluster.ControlPlaneFirewall = completeFirewall(e.Cluster.ControlPlaneFirewall, p.Spec.Hub.Addresses)
	e.Databases = t.databases(e)
	e.Manifests = completeAll(e.Manifests, Manifests{After: defaultAfter})
	e.Alerts.Receiver = completeReceiver(e.Alerts.Receiver)
	e.Metrics.RemoteWrite = completeRemoteWrite(e.Metrics.RemoteWrite)
	return e
}

// completeNodePools completes the additional node pools.
func completeNodePools(e Environment) []AdditionalNodePool {
	return completeAll(e.Cluster.AdditionalNodePools, AdditionalNodePool{
		Size: e.Cluster.NodePool.Size, Min: new(defaultLeastNodes), DeletionPolicy: e.DeletionPolicy,
	})
}

// completeReceiver completes what is there, in new values.
func completeReceiver(r Receiver) Receiver {
	return Receiver{
		Slack:     completed(r.Slack, Slack{Secret: defaultReceiverSecret}),
		Email:     completed(r.Email, Email{Secret: defaultReceiverSecret}),
		Webhook:   completed(r.Webhook, Webhook{Secret: defaultReceiverSecret}),
		PagerDuty: completed(r.PagerDuty, PagerDuty{Secret: defaultReceiverSecret}),
	}
}

// completed is a completed copy; nil of nil.
func completed[T any](given *T, defaults T) *T {
	if given == nil {
		return nil
	}
	complete := *given
	fill(&complete, defaults)
	return &complete
}

// present are the defaults of what the environment does not do without.
func (e Environment) present(defaults Environment) Environment {
	if !e.On(stackComponent) {
		defaults.Metrics = Metrics{}
	}
	if !e.On(lokiComponent) {
		defaults.Logs.Retention, defaults.Logs.Volume = "", ""
	}
	if !e.On(demoComponent) {
		defaults.Demo = Demo{}
	}
	if !e.On(gatewayComponent) {
		defaults.Domain.Demo = ""
	}
	if !e.On(syslogComponent) {
		defaults.Domain.Logs = ""
	}
	if !e.On(bucketComponent) {
		defaults.Logs.Bucket = ""
	}
	return defaults
}

// databases adds the databases that the demo needs, if it is there, and completes
// them all in a new map.
func (t DatabaseTable) databases(e Environment) map[string]Database {
	complete := make(map[string]Database, len(e.Databases)+len(demoDatabases))
	if e.On(demoComponent) {
		for name := range demoDatabases {
			complete[name] = Database{}
		}
	}
	maps.Copy(complete, e.Databases)
	for name, db := range complete {
		defaults := t.database(cmp.Or(db.Engine, demoDatabases[name]))
		if db.Observed() { // as whatever it is
			defaults = Database{Engine: defaults.Engine}
		}
		fill(&db, defaults)
		complete[name] = completeParts(db, e.DeletionPolicy)
	}
	return complete
}

// completeParts completes the users and the connection pools of a database.
func completeParts(db Database, policy DeletionPolicy) Database {
	db.Users = completeAll(db.Users, DatabaseUser{DeletionPolicy: policy})
	db.ConnectionPools = completeAll(db.ConnectionPools, ConnectionPool{
		Mode: TransactionMode, Database: defaultDatabase, DeletionPolicy: policy,
	})
	return db
}

// completeAll completes the entries of a list in a new one.
func completeAll[T any](given []T, defaults T) []T {
	complete := slices.Clone(given)
	for i := range complete {
		fill(&complete[i], defaults)
	}
	return complete
}

// fill gives every zero field of the struct that dst points to the value it
// has in defaults, in nested structs too.
func fill[T any](dst *T, defaults T) {
	fillValue(reflect.ValueOf(dst).Elem(), reflect.ValueOf(defaults))
}

func fillValue(dst, defaults reflect.Value) {
	for i := range dst.NumField() {
		switch field := dst.Field(i); {
		case field.Kind() == reflect.Struct:
			fillValue(field, defaults.Field(i))
		case field.IsZero():
			field.Set(defaults.Field(i))
		}
	}
}
