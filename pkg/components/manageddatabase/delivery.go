package manageddatabase

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/metricscredentials"
	"seamark.dev/seamark/pkg/compose"
)

// Labels that every series from a database's metrics endpoint carries.
const (
	// LabelDatabaseCluster is the database's name in the configuration.
	LabelDatabaseCluster = "database_cluster"
	// LabelEnvironment is the environment's name.
	LabelEnvironment = "environment"
)

// secret delivers the credentials, the certificate authority and the metrics
// credentials, all or none of them.
func (e Engine) secret() compose.Resource {
	var keys []dokscluster.HubKey
	for _, c := range e.Credentials {
		keys = append(keys, dokscluster.HubKey{NameFormat: connectionFormat, Key: c.Name, To: c.Name})
	}
	references, patches := dokscluster.CopyKeys(append(keys,
		dokscluster.HubKey{NameFormat: caFormat, Key: keyCA, To: KeyCACert},
		dokscluster.HubKey{Account: metricscredentials.SecretName, Key: metricscredentials.KeyUsername, To: KeyMetricsUsername},
		dokscluster.HubKey{Account: metricscredentials.SecretName, Key: metricscredentials.KeyPassword, To: KeyMetricsPassword},
	)...)
	return compose.Resource{
		Name: "secret",
		Base: dokscluster.Delivered(&corev1.Secret{
			TypeMeta:   dokscluster.KindSecret,
			ObjectMeta: metav1.ObjectMeta{Namespace: dokscluster.NamespaceDemo},
			Type:       corev1.SecretTypeOpaque,
		}, references...),
		Patches: delivered(SecretName("%s"), []string{"status.user"}, patches),
	}
}

// Config is the address of a database, for programs in its cluster.
type Config struct {
	// Data are fixed values by their keys.
	Data map[string]string
	// Known are the fields of the status without which nothing is delivered.
	Known []string
	// Patches fill in keys, from the status: see Data.
	Patches compose.Patches
}

// ByHost is the address by host and port, with user and database.
func ByHost(data map[string]string) Config {
	return Config{
		Data:  data,
		Known: []string{"status.privateHost", "status.port", "status.user", "status.database"},
		Patches: compose.Patches{
			compose.From("status.privateHost").To(InData(KeyHost)),
			compose.From("status.port").Text().To(InData(KeyPort)),
			compose.From("status.user").To(InData(KeyUser)),
			compose.From("status.database").To(InData(KeyDatabase)),
		},
	}
}

// InData is the field of a key of the ConfigMap, for patches.
func InData(key string) string { return dokscluster.InManifest("data." + key) }

func (c Config) resource() compose.Resource {
	return compose.Resource{
		Name: "config",
		Base: dokscluster.Delivered(&corev1.ConfigMap{
			TypeMeta:   kinds.ConfigMap,
			ObjectMeta: metav1.ObjectMeta{Namespace: dokscluster.NamespaceDemo},
			Data:       c.Data,
		}),
		Patches: delivered(ConfigMapName("%s"), c.Known, c.Patches),
	}
}

// scrapeConfig lets Prometheus collect the metrics of every node. It never
// holds back the XR: its kind arrives with the Prometheus operator, whose
// release waits for the XR.
func scrapeConfig() compose.Resource {
	spec := func(path string) string { return dokscluster.InManifest("spec." + path) }
	return compose.Resource{
		Name: "scrape-config",
		Base: dokscluster.Delivered(scrapeConfigBase()),
		Patches: delivered(ScrapeConfigName("%s"), []string{"status.metricsTargets[0]"}, compose.Patches{
			compose.From("metadata.name").Format(ScrapeConfigName("%s")).To(spec("jobName")),
			compose.From("status.metricsTargets").To(spec("staticConfigs[0].targets")),
			compose.From("metadata.name").To(spec("staticConfigs[0].labels." + LabelDatabaseCluster)),
			compose.From("spec.clusterName").To(spec("staticConfigs[0].labels." + LabelEnvironment)),
			compose.From("metadata.name").Format(SecretName("%s")).To(spec("tlsConfig.ca.secret.name")),
			compose.From("metadata.name").Format(SecretName("%s")).To(spec("basicAuth.username.name")),
			compose.From("metadata.name").Format(SecretName("%s")).To(spec("basicAuth.password.name")),
		}),
		Readiness: compose.AlwaysReady(),
	}
}

func scrapeConfigBase() *monitoringv1alpha1.ScrapeConfig {
	return &monitoringv1alpha1.ScrapeConfig{
		TypeMeta:   kinds.ScrapeConfig,
		ObjectMeta: metav1.ObjectMeta{Namespace: dokscluster.NamespaceDemo},
		Spec: monitoringv1alpha1.ScrapeConfigSpec{
			MetricsPath:    new("/metrics"),
			ScrapeInterval: new(monitoringv1.Duration("30s")),
			Scheme:         new(monitoringv1.SchemeHTTPS),
			// Seeded, because a nil list would be written as null.
			StaticConfigs: []monitoringv1alpha1.StaticConfig{{Targets: []monitoringv1alpha1.Target{}}},
			TLSConfig: &monitoringv1.SafeTLSConfig{
				CA: monitoringv1.SecretOrConfigMap{Secret: &corev1.SecretKeySelector{Key: KeyCACert}},
			},
			BasicAuth: &monitoringv1.BasicAuth{
				Username: corev1.SecretKeySelector{Key: KeyMetricsUsername},
				Password: corev1.SecretKeySelector{Key: KeyMetricsPassword},
			},
		},
	}
}
