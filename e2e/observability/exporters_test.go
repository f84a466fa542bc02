package observability

import (
	"fmt"
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
)

// exporter is a release that one chart makes a container and a ServiceMonitor
// of.
type exporter struct {
	release   string
	chart     string // the name of the chart, and of the container
	portName  string // of the Service
	container container
	monitor   serviceMonitor
	memory    resource.Quantity // the limit
}

type serviceMonitor struct {
	Enabled     bool                         `json:"enabled"`
	Interval    monitoringv1.Duration        `json:"interval"`
	Timeout     monitoringv1.Duration        `json:"timeout"`
	Relabelings []monitoringv1.RelabelConfig `json:"relabelings"`
}

// keyOf is a key of a Secret or ConfigMap in the way of the charts.
type keyOf struct {
	Name string `json:"name"`
	Key  string `json:"key"`
}

func (k keyOf) secret() *corev1.EnvVarSource {
	return &corev1.EnvVarSource{SecretKeyRef: &corev1.SecretKeySelector{
		LocalObjectReference: corev1.LocalObjectReference{Name: k.Name}, Key: k.Key,
	}}
}

func (k keyOf) configMap() *corev1.EnvVarSource {
	return &corev1.EnvVarSource{ConfigMapKeyRef: &corev1.ConfigMapKeySelector{
		LocalObjectReference: corev1.LocalObjectReference{Name: k.Name}, Key: k.Key,
	}}
}

// pod are the values of all charts of which only the memory limit matters
// outside of Kubernetes.
type pod struct {
	FullnameOverride   string                      `json:"fullnameOverride"`
	RBAC               any                         `json:"rbac"`
	Resources          corev1.ResourceRequirements `json:"resources"`
	PodSecurityContext any                         `json:"podSecurityContext"`
	SecurityContext    any                         `json:"securityContext"`
}

// postgresValues are what we set of the values of prometheus-postgres-exporter.
type postgresValues struct {
	pod    `json:",inline"`
	Config struct {
		Datasource struct {
			UserSecret     keyOf  `json:"userSecret"`
			PasswordSecret keyOf  `json:"passwordSecret"`
			SSLMode        string `json:"sslmode"`
		} `json:"datasource"`
		ExtraArgs []string `json:"extraArgs"`
	} `json:"config"`
	ExtraEnvs         []corev1.EnvVar      `json:"extraEnvs"`
	ExtraVolumes      []corev1.Volume      `json:"extraVolumes"`
	ExtraVolumeMounts []corev1.VolumeMount `json:"extraVolumeMounts"`
	ServiceMonitor    serviceMonitor       `json:"serviceMonitor"`
}

// postgresExporter is what the templates of the chart, version 8.2.0, make of
// the values: its own arguments and variables first, ours after them.
func postgresExporter(t *testing.T, port int) exporter {
	t.Helper()
	release, v := valuesOf[postgresValues](t, "postgres-exporter-")
	source := v.Config.Datasource
	c := container{
		args: append([]string{
			"--config.file=/etc/postgres_exporter.yml",
			fmt.Sprintf("--web.listen-address=:%d", port), // the port is a value, 9187 by default
		}, v.Config.ExtraArgs...),
		env: append([]corev1.EnvVar{
			{Name: "DATA_SOURCE_URI", Value: ":5432/?sslmode=" + source.SSLMode},
			{Name: "DATA_SOURCE_USER", ValueFrom: source.UserSecret.secret()},
			{Name: "DATA_SOURCE_PASS", ValueFrom: source.PasswordSecret.secret()},
		}, v.ExtraEnvs...),
		files: mounted(v.ExtraVolumes, v.ExtraVolumeMounts),
	}
	return exporter{release, "prometheus-postgres-exporter", "http", c, v.ServiceMonitor, v.Resources.Limits.Memory().DeepCopy()}
}

// mysqlValues are what we set of the values of prometheus-mysql-exporter.
type mysqlValues struct {
	pod   `json:",inline"`
	MySQL struct {
		Host                   string   `json:"host"`
		User                   string   `json:"user"`
		ExistingPasswordSecret keyOf    `json:"existingPasswordSecret"`
		AdditionalConfig       []string `json:"additionalConfig"`
	} `json:"mysql"`
	Config struct {
		ExtraArgs []string `json:"extraArgs"`
	} `json:"config"`
	Collectors        map[string]bool      `json:"collectors"`
	ExtraEnvs         []corev1.EnvVar      `json:"extraEnvs"`
	ExtraVolumes      []corev1.Volume      `json:"extraVolumes"`
	ExtraVolumeMounts []corev1.VolumeMount `json:"extraVolumeMounts"`
	ServiceMonitor    struct {
		serviceMonitor `json:",inline"`
		ScrapeTimeout  monitoringv1.Duration `json:"scrapeTimeout"`
	} `json:"serviceMonitor"`
}

// mysqlExporter is what the templates of the chart, version 2.14.0, make of the
// values: a my.cnf with the default port, our lines behind it.
func mysqlExporter(t *testing.T, port int) exporter {
	t.Helper()
	release, v := valuesOf[mysqlValues](t, "mysql-exporter-")
	const file = "/etc/cnf/my.cnf"
	client := append([]string{"[client]", "host=" + v.MySQL.Host, "port=3306", "user=" + v.MySQL.User}, v.MySQL.AdditionalConfig...)
	c := container{
		args: append([]string{"--config.my-cnf=" + file}, v.Config.ExtraArgs...),
		env: append([]corev1.EnvVar{
			{Name: "GOMEMLIMIT", Value: fmt.Sprint(v.Resources.Limits.Memory().Value())},
			{Name: "MYSQLD_EXPORTER_PASSWORD", ValueFrom: v.MySQL.ExistingPasswordSecret.secret()},
		}, v.ExtraEnvs...),
		files:   mounted(v.ExtraVolumes, v.ExtraVolumeMounts),
		written: map[string]string{file: strings.Join(client, "\n") + "\n"},
		extras:  []string{fmt.Sprintf("--web.listen-address=:%d", port)}, // the chart knows 9104 only
	}
	for _, name := range sortedKeys(v.Collectors) {
		flag := "--no-collect."
		if v.Collectors[name] {
			flag = "--collect."
		}
		c.args = append(c.args, flag+name)
	}
	monitor := v.ServiceMonitor.serviceMonitor
	monitor.Timeout = v.ServiceMonitor.ScrapeTimeout
	return exporter{release, "prometheus-mysql-exporter", "mysql-exporter", c, monitor, v.Resources.Limits.Memory().DeepCopy()}
}

// mounted are volumes by where they are mounted.
func mounted(volumes []corev1.Volume, mounts []corev1.VolumeMount) map[string]corev1.VolumeSource {
	byName, files := map[string]corev1.VolumeSource{}, map[string]corev1.VolumeSource{}
	for _, volume := range volumes {
		byName[volume.Name] = volume.VolumeSource
	}
	for _, m := range mounts {
		files[m.MountPath] = byName[m.Name]
	}
	return files
}

// redisValues are what we set of the values of prometheus-redis-exporter.
type redisValues struct {
	pod                `json:",inline"`
	RedisAddressConfig struct {
		Enabled  bool  `json:"enabled"`
		IsSecret bool  `json:"isSecret"`
		Source   keyOf `json:"source"`
	} `json:"redisAddressConfig"`
	RedisTLSConfig struct {
		Enabled             bool   `json:"enabled"`
		SkipTLSVerification bool   `json:"skipTlsVerification"`
		MountPath           string `json:"mountPath"`
		CACertFile          struct {
			Secret keyOf `json:"secret"`
		} `json:"caCertFile"`
	} `json:"redisTlsConfig"`
	ExtraArgs      map[string]string `json:"extraArgs"`
	Env            []corev1.EnvVar   `json:"env"`
	ServiceMonitor serviceMonitor    `json:"serviceMonitor"`
}

// redisExporter is what the templates of the chart, version 6.29.0, make of
// the values.
func redisExporter(t *testing.T, port int) exporter {
	t.Helper()
	release, v := valuesOf[redisValues](t, "redis-exporter-")
	c := container{
		files:  map[string]corev1.VolumeSource{},
		extras: []string{fmt.Sprintf("--web.listen-address=:%d", port)}, // the chart knows 9121 only
	}
	for _, name := range sortedKeys(v.ExtraArgs) {
		c.args = append(c.args, "--"+name+"="+v.ExtraArgs[name])
	}
	address := v.RedisAddressConfig.Source.configMap()
	if v.RedisAddressConfig.IsSecret {
		address = v.RedisAddressConfig.Source.secret()
	}
	if !v.RedisAddressConfig.Enabled {
		t.Fatal("the address is not from the database")
	}
	c.env = append(c.env, corev1.EnvVar{Name: "REDIS_ADDR", ValueFrom: address})
	if tls := v.RedisTLSConfig; tls.Enabled {
		if tls.SkipTLSVerification {
			c.env = append(c.env, corev1.EnvVar{Name: "REDIS_EXPORTER_SKIP_TLS_VERIFICATION", Value: "true"})
		}
		const file = "tls-ca-cert.crt"
		ca := tls.CACertFile.Secret
		c.env = append(c.env, corev1.EnvVar{Name: "REDIS_EXPORTER_TLS_CA_CERT_FILE", Value: tls.MountPath + "/" + file})
		c.files[tls.MountPath] = corev1.VolumeSource{Secret: &corev1.SecretVolumeSource{
			SecretName: ca.Name, Items: []corev1.KeyToPath{{Key: ca.Key, Path: file}},
		}}
	}
	c.env = append(c.env, v.Env...)
	return exporter{release, "prometheus-redis-exporter", "redis-exporter", c, v.ServiceMonitor, v.Resources.Limits.Memory().DeepCopy()}
}
