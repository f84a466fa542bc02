// Package health builds the CEL expressions that tell whether an object of a
// kind is healthy, from the conditions in its status.
//
// The engine hands the object's own top-level fields to the expression as
// undeclared variables, so an expression is only parsed, not type-checked,
// before it meets an object. Fields below status that are missing make these
// expressions false. While an object has no status at all, which lasts until
// its controller first sees it, no expression can name status without an
// error; Flux counts that as Unknown and keeps waiting, exactly as for false.
package health

import (
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/render"
)

// Conditions is the check that all the condition types are True in
// status.conditions, for the current generation of the object.
func Conditions(kind metav1.TypeMeta, conditionTypes ...string) render.HealthCheck {
	return render.HealthCheck{
		APIVersion: kind.APIVersion,
		Kind:       kind.Kind,
		Current:    "has(status.conditions) && " + allTrue("status.conditions", conditionTypes),
	}
}

// Parents is the check that at least one parent has reported on a route, and
// that for each of them all the condition types are True.
func Parents(kind metav1.TypeMeta, conditionTypes ...string) render.HealthCheck {
	return render.HealthCheck{
		APIVersion: kind.APIVersion,
		Kind:       kind.Kind,
		Current: "has(status.parents) && size(status.parents) > 0 && " +
			"status.parents.all(p, has(p.conditions) && " + allTrue("p.conditions", conditionTypes) + ")",
	}
}

// allTrue requires every condition type to be True in a list. A condition that
// its controller last wrote for an older generation says nothing about what
// was just applied; controllers that do not write a generation are believed.
func allTrue(list string, conditionTypes []string) string {
	terms := make([]string, len(conditionTypes))
	for i, t := range conditionTypes {
		terms[i] = list + ".exists(c, c.type == '" + t + "' && c.status == 'True' && " +
			"(!has(c.observedGeneration) || c.observedGeneration == metadata.generation))"
	}
	return strings.Join(terms, " && ")
}
