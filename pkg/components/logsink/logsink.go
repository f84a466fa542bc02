// Package logsink is the log sinks of an environment's databases: the
// definition and the Composition of the kind LogSink, and one XR for each
// database.
//
// It is apart from the database because it waits for cert-manager and Alloy,
// which arrive in the cluster long after the database, and wait for it.
package logsink

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// SinkName is the name of a database's log sink at DigitalOcean, which allows
// 24 characters.
func SinkName(database string) string { return "loki-" + database }

// Component is a LogSink for each database, by name; nothing if there is none. A
// sink holds no data, so nothing guards it. A database that is only looked at has
// none: it would be made in it.
func Component(env platform.Environment) model.Component {
	var xrs []model.Object
	for _, name := range env.DatabaseNames() {
		if !env.Databases[name].Observed() {
			xrs = append(xrs, xr(env, name))
		}
	}
	if len(xrs) == 0 {
		return model.Component{}
	}
	return model.Component{
		Name:    "logsink",
		Objects: xrs,
		Health:  []model.HealthCheck{health.Composite(seamark.KindLogSink)},
	}
}

func xr(env platform.Environment, database string) *seamark.LogSink {
	engine := env.Databases[database].Engine
	return &seamark.LogSink{
		TypeMeta:   seamark.KindLogSink,
		ObjectMeta: metav1.ObjectMeta{Name: database, Namespace: env.Name},
		Spec: seamark.LogSinkSpec{
			ClusterName:     env.Name,
			Token:           env.Token,
			DatabaseCluster: manageddatabase.ClusterName(env.Name, database, engine),
			SinkName:        SinkName(database),
			Server:          env.Domain.Logs,
			Port:            syslog.Port,
			ExistingID:      existing(env.Databases[database]),
		},
	}
}

// existing is the sink of a database that exists already; empty if none does.
func existing(db platform.Database) string {
	if db.Existing == nil || db.Existing.LogSink == "" {
		return ""
	}
	return db.Existing.ID + "," + db.Existing.LogSink
}
