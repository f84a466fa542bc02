package kubeprometheusstack

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

func remote(all ...platform.RemoteWrite) platform.Environment {
	return platform.Environment{Name: "blue", Metrics: platform.Metrics{Retention: "7d", Volume: "10Gi", AlertmanagerReplicas: 2, RemoteWrite: all}}
}

func TestRemoteWrite(t *testing.T) {
	env := remote(
		platform.RemoteWrite{URL: "https://a.example.com/push", Auth: platform.BasicAuth, Secret: "remote-write", Keep: []string{"node_.*", "up"}, Drop: []string{"node_cpu.*"}},
		platform.RemoteWrite{URL: "https://b.example.com/push", Auth: platform.BearerAuth, Secret: "remote-write-b", Tenant: "shop"},
		platform.RemoteWrite{URL: "https://c.example.com/push", Auth: platform.BasicAuth, Secret: "remote-write"},
		platform.RemoteWrite{URL: "https://d.example.com/push", Auth: platform.NoAuth},
	)
	values := valuesOf(env, declare.Everything())
	for _, finding := range chartvalues.Unknown(t, charts.KubePrometheusStack, values) {
		t.Error(finding)
	}
	selector := func(name, key string) map[string]any { return map[string]any{"name": name, "key": key} }
	relabel := func(action, regex string) map[string]any {
		return map[string]any{"sourceLabels": []any{"__name__"}, "regex": regex, "action": action}
	}
	account := map[string]any{"username": selector("remote-write", "username"), "password": selector("remote-write", "password")}
	want := []any{
		map[string]any{"name": "remote-1", "url": "https://a.example.com/push", "basicAuth": account, "writeRelabelConfigs": []any{relabel("keep", "node_.*|up"), relabel("drop", "node_cpu.*")}},
		map[string]any{"name": "remote-2", "url": "https://b.example.com/push", "headers": map[string]any{"X-Scope-OrgID": "shop"}, "authorization": map[string]any{"credentials": selector("remote-write-b", "token")}},
		map[string]any{"name": "remote-3", "url": "https://c.example.com/push", "basicAuth": account},
		map[string]any{"name": "remote-4", "url": "https://d.example.com/push"},
	}
	if diff := cmp.Diff(any(want), chartvalues.At(t, values, "prometheus.prometheusSpec.remoteWrite")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	c := Component(env, declare.Everything())
	var asked, copied []string
	for _, s := range c.Secrets {
		asked = append(asked, s.Name)
	}
	for _, o := range c.Objects {
		copied = append(copied, o.GetName())
	}
	secrets := []string{"grafana-admin", "remote-write", "remote-write-b"}
	if diff := cmp.Diff([][]string{secrets, secrets}, [][]string{asked, copied}); diff != "" {
		t.Errorf("asked for, and copied (-want +got):\n%s", diff)
	}
}
