package externaldns

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/platform"
)

// values are the chart's values, as far as they differ from its defaults.
type values struct {
	Provider           provider            `json:"provider"`
	Env                []corev1.EnvVar     `json:"env"`
	Sources            []string            `json:"sources"`
	DomainFilters      []string            `json:"domainFilters"`
	Policy             string              `json:"policy"`
	TXTOwnerID         string              `json:"txtOwnerId"`
	TXTPrefix          string              `json:"txtPrefix"`
	Interval           string              `json:"interval"`
	TriggerLoopOnEvent bool                `json:"triggerLoopOnEvent"`
	ExtraArgs          map[string]string   `json:"extraArgs"`
	ServiceMonitor     serviceMonitor      `json:"serviceMonitor"`
	Resources          resources.Resources `json:"resources"`
}

type provider struct {
	Name string `json:"name"`
}

type serviceMonitor struct {
	Enabled bool `json:"enabled"`
}

func chartValues(env platform.Environment) values {
	return values{
		Provider: provider{Name: "digitalocean"},
		Env:      []corev1.EnvVar{token()},
		// The Service is the syslog load balancer; the demo is an HTTPRoute.
		Sources: []string{"service", "gateway-httproute", "gateway-grpcroute"},
		// With policy sync ExternalDNS also deletes records. Two fences: it
		// sees the zone only, and it touches only what its TXT records say
		// is its own. The owner is the environment, so that environments
		// can share a zone.
		DomainFilters: []string{env.Domain.Zone},
		Policy:        "sync",
		TXTOwnerID:    env.Name,
		// The type belongs into the prefix: without it ExternalDNS writes
		// it before the first label, and for the zone's own name that gives
		// _edns.a-example.com, which is in no zone of ours.
		TXTPrefix: "_edns.%{record_type}.",
		// Calls of one token are limited, and a change is acted on at once.
		Interval:           "5m",
		TriggerLoopOnEvent: true,
		// The default page of 50 records costs a request each.
		ExtraArgs:      map[string]string{"digitalocean-api-page-size": "200"},
		ServiceMonitor: serviceMonitor{Enabled: true},
		Resources:      resources.Of("10m", "32Mi", "128Mi"),
	}
}

// token is the DigitalOcean API token, under the name that the provider reads.
func token() corev1.EnvVar {
	return corev1.EnvVar{Name: "DO_TOKEN", ValueFrom: &corev1.EnvVarSource{
		SecretKeyRef: &corev1.SecretKeySelector{
			LocalObjectReference: corev1.LocalObjectReference{Name: dokscluster.TokenSecretName},
			Key:                  dokscluster.TokenSecretKey,
		},
	}}
}
