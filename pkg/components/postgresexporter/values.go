package postgresexporter

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// values are the chart's values, as far as they differ from its defaults. The
// security contexts stay the chart's: non-root, no privileges, read-only root,
// RuntimeDefault seccomp, no API token.
type values struct {
	FullnameOverride  string               `json:"fullnameOverride"`
	Config            config               `json:"config"`
	ExtraEnvs         []corev1.EnvVar      `json:"extraEnvs"`
	ExtraVolumes      []corev1.Volume      `json:"extraVolumes"`
	ExtraVolumeMounts []corev1.VolumeMount `json:"extraVolumeMounts"`
	RBAC              rbac                 `json:"rbac"`
	ServiceMonitor    exporter.Monitor     `json:"serviceMonitor"`
	Resources         resources.Resources  `json:"resources"`
}

type config struct {
	Datasource datasource `json:"datasource"`
	ExtraArgs  []string   `json:"extraArgs"`
}

// datasource is what the chart makes variables of that the program does not
// come to read, since DATA_SOURCE_NAME is set. It must still be given: without
// a Secret for the password the chart renders one of its own, and without
// sslmode a reader of the Deployment finds "disable" in it.
type datasource struct {
	UserSecret     exporter.Key `json:"userSecret"`
	PasswordSecret exporter.Key `json:"passwordSecret"`
	SSLMode        string       `json:"sslmode"`
}

type rbac struct {
	Create bool `json:"create"`
}

func chartValues(release, database string) any {
	monitor := exporter.MonitorOf(database)
	monitor.Timeout = exporter.ScrapeTimeout
	return values{
		// Else the chart appends its own name to the release's.
		FullnameOverride: release,
		Config: config{
			Datasource: datasource{
				UserSecret:     exporter.InSecret(database, manageddatabase.KeyPostgresUsername),
				PasswordSecret: exporter.InSecret(database, manageddatabase.KeyPostgresPassword),
				SSLMode:        sslMode,
			},
			ExtraArgs: []string{
				"--collector.postmaster", // start time, off by default
				"--no-collector.wal",     // lists the WAL directory, which a managed database does not allow
			},
		},
		ExtraEnvs:         connection(database),
		ExtraVolumes:      authority.Volumes(database),
		ExtraVolumeMounts: authority.Mounts(),
		RBAC:              rbac{Create: false}, // the exporter asks nothing of the API server
		ServiceMonitor:    monitor,
		Resources:         resources.Of("10m", "32Mi", "128Mi"),
	}
}
