// Package health says from which conditions in the status of an object its
// health is to be read.
package health

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/model"
)

// Conditions is the check that all the condition types are True in
// status.conditions, for the current generation of the object.
func Conditions(kind metav1.TypeMeta, conditionTypes ...string) model.HealthCheck {
	return model.HealthCheck{APIVersion: kind.APIVersion, Kind: kind.Kind, Conditions: conditionTypes}
}

// Composite is the check of a composite resource: it is Ready, and Crossplane
// could do with it what is asked now. One that is Ready only may stand still.
func Composite(kind metav1.TypeMeta) model.HealthCheck {
	return Conditions(kind, "Ready", "Synced")
}

// Parents is the check that at least one parent has reported on a route, and
// that for each of them all the condition types are True.
func Parents(kind metav1.TypeMeta, conditionTypes ...string) model.HealthCheck {
	return model.HealthCheck{APIVersion: kind.APIVersion, Kind: kind.Kind, Conditions: conditionTypes, OfParents: true}
}
