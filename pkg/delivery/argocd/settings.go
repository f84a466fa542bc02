package argocd

import (
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/model"
)

// SettingsName is the ConfigMap with Argo CD's settings.
const SettingsName = "argocd-cm"

// Settings are the keys of Argo CD's settings that the delivery depends on. It
// is applied server-side, so that all other keys stay as they are; but the
// health checks hold for every Application of that Argo CD.
type Settings map[string]string

const (
	healthKey     = "resource.customizations.health."
	exclusionsKey = "resource.exclusions"
	buildKey      = "kustomize.buildOptions"
)

// settings are those that the units need.
func settings(units []model.Unit, health []model.HealthCheck) Settings {
	s := Settings{
		healthKey + argocd.Group + "_" + argocd.KindApplication.Kind: applicationHealth,
		exclusionsKey: exclusions,
	}
	for _, h := range health {
		s[healthKey+h.GroupKind().Group+"_"+h.Kind] = script(h)
	}
	if patched(units) {
		s[buildKey] = "--enable-helm"
	}
	return s
}

// object is the ConfigMap. Argo CD looks at it only with this label; and it
// must not go when its file does, as Argo CD would stop with it.
func (s Settings) object() model.Object {
	return model.Protect(&corev1.ConfigMap{
		TypeMeta: kinds.ConfigMap,
		ObjectMeta: metav1.ObjectMeta{
			Name:      SettingsName,
			Namespace: Namespace,
			Labels:    map[string]string{"app.kubernetes.io/name": SettingsName, "app.kubernetes.io/part-of": "argocd"},
		},
		Data: s,
	})[0]
}

// exclusions are what Argo CD neither watches nor shows. The key replaces what
// Argo CD's own manifests hold (as of v3.2), so these come first; then the one
// of ours: an Object of provider-kubernetes holds the values of the Secrets it
// copies in its spec, where Argo CD masks nothing.
const exclusions = `# As in Argo CD's own manifests: much changed and never in Git.
- apiGroups: ["", discovery.k8s.io]
  kinds: [Endpoints, EndpointSlice]
- apiGroups: [coordination.k8s.io]
  kinds: [Lease]
- apiGroups: [authentication.k8s.io, authorization.k8s.io]
  kinds: [SelfSubjectReview, TokenReview, LocalSubjectAccessReview, SelfSubjectAccessReview, SelfSubjectRulesReview, SubjectAccessReview]
- apiGroups: [certificates.k8s.io]
  kinds: [CertificateSigningRequest]
- apiGroups: [cert-manager.io]
  kinds: [CertificateRequest]
- apiGroups: [cilium.io]
  kinds: [CiliumIdentity, CiliumEndpoint, CiliumEndpointSlice]
- apiGroups: [kyverno.io, reports.kyverno.io, wgpolicyk8s.io]
  kinds: [PolicyReport, ClusterPolicyReport, EphemeralReport, ClusterEphemeralReport, AdmissionReport, ClusterAdmissionReport, BackgroundScanReport, ClusterBackgroundScanReport, UpdateRequest]
# Objects of provider-kubernetes hold the values of Secrets, unmasked.
- apiGroups: [kubernetes.m.crossplane.io]
  kinds: [Object]
`
