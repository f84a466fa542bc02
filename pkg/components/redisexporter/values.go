package redisexporter

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/internal/resources"
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
	ServiceMonitor     serviceMonitor            `json:"serviceMonitor"`
	Resources          resources.Resources       `json:"resources"`
}

type redisAddressConfig struct {
	Enabled  bool   `json:"enabled"`
	IsSecret bool   `json:"isSecret"` // a Secret in place of a ConfigMap
	Source   source `json:"source"`
}

// source is a key of a ConfigMap or Secret.
type source struct {
	Name string `json:"name"`
	Key  string `json:"key"`
}

type redisTLSConfig struct {
	Enabled             bool       `json:"enabled"`
	SkipTLSVerification bool       `json:"skipTlsVerification"`
	MountPath           string     `json:"mountPath"`
	CACertFile          secretFile `json:"caCertFile"`
}

type secretFile struct {
	Secret source `json:"secret"`
}

type rbac struct {
	Create bool `json:"create"`
}

type serviceMonitor struct {
	Enabled  bool   `json:"enabled"`
	Interval string `json:"interval"`
	// Timeout is the scrape timeout; the chart ignores scrapeTimeout.
	Timeout     string                       `json:"timeout"`
	Relabelings []monitoringv1.RelabelConfig `json:"relabelings"`
}

func chartValues(database string) values {
	tls, flags, roots := trust(database)
	return values{
		// Else the chart appends its own name to the release's.
		FullnameOverride:   ReleaseName(database),
		RedisAddressConfig: address(database),
		RedisTLSConfig:     tls,
		ExtraArgs:          flags,
		Env:                append(credentials(database), roots),
		RBAC:               rbac{Create: false}, // the exporter asks nothing of the API server
		PodSecurityContext: podSecurity(),
		SecurityContext:    containerSecurity(),
		ServiceMonitor: serviceMonitor{
			Enabled:  true,
			Interval: "30s",
			Timeout:  "10s",
			Relabelings: []monitoringv1.RelabelConfig{
				{TargetLabel: "database_cluster", Replacement: new(database)},
			},
		},
		Resources: resources.Of("10m", "24Mi", "64Mi"),
	}
}

// user is the user and group of the image.
const user = 59000

// podSecurity and containerSecurity meet the restricted Pod Security Standard;
// the chart's defaults are empty.
func podSecurity() corev1.PodSecurityContext {
	return corev1.PodSecurityContext{
		RunAsNonRoot:   new(true),
		RunAsUser:      new(int64(user)),
		RunAsGroup:     new(int64(user)),
		SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
	}
}

func containerSecurity() corev1.SecurityContext {
	return corev1.SecurityContext{
		AllowPrivilegeEscalation: new(false),
		ReadOnlyRootFilesystem:   new(true),
		Capabilities:             &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
	}
}
