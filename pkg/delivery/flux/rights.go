package flux

import (
	"maps"
	"slices"

	helmv2 "github.com/fluxcd/helm-controller/api/v2"
	sourcev1 "github.com/fluxcd/source-controller/api/v1"
	admissionv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/model"
)

// Reconciler is the ServiceAccount, in the namespace of an environment on the
// hub, as which Flux applies the environment's units there. What goes into the
// environment's cluster is applied with the rights of the kubeconfig: with both,
// Flux would look for the ServiceAccount in that cluster.
const Reconciler = "seamark-reconciler"

// verbs are what Flux does with an object: it applies it on the server's side
// and waits for it; pruning is of any kind.
var (
	verbs   = []string{"create", "get", "list", "patch", "watch"}
	pruning = []string{"delete", "get"}
)

// policyName names the policy that every environment is bound to.
const policyName = "seamark-environments"

// policy refuses a HelmRelease that would be installed with Flux's own rights,
// which are an administrator's: whoever may write an environment's folder may
// make HelmReleases.
func policy() *admissionv1.ValidatingAdmissionPolicy {
	fail := admissionv1.Fail
	return &admissionv1.ValidatingAdmissionPolicy{
		TypeMeta:   kinds.ValidatingAdmissionPolicy,
		ObjectMeta: metav1.ObjectMeta{Name: policyName},
		Spec: admissionv1.ValidatingAdmissionPolicySpec{
			FailurePolicy: &fail,
			MatchConstraints: &admissionv1.MatchResources{
				ResourceRules: []admissionv1.NamedRuleWithOperations{{RuleWithOperations: admissionv1.RuleWithOperations{
					Operations: []admissionv1.OperationType{admissionv1.Create, admissionv1.Update},
					Rule: admissionv1.Rule{
						APIGroups: []string{helmv2.GroupVersion.Group}, APIVersions: []string{"*"}, Resources: []string{"helmreleases"},
					},
				}}},
			},
			Validations: []admissionv1.Validation{{
				Expression: "has(object.spec.kubeConfig) || has(object.spec.serviceAccountName)",
				Message:    "a HelmRelease of an environment needs spec.kubeConfig or spec.serviceAccountName: without, Flux would install it with its own rights",
			}},
		},
	}
}

// bound binds an environment to the policy.
func bound(environment string) *admissionv1.ValidatingAdmissionPolicyBinding {
	return &admissionv1.ValidatingAdmissionPolicyBinding{
		TypeMeta:   kinds.ValidatingAdmissionPolicyBinding,
		ObjectMeta: metav1.ObjectMeta{Name: "seamark-environment-" + environment},
		Spec: admissionv1.ValidatingAdmissionPolicyBindingSpec{
			PolicyName:        policyName,
			ValidationActions: []admissionv1.ValidationAction{admissionv1.Deny},
			MatchResources: &admissionv1.MatchResources{NamespaceSelector: &metav1.LabelSelector{
				MatchLabels: map[string]string{corev1.LabelMetadataName: environment},
			}},
		},
	}
}

// rights are the ServiceAccount of an environment and what it may do: with the
// kinds that its units bring to the hub, in its own namespace. They are never
// pruned: without them Flux could not prune the rest. They go with the namespace.
func rights(environment string, units []model.Unit) []model.Object {
	at := metav1.ObjectMeta{Name: Reconciler, Namespace: environment, Annotations: map[string]string{
		"kustomize.toolkit.fluxcd.io/prune": "disabled",
	}}
	return []model.Object{
		&corev1.ServiceAccount{TypeMeta: kinds.ServiceAccount, ObjectMeta: *at.DeepCopy()},
		&rbacv1.Role{TypeMeta: kinds.Role, ObjectMeta: *at.DeepCopy(), Rules: rules(environment, units)},
		&rbacv1.RoleBinding{
			TypeMeta:   kinds.RoleBinding,
			ObjectMeta: *at.DeepCopy(),
			RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "Role", Name: Reconciler},
			Subjects:   []rbacv1.Subject{{Kind: rbacv1.ServiceAccountKind, Name: Reconciler, Namespace: environment}},
		},
		bound(environment),
	}
}

// rules has one rule for each group, and one to take out what was there before:
// when the last object of a kind leaves the folder, the kind leaves the rules
// along with it, and the object could not be pruned.
func rules(environment string, units []model.Unit) []rbacv1.PolicyRule {
	byGroup := map[string]map[string]bool{}
	add := func(kind schema.GroupVersionKind) {
		plural, _ := meta.UnsafeGuessKindToResource(kind)
		if byGroup[kind.Group] == nil {
			byGroup[kind.Group] = map[string]bool{}
		}
		byGroup[kind.Group][plural.Resource] = true
	}
	for _, u := range units {
		if u.ID.Environment != environment || !u.Target.IsHub() {
			continue
		}
		for _, c := range u.Components {
			for _, o := range c.Objects {
				add(o.GetObjectKind().GroupVersionKind())
			}
			for _, r := range c.Releases {
				add(helmv2.GroupVersion.WithKind(helmv2.HelmReleaseKind))
				if r.Chart.OCI() {
					add(sourcev1.GroupVersion.WithKind(sourcev1.OCIRepositoryKind))
				} else {
					add(sourcev1.GroupVersion.WithKind(sourcev1.HelmRepositoryKind))
				}
			}
		}
	}
	var all []rbacv1.PolicyRule
	for _, group := range slices.Sorted(maps.Keys(byGroup)) {
		all = append(all, rbacv1.PolicyRule{
			APIGroups: []string{group}, Resources: slices.Sorted(maps.Keys(byGroup[group])), Verbs: verbs,
		})
	}
	return append(all, rbacv1.PolicyRule{APIGroups: []string{"*"}, Resources: []string{"*"}, Verbs: pruning})
}
