package redisexporter

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/components/internal/restricted"
)

// values are the chart's values, as far as they differ from its defaults.
type values struct {
	FullnameOverride   string                    `json:"fullnameOverride"`
	RedisAddressConfig redisAddressConfig        `json:"redisAddressConfig"`
	RedisTLSConfig     redisTLSConfig            `json:"redisTlsConfig"`
	ExtraArgs          map[string]string         `json:"extraArgs"`
	Env                []corev1.EnvVar           `json:"env"`
	RBAC               rbac                      `json:"rbac"`
	PodSecurityContext corev1.PodSecurityContext `json:"podSecurityContext"`
	SecurityContext    corev1.SecurityContext    `json:"securityContext"`
	ServiceMonitor     exporter.Monitor          `json:"serviceMonitor"`
	Resources          resources.Resources       `json:"resources"`
}

type redisAddressConfig struct {
	Enabled  bool         `json:"enabled"`
	IsSecret bool         `json:"isSecret"` // a Secret in place of a ConfigMap
	Source   exporter.Key `json:"source"`
}

type redisTLSConfig struct {
	Enabled             bool       `json:"enabled"`
	SkipTLSVerification bool       `json:"skipTlsVerification"`
	MountPath           string     `json:"mountPath"`
	CACertFile          secretFile `json:"caCertFile"`
}

type secretFile struct {
	Secret exporter.Key `json:"secret"`
}

type rbac struct {
	Create bool `json:"create"`
}

func chartValues(release, database string) any {
	tls, flags, roots := trust(database)
	monitor := exporter.MonitorOf(database)
	monitor.Timeout = exporter.ScrapeTimeout
	return values{
		// Else the chart appends its own name to the release's.
		FullnameOverride:   release,
		RedisAddressConfig: address(database),
		RedisTLSConfig:     tls,
		ExtraArgs:          flags,
		Env:                append(credentials(database), roots),
		RBAC:               rbac{Create: false}, // the exporter asks nothing of the API server
		PodSecurityContext: restricted.Pod(user),
		SecurityContext:    restricted.Container(),
		ServiceMonitor:     monitor,
		Resources:          resources.Of("10m", "24Mi", "64Mi"),
	}
}

// user is the user and group of the image.
const user = 59000
