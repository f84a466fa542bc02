package logsink

import (
	"strings"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/compose"
)

// made is why nothing about a sink can be changed: the provider must not update
// it, see sink.
const made = "a sink is made once; delete this and make another"

// Definition is the kind LogSink.
func Definition() compose.Definition {
	return compose.Definition{
		Kind: seamark.KindLogSink,
		Names: apiextensions.Names{
			Plural:   "logsinks",
			Singular: "logsink",
		},
		Composition: compositionName,
		Description: "Sends the log of a managed database to the cluster's syslog listener over TLS, " +
			"trusting the certificate authority found in the cluster.",
		Spec: apiextensions.Schema{
			Description: "The desired log sink.",
			Required:    []string{"clusterName", "databaseCluster", "port", "server", "sinkName"},
			Properties: map[string]apiextensions.Schema{
				"clusterName":     compose.ClusterName(),
				"databaseCluster": databaseCluster(),
				"sinkName":        sinkName(),
				"server":          server(),
				"port":            port(),
				"existingID":      existingID(),
			},
		},
		Status: apiextensions.Schema{
			Description: "The log sink as last observed.",
			Properties: map[string]apiextensions.Schema{
				"id":                   compose.Observed("string", "ID of the sink at DigitalOcean."),
				"certificateAuthority": compose.Observed("string", "UID of the Secret in the cluster whose authority has arrived on the hub."),
				"actual": compose.Actual(map[string]apiextensions.Schema{
					"sinkName": compose.Observed("string", "Name of the sink."),
					"server":   compose.Observed("string", "Where the log is sent."),
					"port":     compose.Observed("integer", "Port that it is sent to."),
				}),
			},
		},
		Cloud: []string{"sink"},
		Rules: []apiextensions.Rule{
			compose.Named(),
			compose.Fixed("sinkName", made), compose.Fixed("server", made), compose.Fixed("port", made),
		},
		Columns: []apiextensions.PrinterColumn{
			compose.Column("Database", "string", ".spec.databaseCluster", "Database whose log is sent."),
			compose.Column("Server", "string", ".spec.server", "Where the log is sent."),
		},
	}
}

func databaseCluster() apiextensions.Schema {
	return compose.Text("Name of the database cluster, as the ManagedDatabase made it: CLUSTER-NAME-ENGINE.",
		compose.PatternName, compose.Immutable(made))
}

func sinkName() apiextensions.Schema {
	s := compose.Text("Name of the sink at DigitalOcean.", compose.PatternName)
	s.MaxLength = new(int64(24)) // DigitalOcean's limit
	return s
}

func server() apiextensions.Schema {
	s := compose.Text("DNS name of the listener, which its certificate must hold.",
		`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$`)
	s.MaxLength = new(int64(253))
	return s
}

func port() apiextensions.Schema {
	return compose.Whole("TCP port of the listener.", 1, 65535)
}

// existingID is the sink as the provider knows it: a sink has no ID without its
// database's.
func existingID() apiextensions.Schema {
	id := strings.TrimSuffix(strings.TrimPrefix(compose.PatternID, "^"), "$")
	s := compose.Text("DATABASE,SINK: the UUIDs of database and sink at DigitalOcean, if the sink exists already: it is taken over instead of made.",
		"^"+id+","+id+"$")
	s.MaxLength = new(int64(73))
	return s
}
