package environment

import (
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/protection"
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
	if env.DeletionPolicy == platform.Delete {
		return xrs
	}
	guarded := model.Protect(xrs...)
	for _, xr := range xrs {
		guarded = append(guarded, usage(env, xr))
	}
	return guarded
}

func usage(env platform.Environment, xr model.Object) *protection.Usage {
	apiVersion, kind := xr.GetObjectKind().GroupVersionKind().ToAPIVersionAndKind()
	return &protection.Usage{
		TypeMeta: protection.KindUsage,
		ObjectMeta: metav1.ObjectMeta{
			Name:      strings.ToLower(kind) + "-" + xr.GetName(),
			Namespace: xr.GetNamespace(),
		},
		Spec: protection.UsageSpec{
			Of: protection.Resource{
				APIVersion:  apiVersion,
				Kind:        kind,
				ResourceRef: &protection.ResourceRef{Name: xr.GetName()},
			},
			Reason: "It holds data. To destroy it on purpose, set deletionPolicy: Delete for the environment " +
				env.Name + ", render, and let the change be reconciled first.",
		},
	}
}
