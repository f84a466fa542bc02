package recovery

import (
	"fmt"
	"slices"

	"github.com/digitalocean/godo"

	"seamark.dev/seamark/pkg/components/logsink"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/platform"
)

func databaseName(e platform.Environment, name string, d platform.Database) string {
	return manageddatabase.ClusterName(e.Name, name, d.Engine)
}

// database looks for a database and its log sink.
func (f *finder) database(name string, d platform.Database, vpc *godo.VPC) {
	at := f.at.Field("databases").Field(name)
	t := Found{Kind: "database", Name: databaseName(f.env, name, d), Field: at.Field("existing").Field("id")}
	known := ""
	if d.Existing != nil {
		known = d.Existing.ID
	}
	id := func(d godo.Database) string { return d.ID }
	databases := choose(f.Databases, known, id, func(d godo.Database) bool { return d.Name == t.Name })
	t.set = func(e *platform.Environment) {
		d := e.Databases[name]
		d.Existing = &platform.ExistingDatabase{ID: databases[0].ID}
		e.Databases[name] = d
	}
	what := func(d godo.Database) string { return d.EngineSlug + " " + d.VersionSlug + " in " + d.RegionSlug }
	if !f.pick(t, known, "doctl databases list shows them", candidates(databases, id, what)) {
		if !d.Observed() {
			f.without("log sink", logsink.SinkName(name), at.Field("existing").Field("logSink"))
		}
		return
	}
	found := databases[0]
	f.region(found.RegionSlug)
	if found.Name != t.Name && !d.Observed() {
		f.differs(t.Field, found.ID, "is called "+found.Name+", and cannot be renamed", "name the one that is called "+t.Name)
	}
	if found.EngineSlug != string(d.Engine) {
		f.differs(at.Field("engine"), string(d.Engine), "runs "+found.EngineSlug, "write "+found.EngineSlug)
	}
	if vpc != nil && found.PrivateNetworkUUID != vpc.ID {
		f.differs(f.at.Field("network").Field("existing").Field("id"), vpc.ID, "is in another VPC, "+found.PrivateNetworkUUID, "which of the two is meant? Write its ID yourself")
	}
	if !d.Observed() { // or nothing is made in it
		f.logSink(name, d, found.ID)
	}
}

// logSink looks for the sink of a database. The provider may not update one, so
// that it must send the log where it belongs.
func (f *finder) logSink(name string, d platform.Database, database string) {
	at := f.at.Field("databases").Field(name).Field("existing").Field("logSink")
	t := Found{Kind: "log sink", Name: logsink.SinkName(name), Field: at}
	known := ""
	if d.Existing != nil {
		known = d.Existing.LogSink
	}
	id := func(s godo.DatabaseLogsink) string { return s.ID }
	sinks := choose(f.LogSinks[database], known, id, func(s godo.DatabaseLogsink) bool { return s.Name == t.Name })
	t.set = func(e *platform.Environment) { e.Databases[name].Existing.LogSink = sinks[0].ID }
	if !f.pick(t, known, "look at the log forwarding of the database in the console", candidates(sinks, id, sentTo)) {
		return
	}
	if want := fmt.Sprintf("%s:%d", f.env.Domain.Logs, syslog.Port); sentTo(sinks[0]) != want {
		f.differs(f.at.Field("domain").Field("logs"), f.env.Domain.Logs, "sends the log to "+sentTo(sinks[0])+", and is not changed once it is made",
			"write that name, or delete the sink, so that the hub makes another for "+want)
	}
}

func sentTo(s godo.DatabaseLogsink) string {
	if s.Config == nil {
		return "nowhere"
	}
	return fmt.Sprintf("%s:%d", s.Config.Server, s.Config.Port)
}

// bucket looks for the key of the bucket. The bucket itself is taken over by its
// name; the API that lists buckets takes no token.
func (f *finder) bucket(cluster *godo.KubernetesCluster) {
	logs, at := f.env.Logs, f.at.Field("logs")
	f.result.Things = append(f.result.Things, Found{Environment: f.env.Name, Kind: "bucket", Name: logs.Bucket, State: ByName, Field: at.Field("bucket")})
	t := Found{Kind: "Spaces key", Name: logs.Bucket, Field: at.Field("existing").Field("key")}
	if cluster == nil { // which has the secret half
		f.without(t.Kind, t.Name, t.Field)
		return
	}
	known := ""
	if logs.Existing != nil {
		known = logs.Existing.Key
	}
	id := func(k *godo.SpacesKey) string { return k.AccessKey }
	keys := choose(f.Keys, known, id, func(k *godo.SpacesKey) bool { return k.Name == logs.Bucket && opens(k, logs.Bucket) })
	t.set = func(e *platform.Environment) { e.Logs.Existing = &platform.ExistingLogs{Key: keys[0].AccessKey} }
	what := func(k *godo.SpacesKey) string { return "made " + k.CreatedAt }
	hint := "the cluster says which it uses: kubectl -n cluster-services get secret loki-spaces -o jsonpath='{.data.AWS_ACCESS_KEY_ID}' | base64 -d"
	if f.pick(t, known, hint, candidates(keys, id, what)) && !opens(keys[0], logs.Bucket) {
		f.differs(t.Field, keys[0].AccessKey, "does not open the bucket for writing", "name the one that does")
	}
}

// opens tells whether a key may write to a bucket.
func opens(k *godo.SpacesKey, bucket string) bool {
	return slices.ContainsFunc(k.Grants, func(g *godo.Grant) bool {
		return g.Bucket == bucket && g.Permission == godo.SpacesKeyReadWrite || g.Permission == godo.SpacesKeyFullAccess
	})
}
