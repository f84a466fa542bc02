// Package kinds names the apiVersion and kind of every upstream API type that
// the components build, so that a literal reads `TypeMeta: kinds.Gateway`.
package kinds

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

func kind(apiVersion, name string) metav1.TypeMeta {
	return metav1.TypeMeta{APIVersion: apiVersion, Kind: name}
}

// Built into Kubernetes.
var (
	ClusterRole        = kind("rbac.authorization.k8s.io/v1", "ClusterRole")
	ClusterRoleBinding = kind("rbac.authorization.k8s.io/v1", "ClusterRoleBinding")
	ConfigMap          = kind("v1", "ConfigMap")
	Deployment         = kind("apps/v1", "Deployment")
	Namespace          = kind("v1", "Namespace")
	NetworkPolicy      = kind("networking.k8s.io/v1", "NetworkPolicy")
	Role               = kind("rbac.authorization.k8s.io/v1", "Role")
	RoleBinding        = kind("rbac.authorization.k8s.io/v1", "RoleBinding")
	Service            = kind("v1", "Service")
	ServiceAccount     = kind("v1", "ServiceAccount")

	ValidatingAdmissionPolicy        = kind("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy")
	ValidatingAdmissionPolicyBinding = kind("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding")
)

// Brought by cert-manager, the Prometheus operator and the Gateway API.
var (
	Certificate    = kind("cert-manager.io/v1", "Certificate")
	ClusterIssuer  = kind("cert-manager.io/v1", "ClusterIssuer")
	Issuer         = kind("cert-manager.io/v1", "Issuer")
	PodMonitor     = kind("monitoring.coreos.com/v1", "PodMonitor")
	ServiceMonitor = kind("monitoring.coreos.com/v1", "ServiceMonitor")
	PrometheusRule = kind("monitoring.coreos.com/v1", "PrometheusRule")
	ScrapeConfig   = kind("monitoring.coreos.com/v1alpha1", "ScrapeConfig")
	Gateway        = kind("gateway.networking.k8s.io/v1", "Gateway")
	HTTPRoute      = kind("gateway.networking.k8s.io/v1", "HTTPRoute")
)

// Brought by Crossplane. Configuration is a file of a package, never an object.
var (
	Configuration                   = kind("meta.pkg.crossplane.io/v1", "Configuration")
	DeploymentRuntimeConfig         = kind("pkg.crossplane.io/v1beta1", "DeploymentRuntimeConfig")
	ImageConfig                     = kind("pkg.crossplane.io/v1beta1", "ImageConfig")
	ManagedResourceActivationPolicy = kind("apiextensions.crossplane.io/v1alpha1", "ManagedResourceActivationPolicy")
	Usage                           = kind("protection.crossplane.io/v1beta1", "Usage")
)

// Brought by Flux.
var (
	GitRepository        = kind("source.toolkit.fluxcd.io/v1", "GitRepository")
	HelmRelease          = kind("helm.toolkit.fluxcd.io/v2", "HelmRelease")
	HelmRepository       = kind("source.toolkit.fluxcd.io/v1", "HelmRepository")
	Kustomization        = kind("kustomize.toolkit.fluxcd.io/v1", "Kustomization")
	NotificationAlert    = kind("notification.toolkit.fluxcd.io/v1beta3", "Alert")
	NotificationProvider = kind("notification.toolkit.fluxcd.io/v1beta3", "Provider")
	NotificationReceiver = kind("notification.toolkit.fluxcd.io/v1", "Receiver")
	OCIRepository        = kind("source.toolkit.fluxcd.io/v1", "OCIRepository")
)
