package mysqlexporter

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/components/internal/restricted"
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
	ServiceMonitor     exporter.Monitor          `json:"serviceMonitor"`
	Resources          resources.Resources       `json:"resources"`
}

type mysql struct {
	Host                   string       `json:"host"`
	User                   string       `json:"user"`
	ExistingPasswordSecret exporter.Key `json:"existingPasswordSecret"`
	AdditionalConfig       []string     `json:"additionalConfig"`
}

type config struct {
	ExtraArgs []string `json:"extraArgs"`
}

func chartValues(release, database string) any {
	monitor := exporter.MonitorOf(database)
	monitor.ScrapeTimeout = exporter.ScrapeTimeout
	return values{
		// Else the chart appends its own name to the release's.
		FullnameOverride: release,
		MySQL:            client(database),
		Config: config{ExtraArgs: []string{
			"--collect.info_schema.processlist", // who does what, and which standby nodes follow
			// Nothing reads these, the third is a plugin that MySQL lacks, and the
			// last is of a server that follows another, as the primary does not.
			"--no-collect.info_schema.innodb_cmp",
			"--no-collect.info_schema.innodb_cmpmem",
			"--no-collect.info_schema.query_response_time",
			"--no-collect.slave_status",
		}},
		ExtraEnvs:          environment(database),
		ExtraVolumes:       authority.Volumes(database),
		ExtraVolumeMounts:  authority.Mounts(),
		PodSecurityContext: restricted.Pod(user),
		SecurityContext:    restricted.Container(),
		ServiceMonitor:     monitor,
		Resources:          resources.Of("10m", "32Mi", "128Mi"),
	}
}

// user is nobody, as whom the image runs.
const user = 65534
