package kubeprometheusstack

import (
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// The keys of a Secret for remote writing.
const (
	remoteUsername = "username"
	remotePassword = "password"
	remoteToken    = "token"
)

// remoteWrites are the places that get metrics too. That one is behind, or takes
// nothing, the chart's alerts tell: PrometheusRemoteWriteBehind and
// PrometheusRemoteStorageFailures.
func remoteWrites(env platform.Environment) []prometheusstack.RemoteWrite {
	var all []prometheusstack.RemoteWrite
	for i, r := range env.Metrics.RemoteWrite {
		key := func(name string) corev1.SecretKeySelector {
			return corev1.SecretKeySelector{LocalObjectReference: corev1.LocalObjectReference{Name: r.Secret}, Key: name}
		}
		w := prometheusstack.RemoteWrite{Name: "remote-" + strconv.Itoa(i+1), URL: r.URL}
		switch r.Auth {
		case platform.BasicAuth:
			w.BasicAuth = &prometheusstack.BasicAuth{Username: key(remoteUsername), Password: key(remotePassword)}
		case platform.BearerAuth:
			w.Authorization = &prometheusstack.Authorization{Credentials: key(remoteToken)}
		}
		if r.Tenant != "" {
			w.Headers = map[string]string{"X-Scope-OrgID": r.Tenant}
		}
		for _, c := range []struct {
			action string
			names  []string
		}{{"keep", r.Keep}, {"drop", r.Drop}} {
			if len(c.names) > 0 {
				w.WriteRelabelConfigs = append(w.WriteRelabelConfigs, prometheusstack.Relabel{SourceLabels: []string{"__name__"}, Regex: strings.Join(c.names, "|"), Action: c.action})
			}
		}
		all = append(all, w)
	}
	return all
}

// remoteSecrets are what a person creates for them, each once.
func remoteSecrets(env platform.Environment) []model.Secret {
	var all []model.Secret
	for _, r := range env.Metrics.RemoteWrite {
		known := func(s model.Secret) bool { return s.Name == r.Secret }
		if r.Auth == platform.NoAuth || slices.ContainsFunc(all, known) {
			continue
		}
		all = append(all, model.Secret{
			Namespace: env.Name, Name: r.Secret,
			Purpose: "The account with which the environment's Prometheus sends metrics out (`metrics.remoteWrite`). It is copied into the cluster; as long as it is missing, Prometheus is neither started nor changed.",
			Keys:    remoteKeys(r.Auth),
		})
	}
	return all
}

func remoteKeys(auth platform.RemoteAuth) []model.SecretKey {
	key := func(name, meaning, input string) model.SecretKey {
		return model.SecretKey{Key: name, Meaning: meaning, Inputs: []string{input}, Format: "%s"}
	}
	if auth == platform.BearerAuth {
		return []model.SecretKey{key(remoteToken, "The token, without the word Bearer.", "REMOTE_WRITE_TOKEN")}
	}
	return []model.SecretKey{
		key(remoteUsername, "The name to log in with; of Grafana Cloud the number of the instance.", "REMOTE_WRITE_USERNAME"),
		key(remotePassword, "The password; of Grafana Cloud a token that may write metrics.", "REMOTE_WRITE_PASSWORD"),
	}
}

// remoteCopies bring them into the cluster, beside Prometheus.
func remoteCopies(env platform.Environment) []model.Object {
	var copies []model.Object
	for _, secret := range remoteSecrets(env) {
		copies = append(copies, secretcopy.Of(secret, dokscluster.NamespaceClusterServices))
	}
	return copies
}
