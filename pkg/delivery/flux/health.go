package flux

import (
	"strings"

	fluxkustomize "github.com/fluxcd/pkg/apis/kustomize"

	"seamark.dev/seamark/pkg/model"
)

// healthChecks are the checks of the unit as Flux reads them.
//
// Flux hands the object's own top-level fields to the expression as undeclared
// variables. While an object has no status at all, which lasts until its
// controller first sees it, no expression can name status without an error;
// Flux counts that as Unknown and keeps waiting, exactly as for false.
func healthChecks(u model.Unit) ([]fluxkustomize.CustomHealthCheck, error) {
	all, err := model.HealthChecks(u)
	if err != nil {
		return nil, err
	}
	checks := make([]fluxkustomize.CustomHealthCheck, len(all))
	for i, h := range all {
		checks[i] = fluxkustomize.CustomHealthCheck{
			APIVersion:             h.APIVersion,
			Kind:                   h.Kind,
			HealthCheckExpressions: fluxkustomize.HealthCheckExpressions{Current: current(h)},
		}
	}
	return checks, nil
}

// current is the CEL expression that is true for a healthy object.
func current(h model.HealthCheck) string {
	if h.OfParents {
		return "has(status.parents) && size(status.parents) > 0 && " +
			"status.parents.all(p, has(p.conditions) && " + allTrue("p.conditions", h.Conditions) + ")"
	}
	return "has(status.conditions) && " + allTrue("status.conditions", h.Conditions)
}

// allTrue requires every condition type to be True in a list.
func allTrue(list string, conditionTypes []string) string {
	terms := make([]string, len(conditionTypes))
	for i, t := range conditionTypes {
		terms[i] = list + ".exists(c, c.type == '" + t + "' && c.status == 'True' && " +
			"(!has(c.observedGeneration) || c.observedGeneration == metadata.generation))"
	}
	return strings.Join(terms, " && ")
}
