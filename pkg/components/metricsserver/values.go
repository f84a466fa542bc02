package metricsserver

import (
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"seamark.dev/seamark/pkg/components/internal/resources"
)

// values are the chart's values, as far as they differ from its defaults. The
// default arguments stay: without --kubelet-insecure-tls the kubelets are
// verified.
type values struct {
	Replicas                  int32                             `json:"replicas"`
	UpdateStrategy            appsv1.DeploymentStrategy         `json:"updateStrategy"`
	PodDisruptionBudget       podDisruptionBudget               `json:"podDisruptionBudget"`
	TopologySpreadConstraints []corev1.TopologySpreadConstraint `json:"topologySpreadConstraints"`
	TLS                       tls                               `json:"tls"`
	APIService                apiService                        `json:"apiService"`
	Metrics                   enabled                           `json:"metrics"`
	ServiceMonitor            enabled                           `json:"serviceMonitor"`
	Resources                 resources.Resources               `json:"resources"`
}

type podDisruptionBudget struct {
	Enabled      bool `json:"enabled"`
	MinAvailable int  `json:"minAvailable"`
}

type tls struct {
	Type        string      `json:"type"`
	CertManager certManager `json:"certManager"`
}

type certManager struct {
	Duration string `json:"duration"`
}

type apiService struct {
	InsecureSkipTLSVerify bool `json:"insecureSkipTLSVerify"`
}

type enabled struct {
	Enabled bool `json:"enabled"`
}

func chartValues() values {
	return values{
		Replicas: 2,
		// One at a time, without a third pod on a full cluster.
		UpdateStrategy: appsv1.DeploymentStrategy{
			Type: appsv1.RollingUpdateDeploymentStrategyType,
			RollingUpdate: &appsv1.RollingUpdateDeployment{
				MaxUnavailable: new(intstr.FromInt32(1)),
				MaxSurge:       new(intstr.FromInt32(0)),
			},
		},
		PodDisruptionBudget:       podDisruptionBudget{Enabled: true, MinAvailable: 1},
		TopologySpreadConstraints: []corev1.TopologySpreadConstraint{spread()},
		// By default each pod signs a certificate for itself, so that the
		// API server cannot verify any. With cert-manager both pods share
		// one, whose CA is injected into the APIService. It lives ten
		// years, since a renewal is a minute without metrics: the bundle
		// changes at once, the mounted Secret later.
		TLS:            tls{Type: "cert-manager", CertManager: certManager{Duration: "87600h"}},
		APIService:     apiService{InsecureSkipTLSVerify: false}, // chart default: true
		Metrics:        enabled{true},                            // the ServiceMonitor needs it
		ServiceMonitor: enabled{true},
		Resources:      resources.Of("25m", "48Mi", "200Mi"),
	}
}

// spread keeps the pods on two nodes where it can.
func spread() corev1.TopologySpreadConstraint {
	return corev1.TopologySpreadConstraint{
		MaxSkew:           1,
		TopologyKey:       corev1.LabelHostname,
		WhenUnsatisfiable: corev1.ScheduleAnyway,
		LabelSelector: &metav1.LabelSelector{MatchLabels: map[string]string{
			"app.kubernetes.io/name":     "metrics-server", // the chart's name
			"app.kubernetes.io/instance": ReleaseName,
		}},
	}
}
