package postgresexporter

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"

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
	ServiceMonitor    serviceMonitor       `json:"serviceMonitor"`
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
	UserSecret     secretKey `json:"userSecret"`
	PasswordSecret secretKey `json:"passwordSecret"`
	SSLMode        string    `json:"sslmode"`
}

type secretKey struct {
	Name string `json:"name"`
	Key  string `json:"key"`
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
	volume, mount := caOf(database)
	secret := manageddatabase.SecretName(database)
	return values{
		// Else the chart appends its own name to the release's.
		FullnameOverride: ReleaseName(database),
		Config: config{
			Datasource: datasource{
				UserSecret:     secretKey{secret, manageddatabase.KeyPostgresUsername},
				PasswordSecret: secretKey{secret, manageddatabase.KeyPostgresPassword},
				SSLMode:        sslMode,
			},
			ExtraArgs: []string{
				"--collector.postmaster", // start time, off by default
				"--no-collector.wal",     // lists the WAL directory, which a managed database does not allow
			},
		},
		ExtraEnvs:         connection(database),
		ExtraVolumes:      []corev1.Volume{volume},
		ExtraVolumeMounts: []corev1.VolumeMount{mount},
		RBAC:              rbac{Create: false}, // the exporter asks nothing of the API server
		ServiceMonitor: serviceMonitor{
			Enabled:  true,
			Interval: "30s",
			Timeout:  "10s",
			Relabelings: []monitoringv1.RelabelConfig{
				{TargetLabel: "database_cluster", Replacement: new(database)},
			},
		},
		Resources: resources.Of("10m", "32Mi", "128Mi"),
	}
}
