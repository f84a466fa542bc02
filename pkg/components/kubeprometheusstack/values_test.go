package kubeprometheusstack

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
)

func TestValuesFollowTheEnvironment(t *testing.T) {
	check(t, map[string]expectation{
		"Retention":     {"the configuration says how long samples are kept", "prometheus.prometheusSpec.retention", "14d"},
		"RetentionSize": {"the volume must not fill up before the time is over", "prometheus.prometheusSpec.retentionSize", "40GiB"},
		"Volume": {
			"the configuration says how big the volume is",
			"prometheus.prometheusSpec.storageSpec.volumeClaimTemplate.spec.resources.requests.storage", "50Gi",
		},
		"Replicas": {"the configuration says how many Alertmanagers there are", "alertmanager.alertmanagerSpec.replicas", 3.0},
		"Label":    {"alerts of several environments meet in one inbox", "prometheus.prometheusSpec.externalLabels.environment", "blue"},
	})
}

// What the original got wrong, or what a change of the chart's defaults would
// break again without a word.
func TestDefectsOfTheOriginal(t *testing.T) {
	const spec = "prometheus.prometheusSpec."
	check(t, map[string]expectation{
		"ServiceMonitorsNeedNoReleaseLabel": {"true selects release=kube-prometheus-stack only", spec + "serviceMonitorSelectorNilUsesHelmValues", false},
		"PodMonitorsNeedNoReleaseLabel":     {"true selects release=kube-prometheus-stack only", spec + "podMonitorSelectorNilUsesHelmValues", false},
		"ProbesNeedNoReleaseLabel":          {"true selects release=kube-prometheus-stack only", spec + "probeSelectorNilUsesHelmValues", false},
		"RulesNeedNoReleaseLabel":           {"true selects release=kube-prometheus-stack only", spec + "ruleSelectorNilUsesHelmValues", false},
		"ScrapeConfigsNeedNoReleaseLabel":   {"the databases' are in another namespace", spec + "scrapeConfigSelectorNilUsesHelmValues", false},
		"SchedulerAlertsAreOff":             {"the key kubeScheduler, which the original set, does not exist", "defaultRules.rules.kubeSchedulerAlerting", false},
		"SchedulerRecordingsAreOff":         {"the key kubeScheduler, which the original set, does not exist", "defaultRules.rules.kubeSchedulerRecording", false},
		"EtcdIsNotOurs":                     {"its alert could only fire falsely", "defaultRules.rules.etcd", false},
		"NoKubeProxy":                       {"Cilium replaces it", "kubeProxy.enabled", false},
		"GrafanaReadsNoSecrets":             {"the chart's own roles grant all of them", "grafana.rbac.useExistingRole", prometheusstack.GrafanaRoleName},
		"GrafanaIsKeptToItsNamespace":       {"the default is a ClusterRole", "grafana.rbac.namespaced", true},
		"DashboardsFromOneNamespace":        {"ALL would need a ClusterRole", "grafana.sidecar.dashboards.searchNamespace", "cluster-services"},
		"KubeStateMetricsReadsNoSecrets":    {"the default lists those of the whole cluster", "kube-state-metrics.collectorsExclude", []any{"secrets"}},
		"KubeletsAreVerified":               {"the default takes any certificate", "kubelet.serviceMonitor.insecureSkipVerify", false},
		"PasswordIsNoValue":                 {"a password in values is a password in Git", "grafana.admin.existingSecret", prometheusstack.AdminSecretName},
		"CRDsByTheEngine":                   {"the Job would fight with the engine, by an image tagged latest", "crds.upgradeJob.enabled", false},
		"EndpointsAreDeprecated":            {"Kubernetes 1.33 deprecates Endpoints", spec + "serviceDiscoveryRole", "EndpointSlice"},
	})
}

func TestEveryContainerHasRequestsAndAMemoryLimit(t *testing.T) {
	for _, at := range []string{
		"prometheus.prometheusSpec", "alertmanager.alertmanagerSpec", "kube-state-metrics", "prometheus-node-exporter",
		"grafana", "grafana.sidecar",
		"prometheusOperator", "prometheusOperator.prometheusConfigReloader", "prometheusOperator.admissionWebhooks.patch",
	} {
		for _, amount := range []string{"requests.cpu", "requests.memory", "limits.memory"} {
			if got := chartvalues.At(t, release(t).Values, at+".resources."+amount); got == "" {
				t.Errorf("%s has no %s", at, amount)
			}
		}
	}
}

type expectation struct {
	reason, path string
	want         any
}

func check(t *testing.T, cases map[string]expectation) {
	t.Helper()
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, chartvalues.At(t, release(t).Values, tc.path)); diff != "" {
				t.Errorf("%s: %s\n-want +got:\n%s", tc.path, tc.reason, diff)
			}
		})
	}
}
