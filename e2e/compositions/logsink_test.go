package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/logsink"
	"seamark.dev/seamark/pkg/platform"
)

const sinkInHub = "hub Secret dev/adservice-syslog-ca data"

var sinkObserved = []string{"ca", "ca-arrival"}

// certificateSecret is what cert-manager writes into the cluster; with or
// without the authority, which not every issuer gives.
func certificateSecret(t *testing.T, authority string) *life.Object {
	t.Helper()
	data := map[string]any{"tls.crt": "eA==", "tls.key": "eA=="}
	if authority != "" {
		data["ca.crt"] = authority
	}
	return &life.Object{Object: map[string]any{
		"apiVersion": "v1", "kind": "Secret", "data": data,
		"metadata": map[string]any{"name": "alloy-syslog-tls", "namespace": "cluster-services", "uid": "0d0d-77"},
	}}
}

// sinkBecomesReady is the life of a LogSink until it is complete.
func sinkBecomesReady(t *testing.T) []life.Step {
	t.Helper()
	waiting := life.Outcome{
		Composed: sinkObserved,
		Waiting:  waitsFor("status.certificateAuthority", "sink"),
		Absent:   []string{sinkInHub},
	}
	return []life.Step{
		{
			Name:   "the XR is applied, the certificate is not issued yet",
			Reason: "a sink without an authority would trust nobody or everybody: there is none",
			Want:   waiting,
		},
		{
			Name:   "a certificate is issued, without an authority",
			Reason: "the Secret alone is not enough",
			Do:     []life.Action{life.InCluster(certificateSecret(t, ""))},
			Want:   waiting,
		},
		{
			Name:   "the authority is there",
			Reason: "the sink is asked for only after the authority has arrived on the hub",
			Do:     []life.Action{life.InCluster(certificateSecret(t, "UEVNCg=="))},
			Want: life.Outcome{
				Composed: join(sinkObserved, []string{"sink"}),
				Values:   map[string]any{sinkInHub: map[string]any{"ca.crt": "PEM\n"}, "XR status.certificateAuthority": "0d0d-77"},
			},
		},
		{
			Name:   "the cloud has made the sink",
			Reason: "it belongs to the right database and is verified with the right authority",
			Do:     []life.Action{life.Created("sink", "sink-id", nil), life.Ready("sink", life.Fields{"logsinkId": "sink-id", "server": "logs.example.com", "name": "loki-adservice", "port": int64(6514)})},
			Want: life.Outcome{
				Composed: join(sinkObserved, []string{"sink"}), Ready: true,
				External: append([]string{
					"database/Cluster dev-adservice-pg", "database/Firewall adservice-firewall",
					"database/LogSinkRsyslog loki-adservice",
				}, clusterReal...),
				Values: map[string]any{"XR status.id": "sink-id"},
			},
		},
	}
}

// withDatabase is a world in which the PostgreSQL database is complete.
func withDatabase(t *testing.T, e platform.Environment) *life.World {
	t.Helper()
	w := withCluster(t, e)
	past(t, newDatabase(t, w, e, "adservice"), postgresql().becomesReady())
	return w
}

// newSink is the LogSink of the PostgreSQL database.
func newSink(t *testing.T, w *life.World, e platform.Environment) *life.XR {
	t.Helper()
	return birth(t, w, logsink.Component(e), "adservice", "logsinks.seamark.dev")
}

func TestLogSinkLife(t *testing.T) {
	e := env(platform.Orphan)
	whole := life.Outcome{Composed: join(sinkObserved, []string{"sink"}), Ready: true}
	newSink(t, withDatabase(t, e), e).Live(t, append(sinkBecomesReady(t),
		life.Step{
			Name:   "the certificate is gone and nobody remembers it",
			Reason: "the sink keeps its authority: the change without one is refused",
			Do:     []life.Action{life.OutOfCluster("Secret", "cluster-services", "alloy-syslog-tls"), life.Lose("ca-arrival", "manifest")},
			Want: but(whole, func(o *life.Outcome) {
				o.Refused = []string{"sink"}
				o.Values = map[string]any{sinkInHub: map[string]any{"ca.crt": "PEM\n"}}
				o.Absent = []string{"XR status.certificateAuthority"}
			}),
		},
		life.Step{
			Name:   "the certificate is issued again",
			Reason: "a source that was lost heals without help",
			Do:     []life.Action{life.InCluster(certificateSecret(t, "UEVNCg=="))},
			Want:   whole,
		},
		life.Step{
			Name:   "somebody changes where the log goes",
			Reason: "the provider must not update a sink, so the API server refuses what could never take effect",
			Do:     []life.Action{life.Refused(life.Edit("spec.server", "elsewhere.example.com"), "a sink is made once")},
			Want:   whole,
		},
	))
}

// TestLogSinkExisting takes a sink over that a hub made which is lost: the
// provider knows it from the first reconcile.
func TestLogSinkExisting(t *testing.T) {
	e := env(platform.Orphan)
	const sinkID = "1a7f8c0e-5a3b-4bdb-8e4e-2f9f3e9e7a10"
	database := e.Databases["adservice"]
	database.Existing = &platform.ExistingDatabase{ID: databaseID, LogSink: sinkID}
	w := withDatabase(t, env(platform.Orphan))
	w.Exists("database/LogSinkRsyslog loki-adservice")
	e.Databases["adservice"] = database
	steps := sinkBecomesReady(t)
	known := map[string]any{"composed sink " + externalName: databaseID + "," + sinkID}
	steps[2].Want.Values = known
	steps[3].Do = []life.Action{life.Created("sink", databaseID+","+sinkID, nil), life.Ready("sink", life.Fields{"logsinkId": sinkID})}
	steps[3].Want.Values = map[string]any{"XR status.id": sinkID}
	newSink(t, w, e).Live(t, append(steps, life.Step{
		Name:   "the XR does not name the sink any more",
		Reason: "it stays the sink that was taken over",
		Do:     []life.Action{life.Unset("spec.existingID")},
		Want:   life.Outcome{Composed: join(sinkObserved, []string{"sink"}), Ready: true, Values: known},
	}))
}
