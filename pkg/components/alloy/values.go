package alloy

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/components/internal/restricted"
	"seamark.dev/seamark/pkg/components/loki"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/platform"
)

// The environment variables that config.alloy reads, beside K8S_NODE_NAME,
// which the chart sets.
const (
	envEnvironment = "ENVIRONMENT"
	envLokiPushURL = "LOKI_PUSH_URL"
)

// storagePath holds the positions in the files that are read. It is a folder
// of the node: in the container's own file system, which is the default, a
// restart would forget them and every file would be sent again.
const storagePath = "/var/lib/alloy"

// tlsPath is where the syslog certificate is mounted.
const tlsPath = "/etc/alloy-tls"

func valuesOf(configuration string, env platform.Environment) values {
	return values{
		CRDs: create{Create: false}, // of PodLogs, a kind that is not used
		Alloy: agent{
			ConfigMap: content{configuration},
			// Only the Kubernetes events are shared out in the cluster.
			Clustering:      clustering{Enabled: true, Name: ReleaseName},
			StabilityLevel:  "generally-available",
			StoragePath:     storagePath,
			EnableReporting: false,
			ExtraEnv: []corev1.EnvVar{
				{Name: envEnvironment, Value: env.Name},
				{Name: envLokiPushURL, Value: loki.PushURL()},
			},
			ExtraPorts: []port{{
				Name:       "syslog-tls",
				Port:       syslog.Port,
				TargetPort: syslog.Port,
				Protocol:   corev1.ProtocolTCP,
			}},
			Mounts:          mounts{VarLog: true, Extra: volumeMounts()},
			SecurityContext: securityContext(),
			Resources:       resources.Of("50m", "128Mi", "384Mi"),
		},
		Controller: controller{
			Type: "daemonset",
			UpdateStrategy: appsv1.DaemonSetUpdateStrategy{
				Type:          appsv1.RollingUpdateDaemonSetStrategyType,
				RollingUpdate: &appsv1.RollingUpdateDaemonSet{MaxUnavailable: new(intstr.FromInt32(1))},
			},
			// Logs are wanted from every node, whatever its taints.
			Tolerations: []corev1.Toleration{{Operator: corev1.TolerationOpExists}},
			Volumes:     volumes{Extra: extraVolumes()},
		},
		ConfigReloader: sized{resources.Of("5m", "16Mi", "64Mi")},
		RBAC:           accessRules(),
		ServiceMonitor: serviceMonitor{Enabled: true, Interval: "30s"},
	}
}

// securityContext is root without any capability: the files below
// /var/log/pods belong to root and nobody else may read them.
func securityContext() *corev1.SecurityContext {
	c := restricted.Container()
	c.RunAsUser = new(int64(0))
	c.SeccompProfile = restricted.Seccomp()
	return &c
}

// accessRules is what config.alloy needs and no more. The chart's default also
// reads every Secret of the cluster. Both lists must hold something: the chart
// renders an empty one as text that is no YAML.
func accessRules() rbac {
	read := func(resource string) []rbacv1.PolicyRule {
		return []rbacv1.PolicyRule{{
			APIGroups: []string{""},
			Resources: []string{resource},
			Verbs:     []string{"get", "list", "watch"},
		}}
	}
	return rbac{Rules: read("pods"), ClusterRules: read("events")}
}
