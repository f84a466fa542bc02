package golden

import (
	"maps"
	"slices"
	"testing"

	certmanagerv1 "github.com/cert-manager/cert-manager/pkg/apis/certmanager/v1"
	apiextensionsv1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1"
	apiextensionsv1alpha1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1alpha1"
	apiextensionsv2 "github.com/crossplane/crossplane/apis/v2/apiextensions/v2"
	pkgv1 "github.com/crossplane/crossplane/apis/v2/pkg/v1"
	pkgv1beta1 "github.com/crossplane/crossplane/apis/v2/pkg/v1beta1"
	protectionv1beta1 "github.com/crossplane/crossplane/apis/v2/protection/v1beta1"
	helmv2 "github.com/fluxcd/helm-controller/api/v2"
	kustomizev1 "github.com/fluxcd/kustomize-controller/api/v1"
	notificationv1 "github.com/fluxcd/notification-controller/api/v1"
	notificationv1beta3 "github.com/fluxcd/notification-controller/api/v1beta3"
	sourcev1 "github.com/fluxcd/source-controller/api/v1"
	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	admissionv1 "k8s.io/api/admissionregistration/v1"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
	"sigs.k8s.io/yaml"
)

// types are the Go types that the makers of the kinds publish, never our own,
// which would only repeat what they wrote.
var types = map[string]func() any{
	"v1 ConfigMap":       func() any { return &corev1.ConfigMap{} },
	"v1 Namespace":       func() any { return &corev1.Namespace{} },
	"v1 Service":         func() any { return &corev1.Service{} },
	"v1 ServiceAccount":  func() any { return &corev1.ServiceAccount{} },
	"apps/v1 Deployment": func() any { return &appsv1.Deployment{} },
	"rbac.authorization.k8s.io/v1 ClusterRole":                         func() any { return &rbacv1.ClusterRole{} },
	"rbac.authorization.k8s.io/v1 ClusterRoleBinding":                  func() any { return &rbacv1.ClusterRoleBinding{} },
	"rbac.authorization.k8s.io/v1 Role":                                func() any { return &rbacv1.Role{} },
	"rbac.authorization.k8s.io/v1 RoleBinding":                         func() any { return &rbacv1.RoleBinding{} },
	"admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy":        func() any { return &admissionv1.ValidatingAdmissionPolicy{} },
	"admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding": func() any { return &admissionv1.ValidatingAdmissionPolicyBinding{} },
	"notification.toolkit.fluxcd.io/v1beta3 Alert":                     func() any { return &notificationv1beta3.Alert{} },
	"notification.toolkit.fluxcd.io/v1 Receiver":                       func() any { return &notificationv1.Receiver{} },
	"notification.toolkit.fluxcd.io/v1beta3 Provider":                  func() any { return &notificationv1beta3.Provider{} },
	"monitoring.coreos.com/v1 ServiceMonitor":                          func() any { return &monitoringv1.ServiceMonitor{} },
	"networking.k8s.io/v1 NetworkPolicy":                               func() any { return &networkingv1.NetworkPolicy{} },
	"cert-manager.io/v1 Certificate":                                   func() any { return &certmanagerv1.Certificate{} },
	"cert-manager.io/v1 ClusterIssuer":                                 func() any { return &certmanagerv1.ClusterIssuer{} },
	"cert-manager.io/v1 Issuer":                                        func() any { return &certmanagerv1.Issuer{} },
	"gateway.networking.k8s.io/v1 Gateway":                             func() any { return &gatewayv1.Gateway{} },
	"gateway.networking.k8s.io/v1 HTTPRoute":                           func() any { return &gatewayv1.HTTPRoute{} },
	"monitoring.coreos.com/v1 PodMonitor":                              func() any { return &monitoringv1.PodMonitor{} },
	"monitoring.coreos.com/v1 PrometheusRule":                          func() any { return &monitoringv1.PrometheusRule{} },
	"helm.toolkit.fluxcd.io/v2 HelmRelease":                            func() any { return &helmv2.HelmRelease{} },
	"kustomize.toolkit.fluxcd.io/v1 Kustomization":                     func() any { return &kustomizev1.Kustomization{} },
	"source.toolkit.fluxcd.io/v1 HelmRepository":                       func() any { return &sourcev1.HelmRepository{} },
	"source.toolkit.fluxcd.io/v1 OCIRepository":                        func() any { return &sourcev1.OCIRepository{} },
	"apiextensions.crossplane.io/v1 Composition":                       func() any { return &apiextensionsv1.Composition{} },
	"apiextensions.crossplane.io/v2 CompositeResourceDefinition": func() any {
		return &apiextensionsv2.CompositeResourceDefinition{}
	},
	"apiextensions.crossplane.io/v1alpha1 ManagedResourceActivationPolicy": func() any {
		return &apiextensionsv1alpha1.ManagedResourceActivationPolicy{}
	},
	"pkg.crossplane.io/v1 Function":                     func() any { return &pkgv1.Function{} },
	"pkg.crossplane.io/v1 Provider":                     func() any { return &pkgv1.Provider{} },
	"pkg.crossplane.io/v1beta1 DeploymentRuntimeConfig": func() any { return &pkgv1beta1.DeploymentRuntimeConfig{} },
	"protection.crossplane.io/v1beta1 Usage":            func() any { return &protectionv1beta1.Usage{} },
}

// withoutType are the kinds whose makers publish no Go type, or one that is heavy
// beyond use. TestSchemas validates them by their CRDs. A kind that is neither
// here nor above fails the test.
var withoutType = []string{
	"argoproj.io/v1alpha1 AppProject",
	"argoproj.io/v1alpha1 Application",
	"digitalocean.m.crossplane.io/v1beta1 ClusterProviderConfig",
	"http.m.crossplane.io/v1alpha2 ClusterProviderConfig",
	"http.m.crossplane.io/v1alpha2 Request",
	"kubernetes.m.crossplane.io/v1alpha1 ClusterProviderConfig",
	"seamark.dev/v1alpha1 ConnectionPool",
	"seamark.dev/v1alpha1 DOKSCluster",
	"seamark.dev/v1alpha1 DatabaseSettings",
	"seamark.dev/v1alpha1 DatabaseUser",
	"seamark.dev/v1alpha1 LogSink",
	"seamark.dev/v1alpha1 LogicalDatabase",
	"seamark.dev/v1alpha1 ManagedDatabase",
	"seamark.dev/v1alpha1 NodePool",
	"seamark.dev/v1alpha1 ObjectStore",
	"seamark.dev/v1alpha1 SecretCopy",
}

// TestStrictDecode reads every rendered object into its API type and refuses a
// field that the type does not have.
func TestStrictDecode(t *testing.T) {
	used := map[string]bool{}
	for _, scenario := range scenarios(t) {
		for _, f := range renderScenario(t, scenario).Files() {
			if !f.Object {
				continue
			}
			var meta metav1.TypeMeta
			if err := yaml.Unmarshal(f.Data, &meta); err != nil {
				t.Fatalf("%s/%s: %v", scenario, f.Path, err)
			}
			kind := meta.APIVersion + " " + meta.Kind
			used[kind] = true
			if slices.Contains(withoutType, kind) {
				continue
			}
			make, known := types[kind]
			if !known {
				t.Errorf("%s/%s: %s has no Go type in this test", scenario, f.Path, kind)
				continue
			}
			if err := yaml.UnmarshalStrict(f.Data, make()); err != nil {
				t.Errorf("%s/%s: %v", scenario, f.Path, err)
			}
		}
	}
	want := slices.Sorted(maps.Keys(types))
	want = append(want, withoutType...)
	slices.Sort(want)
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(used))); diff != "" {
		t.Errorf("kinds that no scenario renders (-):\n%s", diff)
	}
}
