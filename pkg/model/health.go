package model

import (
	"fmt"
	"slices"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

// HealthCheck tells when an object of a kind is healthy, by the conditions in
// its status. Flux reads that as CEL and Argo CD as Lua; the deliveries write
// both from this.
//
// A condition that its controller last wrote for an older generation says
// nothing about what was just applied; controllers that do not write a
// generation are believed. What is not healthy is on its way: nothing here ever
// fails for good, because everything that we wait for is tried again.
type HealthCheck struct {
	APIVersion, Kind string
	// Conditions are the types of those that must all be True.
	Conditions []string
	// OfParents looks at the conditions of each entry of status.parents, of
	// which there must be one, as the routes of the Gateway API have them, and
	// not at status.conditions.
	OfParents bool
}

// GroupKind is the kind that the check is for, in every version.
func (h HealthCheck) GroupKind() schema.GroupKind {
	return schema.FromAPIVersionAndKind(h.APIVersion, h.Kind).GroupKind()
}

func (h HealthCheck) equal(other HealthCheck) bool {
	return h.APIVersion == other.APIVersion && h.Kind == other.Kind &&
		h.OfParents == other.OfParents && slices.Equal(h.Conditions, other.Conditions)
}

// HealthChecks are the distinct checks of the units' components, in their
// order. An engine takes one check for a kind, so components must agree.
func HealthChecks(units ...Unit) ([]HealthCheck, error) {
	var checks []HealthCheck
	seen := map[schema.GroupKind]HealthCheck{}
	for at := range Components(units) {
		for _, h := range at.Component.Health {
			other, twice := seen[h.GroupKind()]
			if twice && !other.equal(h) {
				return nil, fmt.Errorf("unit %s: component %s: another component has a different health check for %s",
					at.Unit.ID, at.Component.Name, h.GroupKind())
			}
			if !twice {
				seen[h.GroupKind()] = h
				checks = append(checks, h)
			}
		}
	}
	return checks, nil
}
