package objects

import (
	"reflect"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

// kinds are the types of the objects that people bring, by apiVersion and kind.
var kinds = map[string]reflect.Type{
	"v1 ConfigMap":             reflect.TypeFor[corev1.ConfigMap](),
	"v1 LimitRange":            reflect.TypeFor[corev1.LimitRange](),
	"v1 Namespace":             reflect.TypeFor[corev1.Namespace](),
	"v1 PersistentVolume":      reflect.TypeFor[corev1.PersistentVolume](),
	"v1 PersistentVolumeClaim": reflect.TypeFor[corev1.PersistentVolumeClaim](),
	"v1 Pod":                   reflect.TypeFor[corev1.Pod](),
	"v1 ResourceQuota":         reflect.TypeFor[corev1.ResourceQuota](),
	"v1 Secret":                reflect.TypeFor[corev1.Secret](),
	"v1 Service":               reflect.TypeFor[corev1.Service](),
	"v1 ServiceAccount":        reflect.TypeFor[corev1.ServiceAccount](),

	"apps/v1 DaemonSet":   reflect.TypeFor[appsv1.DaemonSet](),
	"apps/v1 Deployment":  reflect.TypeFor[appsv1.Deployment](),
	"apps/v1 ReplicaSet":  reflect.TypeFor[appsv1.ReplicaSet](),
	"apps/v1 StatefulSet": reflect.TypeFor[appsv1.StatefulSet](),
	"batch/v1 CronJob":    reflect.TypeFor[batchv1.CronJob](),
	"batch/v1 Job":        reflect.TypeFor[batchv1.Job](),

	"autoscaling/v2 HorizontalPodAutoscaler": reflect.TypeFor[autoscalingv2.HorizontalPodAutoscaler](),
	"networking.k8s.io/v1 Ingress":           reflect.TypeFor[networkingv1.Ingress](),
	"networking.k8s.io/v1 NetworkPolicy":     reflect.TypeFor[networkingv1.NetworkPolicy](),
	"policy/v1 PodDisruptionBudget":          reflect.TypeFor[policyv1.PodDisruptionBudget](),

	"rbac.authorization.k8s.io/v1 ClusterRole":        reflect.TypeFor[rbacv1.ClusterRole](),
	"rbac.authorization.k8s.io/v1 ClusterRoleBinding": reflect.TypeFor[rbacv1.ClusterRoleBinding](),
	"rbac.authorization.k8s.io/v1 Role":               reflect.TypeFor[rbacv1.Role](),
	"rbac.authorization.k8s.io/v1 RoleBinding":        reflect.TypeFor[rbacv1.RoleBinding](),

	"monitoring.coreos.com/v1 PodMonitor":         reflect.TypeFor[monitoringv1.PodMonitor](),
	"monitoring.coreos.com/v1 Probe":              reflect.TypeFor[monitoringv1.Probe](),
	"monitoring.coreos.com/v1 PrometheusRule":     reflect.TypeFor[monitoringv1.PrometheusRule](),
	"monitoring.coreos.com/v1 ServiceMonitor":     reflect.TypeFor[monitoringv1.ServiceMonitor](),
	"monitoring.coreos.com/v1alpha1 ScrapeConfig": reflect.TypeFor[monitoringv1alpha1.ScrapeConfig](),

	"cert-manager.io/v1 Certificate":   reflect.TypeFor[certmanagerv1.Certificate](),
	"cert-manager.io/v1 ClusterIssuer": reflect.TypeFor[certmanagerv1.ClusterIssuer](),
	"cert-manager.io/v1 Issuer":        reflect.TypeFor[certmanagerv1.Issuer](),

	"gateway.networking.k8s.io/v1 Gateway":             reflect.TypeFor[gatewayv1.Gateway](),
	"gateway.networking.k8s.io/v1 GRPCRoute":           reflect.TypeFor[gatewayv1.GRPCRoute](),
	"gateway.networking.k8s.io/v1 HTTPRoute":           reflect.TypeFor[gatewayv1.HTTPRoute](),
	"gateway.networking.k8s.io/v1beta1 HTTPRoute":      reflect.TypeFor[gatewayv1.HTTPRoute](),
	"gateway.networking.k8s.io/v1beta1 Gateway":        reflect.TypeFor[gatewayv1.Gateway](),
	"gateway.networking.k8s.io/v1beta1 ReferenceGrant": reflect.TypeFor[gatewayv1.ReferenceGrant](),
}

// removed are the versions that Kubernetes served once, and what it serves
// instead (https://kubernetes.io/docs/reference/using-api/deprecation-guide).
var removed = func() map[string]string {
	all := map[string]string{}
	for instead, before := range map[string]struct {
		versions []string
		kinds    []string
	}{
		"apps/v1":                         {[]string{"extensions/v1beta1", "apps/v1beta1", "apps/v1beta2"}, []string{"DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"}},
		"networking.k8s.io/v1":            {[]string{"extensions/v1beta1", "networking.k8s.io/v1beta1"}, []string{"Ingress", "IngressClass", "NetworkPolicy"}},
		"batch/v1":                        {[]string{"batch/v1beta1", "batch/v2alpha1"}, []string{"CronJob"}},
		"policy/v1":                       {[]string{"policy/v1beta1"}, []string{"PodDisruptionBudget"}},
		"autoscaling/v2":                  {[]string{"autoscaling/v2beta1", "autoscaling/v2beta2"}, []string{"HorizontalPodAutoscaler"}},
		"rbac.authorization.k8s.io/v1":    {[]string{"rbac.authorization.k8s.io/v1beta1", "rbac.authorization.k8s.io/v1alpha1"}, []string{"ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"}},
		"apiextensions.k8s.io/v1":         {[]string{"apiextensions.k8s.io/v1beta1"}, []string{"CustomResourceDefinition"}},
		"admissionregistration.k8s.io/v1": {[]string{"admissionregistration.k8s.io/v1beta1"}, []string{"MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"}},
		"discovery.k8s.io/v1":             {[]string{"discovery.k8s.io/v1beta1"}, []string{"EndpointSlice"}},
		"storage.k8s.io/v1":               {[]string{"storage.k8s.io/v1beta1"}, []string{"CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"}},
		"scheduling.k8s.io/v1":            {[]string{"scheduling.k8s.io/v1beta1", "scheduling.k8s.io/v1alpha1"}, []string{"PriorityClass"}},
		"pod security admission, labels on the namespace": {[]string{"policy/v1beta1", "extensions/v1beta1"}, []string{"PodSecurityPolicy"}},
		"cert-manager.io/v1":                              {[]string{"cert-manager.io/v1alpha2", "cert-manager.io/v1alpha3", "cert-manager.io/v1beta1"}, []string{"Certificate", "CertificateRequest", "ClusterIssuer", "Issuer"}},
	} {
		for _, version := range before.versions {
			for _, kind := range before.kinds {
				all[version+" "+kind] = instead
			}
		}
	}
	return all
}()
