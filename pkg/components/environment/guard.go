package environment

import (
	"strings"

	protectionv1beta1 "github.com/crossplane/crossplane/apis/v2/protection/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Guard protects XRs that hold data, unless the environment's policy is to
// delete them. There are three lines of defence, one for each mistake:
//
//   - a file that goes away: no engine prunes the XR (model.Protect);
//   - a kubectl delete, or a namespace that is deleted: a Usage refuses;
//   - an XR that is gone after all: its cloud resources stay, because their
//     policies do not hold Delete (spec.deletionPolicy, see the Compositions).
//
// The Usage itself may be pruned: it must go when the policy becomes Delete.
func Guard(env platform.Environment, xrs ...model.Object) []model.Object {
	return GuardFor("It holds data. To destroy it on purpose, set deletionPolicy: Delete for the environment "+
		env.Name+", render, and let the change be reconciled first.", env.DeletionPolicy, xrs...)
}

// GuardFor is Guard by a policy, and for a reason, of the XRs' own.
func GuardFor(reason string, policy platform.DeletionPolicy, xrs ...model.Object) []model.Object {
	if policy == platform.Delete {
		return xrs
	}
	guarded := model.Protect(xrs...)
	for _, xr := range xrs {
		guarded = append(guarded, usage(xr, reason))
	}
	return guarded
}

func usage(xr model.Object, reason string) *protectionv1beta1.Usage {
	apiVersion, kind := xr.GetObjectKind().GroupVersionKind().ToAPIVersionAndKind()
	return &protectionv1beta1.Usage{
		TypeMeta: kinds.Usage,
		ObjectMeta: metav1.ObjectMeta{
			Name:      strings.ToLower(kind) + "-" + xr.GetName(),
			Namespace: xr.GetNamespace(),
		},
		Spec: protectionv1beta1.UsageSpec{
			Of: protectionv1beta1.NamespacedResource{
				APIVersion:  apiVersion,
				Kind:        kind,
				ResourceRef: &protectionv1beta1.NamespacedResourceRef{Name: xr.GetName()},
			},
			Reason: &reason,
		},
	}
}
