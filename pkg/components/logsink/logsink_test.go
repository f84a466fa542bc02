package logsink_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/logsink"
	"seamark.dev/seamark/pkg/platform"
)

func TestComponent(t *testing.T) {
	env := platform.Environment{
		Name: "acme",
		Databases: map[string]platform.Database{
			"cartservice": {Engine: platform.Valkey},
			"adservice":   {Engine: platform.PostgreSQL},
		},
		Domain: platform.Domain{Logs: "logs.example.com"},
	}
	var got []seamark.LogSinkSpec
	for _, o := range logsink.Component(env).Objects {
		got = append(got, o.(*seamark.LogSink).Spec)
	}
	want := []seamark.LogSinkSpec{
		{
			ClusterName: "acme", DatabaseCluster: "acme-adservice-pg",
			SinkName: "loki-adservice", Server: "logs.example.com", Port: 6514,
		},
		{
			ClusterName: "acme", DatabaseCluster: "acme-cartservice-valkey",
			SinkName: "loki-cartservice", Server: "logs.example.com", Port: 6514,
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("log sinks (-want +got):\n%s", diff)
	}
}
