package charts

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
)

// What charts take beside the fields of an object.
type (
	additionalMonitor struct {
		monitoringv1.ServiceMonitorSpec `json:",inline"`
		monitorMeta                     `json:",inline"`
	}
	additionalPodMonitor struct {
		monitoringv1.PodMonitorSpec `json:",inline"`
		monitorMeta                 `json:",inline"`
	}
	monitorMeta struct {
		Name             string            `json:"name"`
		AdditionalLabels map[string]string `json:"additionalLabels"`
		Annotations      map[string]string `json:"annotations"`
	}
	additionalRules struct {
		Groups           []monitoringv1.RuleGroup `json:"groups"`
		AdditionalLabels map[string]string        `json:"additionalLabels"`
	}
	additionalRulesList struct {
		additionalRules `json:",inline"`
		Name            string `json:"name"`
	}
	containerServicePort struct {
		corev1.ServicePort `json:",inline"`
		HostPort           int32 `json:"hostPort"`
	}
	secretKey struct {
		Name string `json:"name"`
		Key  string `json:"key"`
	}
)
