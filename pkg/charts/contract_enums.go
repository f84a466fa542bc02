package charts

import (
	"reflect"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// enums are the words of types that have a few.
var enums = map[reflect.Type][]string{
	reflect.TypeFor[corev1.PullPolicy]():                    {"Always", "IfNotPresent", "Never"},
	reflect.TypeFor[corev1.Protocol]():                      {"TCP", "UDP", "SCTP"},
	reflect.TypeFor[corev1.URIScheme]():                     {"HTTP", "HTTPS"},
	reflect.TypeFor[corev1.DNSPolicy]():                     {"ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"},
	reflect.TypeFor[corev1.TolerationOperator]():            {"Equal", "Exists", "Gt", "Lt"},
	reflect.TypeFor[corev1.TaintEffect]():                   {"NoSchedule", "PreferNoSchedule", "NoExecute"},
	reflect.TypeFor[corev1.NodeSelectorOperator]():          {"In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"},
	reflect.TypeFor[metav1.LabelSelectorOperator]():         {"In", "NotIn", "Exists", "DoesNotExist"},
	reflect.TypeFor[corev1.UnsatisfiableConstraintAction](): {"DoNotSchedule", "ScheduleAnyway"},
	reflect.TypeFor[corev1.PersistentVolumeAccessMode]():    {"ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"},
	reflect.TypeFor[corev1.SeccompProfileType]():            {"RuntimeDefault", "Unconfined", "Localhost"},
	reflect.TypeFor[corev1.AppArmorProfileType]():           {"RuntimeDefault", "Unconfined", "Localhost"},
	reflect.TypeFor[corev1.PodFSGroupChangePolicy]():        {"OnRootMismatch", "Always"},
	reflect.TypeFor[corev1.MountPropagationMode]():          {"None", "HostToContainer", "Bidirectional"},
	reflect.TypeFor[corev1.NodeInclusionPolicy]():           {"Ignore", "Honor"},
	reflect.TypeFor[corev1.PersistentVolumeMode]():          {"Block", "Filesystem"},
	reflect.TypeFor[corev1.StorageMedium]():                 {"Memory", "HugePages"},
	reflect.TypeFor[corev1.TerminationMessagePolicy]():      {"File", "FallbackToLogsOnError"},
	reflect.TypeFor[corev1.HostPathType]():                  {"DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"},
	reflect.TypeFor[corev1.ServiceType]():                   {"ClusterIP", "NodePort", "LoadBalancer", "ExternalName"},
	reflect.TypeFor[corev1.ServiceAffinity]():               {"ClientIP", "None"},
	reflect.TypeFor[corev1.ServiceExternalTrafficPolicy]():  {"Cluster", "Local"},
	reflect.TypeFor[corev1.IPFamilyPolicy]():                {"SingleStack", "PreferDualStack", "RequireDualStack"},
	reflect.TypeFor[corev1.IPFamily]():                      {"IPv4", "IPv6"},
	reflect.TypeFor[batchv1.ConcurrencyPolicy]():            {"Allow", "Forbid", "Replace"},
	reflect.TypeFor[batchv1.CompletionMode]():               {"NonIndexed", "Indexed"},
	reflect.TypeFor[appsv1.DeploymentStrategyType]():        {"Recreate", "RollingUpdate"},
	reflect.TypeFor[appsv1.DaemonSetUpdateStrategyType]():   {"RollingUpdate", "OnDelete"},
	reflect.TypeFor[appsv1.StatefulSetUpdateStrategyType](): {"RollingUpdate", "OnDelete"},

	reflect.TypeFor[monitoringv1.ScrapeProtocol]():              {"PrometheusProto", "OpenMetricsText0.0.1", "OpenMetricsText1.0.0", "PrometheusText0.0.4", "PrometheusText1.0.0"},
	reflect.TypeFor[monitoringv1.ServiceDiscoveryRole]():        {"Endpoints", "EndpointSlice"},
	reflect.TypeFor[monitoringv1.ReloadStrategyType]():          {"HTTP", "ProcessSignal"},
	reflect.TypeFor[monitoringv1.DNSPolicy]():                   {"ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"},
	reflect.TypeFor[monitoringv1.PodManagementPolicyType]():     {"OrderedReady", "Parallel"},
	reflect.TypeFor[monitoringv1.NameValidationSchemeOptions](): {"UTF8", "Legacy"},
	reflect.TypeFor[monitoringv1.NameEscapingSchemeOptions]():   {"AllowUTF8", "Underscores", "Dots", "Values"},
	reflect.TypeFor[monitoringv1.TLSVersion]():                  {"TLS10", "TLS11", "TLS12", "TLS13"},
	reflect.TypeFor[monitoringv1.Scheme]():                      {"http", "https", "HTTP", "HTTPS"},
	reflect.TypeFor[monitoringv1.AlertmanagerAPIVersion]():      {"v1", "V1", "v2", "V2"},
	reflect.TypeFor[monitoringv1.RemoteWriteMessageVersion]():   {"V1.0", "V2.0"},
	reflect.TypeFor[monitoringv1.ShardingStrategyMode]():        {"Address", "Topology"},
	reflect.TypeFor[logLevel]():                                 {"debug", "info", "warn", "error"},
	reflect.TypeFor[logFormat]():                                {"logfmt", "json"},
}

// The operator's fields of these are plain strings.
type (
	logLevel  string
	logFormat string
)
