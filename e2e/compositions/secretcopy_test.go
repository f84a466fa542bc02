package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

// TestSecretCopyLife: Grafana's administrator, from a human's hands to the pod.
func TestSecretCopyLife(t *testing.T) {
	const copied = "Secret cluster-services/grafana-admin"
	e := env(platform.Orphan)
	w := withCluster(t, e)
	xr := birth(t, w, kubeprometheusstack.Component(e, declare.Everything()), "grafana-admin", "secretcopies.seamark.dev")
	account := func(password string) life.Action {
		return life.PutSecret("dev", "grafana-admin", life.Keys{"admin-user": "admin", "admin-password": password})
	}
	whole := func(password string) life.Outcome {
		return life.Outcome{
			Composed: []string{"secret"}, Delivered: []string{copied}, Ready: true,
			Values: map[string]any{copied + " data": map[string]any{"admin-user": "admin", "admin-password": password}},
		}
	}
	xr.Live(t, []life.Step{
		{
			Name:   "the XR is applied before the human has made the Secret",
			Reason: "nothing is written, and nobody takes the copy for there",
			Want:   life.Outcome{Composed: []string{"secret"}, Absent: []string{copied + " data"}},
		},
		{
			Name:   "the human makes the Secret",
			Reason: "it is copied with all keys",
			Do:     []life.Action{account("first")},
			Want:   whole("first"),
		},
		{
			Name:   "the human changes the password",
			Reason: "the copy follows",
			Do:     []life.Action{account("second")},
			Want:   whole("second"),
		},
		{
			Name:   "somebody deletes the Secret on the hub",
			Reason: "the copy stays as it was",
			Do:     []life.Action{life.RemoveSecret("dev", "grafana-admin")},
			Want:   whole("second"),
		},
	})
}
