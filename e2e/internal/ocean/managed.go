package ocean

import (
	"github.com/crossplane/crossplane-runtime/v2/pkg/fieldpath"
	"github.com/crossplane/crossplane-runtime/v2/pkg/resource"
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
)

// Managed is a managed resource of any kind, for the reconciler that all
// Crossplane providers use.
type Managed struct{ unstructured.Unstructured }

var _ resource.ModernManaged = &Managed{}

// GetUnstructured is what the API server is asked for.
func (m *Managed) GetUnstructured() *unstructured.Unstructured { return &m.Unstructured }

// DeepCopyObject is a copy of the same type.
func (m *Managed) DeepCopyObject() runtime.Object {
	return &Managed{Unstructured: *m.Unstructured.DeepCopy()}
}

// into reads a part of the object; it reports whether there is one.
func (m *Managed) into(path string, out any) bool {
	return fieldpath.Pave(m.Object).GetValueInto(path, out) == nil
}

// set writes a part of the object. The paths are constants, so that it cannot
// fail but for an object of another form, which its schema excludes.
func (m *Managed) set(path string, value any) {
	if status, ok := m.Object["status"]; ok && status == nil {
		delete(m.Object, "status") // a null cannot be filled
	}
	_ = fieldpath.Pave(m.Object).SetValue(path, value)
}

// GetCondition is a condition of the status.
func (m *Managed) GetCondition(ct xpv2.ConditionType) xpv2.Condition {
	status := xpv2.ConditionedStatus{}
	m.into("status", &status)
	return status.GetCondition(ct)
}

// SetConditions replaces conditions of the status.
func (m *Managed) SetConditions(conditions ...xpv2.Condition) {
	status := xpv2.ConditionedStatus{}
	m.into("status", &status)
	status.SetConditions(conditions...)
	m.set("status.conditions", status.Conditions)
}

// GetManagementPolicies is what the provider may do; everything by default.
func (m *Managed) GetManagementPolicies() xpv2.ManagementPolicies {
	policies := xpv2.ManagementPolicies{}
	if !m.into("spec.managementPolicies", &policies) {
		return xpv2.ManagementPolicies{xpv2.ManagementActionAll}
	}
	return policies
}

// SetManagementPolicies is part of the interface; nobody calls it.
func (m *Managed) SetManagementPolicies(p xpv2.ManagementPolicies) {
	m.set("spec.managementPolicies", p)
}

// GetProviderConfigReference is where the credentials are found.
func (m *Managed) GetProviderConfigReference() *xpv2.ProviderConfigReference {
	ref := &xpv2.ProviderConfigReference{}
	if !m.into("spec.providerConfigRef", ref) {
		return &xpv2.ProviderConfigReference{Kind: "ClusterProviderConfig", Name: "default"}
	}
	return ref
}

// SetProviderConfigReference is part of the interface; nobody calls it.
func (m *Managed) SetProviderConfigReference(r *xpv2.ProviderConfigReference) {
	m.set("spec.providerConfigRef", r)
}

// GetWriteConnectionSecretToReference is where connection details go, if
// anywhere.
func (m *Managed) GetWriteConnectionSecretToReference() *xpv2.LocalSecretReference {
	ref := &xpv2.LocalSecretReference{}
	if !m.into("spec.writeConnectionSecretToRef", ref) {
		return nil
	}
	return ref
}

// SetWriteConnectionSecretToReference is part of the interface; nobody calls it.
func (m *Managed) SetWriteConnectionSecretToReference(r *xpv2.LocalSecretReference) {
	m.set("spec.writeConnectionSecretToRef", r)
}

// ManagedList is a list of managed resources of one kind.
type ManagedList struct{ unstructured.UnstructuredList }

// GetUnstructuredList is what the API server is asked for.
func (l *ManagedList) GetUnstructuredList() *unstructured.UnstructuredList {
	return &l.UnstructuredList
}

// DeepCopyObject is a copy of the same type.
func (l *ManagedList) DeepCopyObject() runtime.Object {
	return &ManagedList{UnstructuredList: *l.UnstructuredList.DeepCopy()}
}

// GetItems are the resources.
func (l *ManagedList) GetItems() []resource.Managed {
	items := make([]resource.Managed, len(l.Items))
	for i := range l.Items {
		items[i] = &Managed{Unstructured: l.Items[i]}
	}
	return items
}
