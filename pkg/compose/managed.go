package compose

import (
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"

	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/apis/seamark"
)

// Kept is the policy of resources that outlive their XR: everything but
// Delete. LateInitialize is left out as well: the provider would write into
// fields that the Composition owns.
func Kept() xpv2.ManagementPolicies {
	return xpv2.ManagementPolicies{
		xpv2.ManagementActionObserve, xpv2.ManagementActionCreate, xpv2.ManagementActionUpdate,
	}
}

// DeletionPolicy lets the XR's spec.deletionPolicy decide whether the cloud
// resource is deleted with it. The definition must default the field, so that
// the policy is never missing: no policy at all would mean Delete.
func DeletionPolicy() patchandtransform.Patch {
	return From("spec.deletionPolicy").Map(Policies()).To("spec.managementPolicies")
}

// Policies are the policies of a cloud resource by spec.deletionPolicy.
func Policies() map[string]any {
	return map[string]any{
		string(seamark.Orphan): Kept(),
		string(seamark.Delete): append(Kept(), xpv2.ManagementActionDelete),
	}
}

// Repeatable are the annotations of a resource whose creation may be repeated,
// because it makes nothing, makes the same again, or is found by its name.
// Crossplane's providers mark a creation before they call, and refuse to go on,
// for ever, when they were ended before the answer: unless a failure is noted that
// is later than the mark. What DigitalOcean gives an ID, of which there may then
// be two, is not repeatable: its owner decides.
func Repeatable() map[string]string {
	return map[string]string{"crossplane.io/external-create-failed": "9999-12-31T23:59:59Z"}
}

// ExternalName is the annotation by which a provider knows its resource at
// DigitalOcean. Given from the first reconcile, that is taken over, not made.
const ExternalName = "metadata.annotations[crossplane.io/external-name]"

// Known gives a resource the ID in a field of the XR, and lets it keep the one
// that it has when the field is taken away again: what Crossplane once wrote it
// would remove, and the provider would make another one. The name is that of the
// resource in the Composition.
func Known(name, path string) Patches { return KnownBy(name, From(path)) }

// KnownBy is Known where the ID is made of several fields.
func KnownBy(name string, id Source) Patches {
	kept := "externalNames." + name
	return Patches{
		Remember(ExternalName).To(kept),
		Recall(kept).To(ExternalName),
		id.To(ExternalName),
	}
}

// AddTags adds the tags of the XR to those in a field of the composed resource.
func AddTags(path string) patchandtransform.Patch { return From("spec.tags").Append(path) }

// Observe is the management of a resource that is only looked at, the one value
// that the field has.
const Observe = "Observe"

// ObserveIf takes all policies but Observe away where a field of the XR, which
// Existing describes, is there.
func ObserveIf(path string) patchandtransform.Patch {
	return From(path).Map(map[string]any{
		Observe: xpv2.ManagementPolicies{xpv2.ManagementActionObserve},
	}).To("spec.managementPolicies")
}
