// Package prometheusstack is the chart kube-prometheus-stack, as far as every
// installation of it is the same: its names, the types of its values, what it
// provides and runs, and the values that others rely on.
package prometheusstack

import (
	networkingv1 "k8s.io/api/networking/v1"

	"seamark.dev/seamark/pkg/components/internal/ingress"
	"seamark.dev/seamark/pkg/model"
)

const (
	// ReleaseName is the Helm release; the chart derives names from it.
	ReleaseName = "kube-prometheus-stack"
	// PrometheusService answers PromQL.
	PrometheusService = ReleaseName + "-prometheus"
	// PrometheusPort is its port; the chart's default.
	PrometheusPort = 9090
	// AlertmanagerService is the Service of all Alertmanagers.
	AlertmanagerService = ReleaseName + "-alertmanager"
	// AlertmanagerPort is its port; the chart's default.
	AlertmanagerPort = 9093
	// GrafanaService is the Service of Grafana.
	GrafanaService = ReleaseName + "-grafana"
	// GrafanaPort is its port; the chart's default.
	GrafanaPort = 80
)

// The uids of the data sources that the chart makes; its defaults.
const (
	PrometheusUID   = "prometheus"
	AlertmanagerUID = "alertmanager"
)

// What makes a ConfigMap beside Grafana a dashboard: DashboardLabel with the value
// DashboardLabelValue. FolderAnnotation names the folder it is shown in.
const (
	DashboardLabel      = "grafana_dashboard"
	DashboardLabelValue = "1"
	FolderAnnotation    = "grafana_folder"
)

// The Secret with Grafana's administrator, and its keys.
const (
	AdminSecretName  = "grafana-admin"
	KeyAdminUser     = "admin-user"
	KeyAdminPassword = "admin-password"
)

// AdminSecret is what a person creates in a namespace on the hub: the
// administrator of whose Grafana it is.
func AdminSecret(namespace, whose string) model.Secret {
	return model.Secret{
		Namespace: namespace,
		Name:      AdminSecretName,
		Purpose:   "The administrator of " + whose + " Grafana.",
		Keys: []model.SecretKey{
			{Key: KeyAdminUser, Meaning: "The name to log in with: admin.", Format: "admin"},
			{
				Key:     KeyAdminPassword,
				Meaning: "The password to log in with. Make up a long one.",
				Inputs:  []string{"GRAFANA_ADMIN_PASSWORD"},
				Format:  "%s",
			},
		},
	}
}

// WebhookCertificates are the fields that the chart's patch Job, a hook, fills
// in after every install and upgrade. The chart renders none of them, and it
// passes the Job no failure policy, so the Job changes nothing else.
func WebhookCertificates() []model.IgnoredField {
	const name, reason = ReleaseName + "-admission", "the chart's admission-patch Job writes the authority of the certificate it made"
	field := func(kind string, webhooks ...string) model.IgnoredField {
		ignored := model.IgnoredField{Group: "admissionregistration.k8s.io", Version: "v1", Kind: kind, Name: name, Reason: reason}
		for _, index := range webhooks {
			ignored.Paths = append(ignored.Paths, "/webhooks/"+index+"/clientConfig/caBundle")
		}
		return ignored
	}
	return []model.IgnoredField{
		field("MutatingWebhookConfiguration", "0"),
		field("ValidatingWebhookConfiguration", "0", "1"),
	}
}

// Policies keep to their own namespace Grafana, Prometheus and Alertmanager, of
// which the last two ask nobody for a password.
func Policies(namespace string) []*networkingv1.NetworkPolicy {
	return []*networkingv1.NetworkPolicy{
		ingress.Within(namespace, "grafana"), ingress.Within(namespace, "prometheus"), ingress.Within(namespace, "alertmanager"),
	}
}
