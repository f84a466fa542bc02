package mysqlexporter

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/internal/resources"
)

// values are the chart's values, as far as they differ from its defaults.
type values struct {
	FullnameOverride   string                    `json:"fullnameOverride"`
	MySQL              mysql                     `json:"mysql"`
	Config             config                    `json:"config"`
	ExtraEnvs          []corev1.EnvVar           `json:"extraEnvs"`
	ExtraVolumes       []corev1.Volume           `json:"extraVolumes"`
	ExtraVolumeMounts  []corev1.VolumeMount      `json:"extraVolumeMounts"`
	PodSecurityContext corev1.PodSecurityContext `json:"podSecurityContext"`
	SecurityContext    corev1.SecurityContext    `json:"securityContext"`
	ServiceMonitor     serviceMonitor            `json:"serviceMonitor"`
	Resources          resources.Resources       `json:"resources"`
}

type mysql struct {
	Host                   string    `json:"host"`
	User                   string    `json:"user"`
	ExistingPasswordSecret secretKey `json:"existingPasswordSecret"`
	AdditionalConfig       []string  `json:"additionalConfig"`
}

type secretKey struct {
	Name string `json:"name"`
	Key  string `json:"key"`
}

type config struct {
	ExtraArgs []string `json:"extraArgs"`
}

type serviceMonitor struct {
	Enabled       bool                         `json:"enabled"`
	Interval      string                       `json:"interval"`
	ScrapeTimeout string                       `json:"scrapeTimeout"`
	Relabelings   []monitoringv1.RelabelConfig `json:"relabelings"`
}

func chartValues(database string) values {
	volume, mount := caOf(database)
	return values{
		// Else the chart appends its own name to the release's.
		FullnameOverride: ReleaseName(database),
		MySQL:            client(database),
		Config: config{ExtraArgs: []string{
			"--collect.info_schema.processlist", // who does what, and which standby nodes follow
			// Nothing reads these, and the last is a plugin that MySQL lacks.
			"--no-collect.info_schema.innodb_cmp",
			"--no-collect.info_schema.innodb_cmpmem",
			"--no-collect.info_schema.query_response_time",
		}},
		ExtraEnvs:          environment(database),
		ExtraVolumes:       []corev1.Volume{volume},
		ExtraVolumeMounts:  []corev1.VolumeMount{mount},
		PodSecurityContext: podSecurity(),
		SecurityContext:    containerSecurity(),
		ServiceMonitor: serviceMonitor{
			Enabled:       true,
			Interval:      "30s",
			ScrapeTimeout: "10s",
			Relabelings: []monitoringv1.RelabelConfig{
				{TargetLabel: "database_cluster", Replacement: new(database)},
			},
		},
		Resources: resources.Of("10m", "32Mi", "128Mi"),
	}
}

// user is nobody, as whom the image runs.
const user = 65534

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
