package alloy

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"

	"seamark.dev/seamark/pkg/components/internal/resources"
)

// values are the chart's values, as far as they differ from its defaults or
// must not follow them.
type values struct {
	CRDs           create         `json:"crds"`
	Alloy          agent          `json:"alloy"`
	Controller     controller     `json:"controller"`
	ConfigReloader sized          `json:"configReloader"`
	RBAC           rbac           `json:"rbac"`
	ServiceMonitor serviceMonitor `json:"serviceMonitor"`
}

type create struct {
	Create bool `json:"create"`
}

type agent struct {
	ConfigMap       content                 `json:"configMap"`
	Clustering      clustering              `json:"clustering"`
	StabilityLevel  string                  `json:"stabilityLevel"`
	StoragePath     string                  `json:"storagePath"`
	EnableReporting bool                    `json:"enableReporting"`
	ExtraEnv        []corev1.EnvVar         `json:"extraEnv"`
	ExtraPorts      []port                  `json:"extraPorts"`
	Mounts          mounts                  `json:"mounts"`
	SecurityContext *corev1.SecurityContext `json:"securityContext"`
	Resources       resources.Resources     `json:"resources"`
}

type content struct {
	Content string `json:"content"`
}

type clustering struct {
	Enabled bool   `json:"enabled"`
	Name    string `json:"name"`
}

type port struct {
	Name       string          `json:"name"`
	Port       int             `json:"port"`
	TargetPort int             `json:"targetPort"`
	Protocol   corev1.Protocol `json:"protocol"`
}

type mounts struct {
	VarLog bool                 `json:"varlog"`
	Extra  []corev1.VolumeMount `json:"extra"`
}

type controller struct {
	Type           string                         `json:"type"`
	UpdateStrategy appsv1.DaemonSetUpdateStrategy `json:"updateStrategy"`
	Tolerations    []corev1.Toleration            `json:"tolerations"`
	Volumes        volumes                        `json:"volumes"`
}

type volumes struct {
	Extra []corev1.Volume `json:"extra"`
}

type rbac struct {
	Rules        []rbacv1.PolicyRule `json:"rules"`
	ClusterRules []rbacv1.PolicyRule `json:"clusterRules"`
}

type serviceMonitor struct {
	Enabled  bool   `json:"enabled"`
	Interval string `json:"interval"`
}

type sized struct {
	Resources resources.Resources `json:"resources"`
}
