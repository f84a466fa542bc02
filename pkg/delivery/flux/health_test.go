package flux

import (
	"testing"

	"seamark.dev/seamark/internal/fluxcel"
	"seamark.dev/seamark/pkg/model"
)

type object = map[string]any

// evaluate runs an expression the way Flux does.
func evaluate(t *testing.T, expression string, o object) (bool, error) {
	t.Helper()
	parsed, err := fluxcel.Parse(expression)
	if err != nil {
		t.Fatalf("parse %s: %v", expression, err)
	}
	return parsed.Evaluate(o)
}

func condition(name, status string, generation int64) object {
	return object{"type": name, "status": status, "observedGeneration": generation}
}

func withStatus(status object) object {
	return object{"metadata": object{"generation": int64(2)}, "status": status}
}

func conditions(cs ...any) object { return object{"conditions": cs} }

func TestHealthOfConditions(t *testing.T) {
	check := current(model.HealthCheck{Conditions: []string{"Accepted", "Programmed"}})
	cases := map[string]struct {
		reason string
		object object
		want   bool
	}{
		"NoConditions": {
			reason: "A controller that has written another part of the status first has not judged the object.",
			object: withStatus(object{}),
		},
		"AllTrue": {
			reason: "Every named condition holds for this generation.",
			object: withStatus(conditions(condition("Accepted", "True", 2), condition("Programmed", "True", 2))),
			want:   true,
		},
		"OneUnknown": {
			reason: "The API server defaults both conditions of a Gateway to Unknown, which is not healthy.",
			object: withStatus(conditions(condition("Accepted", "True", 2), condition("Programmed", "Unknown", 2))),
		},
		"OneMissing": {
			reason: "A condition that nobody has written yet is not True.",
			object: withStatus(conditions(condition("Accepted", "True", 2))),
		},
		"Stale": {
			reason: "True for generation 1 says nothing about generation 2.",
			object: withStatus(conditions(condition("Accepted", "True", 1), condition("Programmed", "True", 2))),
		},
		"NoGeneration": {
			reason: "Not every controller records the generation; its word still counts.",
			object: withStatus(conditions(
				object{"type": "Accepted", "status": "True"},
				object{"type": "Programmed", "status": "True"})),
			want: true,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := evaluate(t, check, tc.object)
			if err != nil || got != tc.want {
				t.Errorf("got %v, %v, want %v\nreason: %s", got, err, tc.want, tc.reason)
			}
		})
	}
}

func TestHealthOfParents(t *testing.T) {
	check := current(model.HealthCheck{Conditions: []string{"Accepted"}, OfParents: true})
	parents := func(ps ...any) object { return withStatus(object{"parents": ps}) }
	accepted := conditions(condition("Accepted", "True", 2))
	cases := map[string]struct {
		reason string
		object object
		want   bool
	}{
		"NoParents":   {"Nobody has looked at the route yet.", parents(), false},
		"NoField":     {"A status without parents is no judgement.", withStatus(object{}), false},
		"AllAccepted": {"Every Gateway that the route names has taken it.", parents(accepted, accepted), true},
		"OneRefused": {
			"A route that one of its Gateways refuses is not healthy.",
			parents(accepted, conditions(condition("Accepted", "False", 2))), false,
		},
		"NoConditions": {"A parent without conditions has not judged.", parents(object{}), false},
		"BackendMissing": {
			"The backend arrives with a later unit; only Accepted may count, or the two would wait for each other.",
			parents(conditions(condition("Accepted", "True", 2), condition("ResolvedRefs", "False", 2))), true,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := evaluate(t, check, tc.object)
			if err != nil || got != tc.want {
				t.Errorf("got %v, %v, want %v\nreason: %s", got, err, tc.want, tc.reason)
			}
		})
	}
}

// An object that its controller has never seen has no status field, and then
// the variable does not exist. The result must never be true.
func TestNoStatusIsNotHealthy(t *testing.T) {
	bare := object{"metadata": object{"generation": int64(1)}}
	for _, check := range []string{
		current(model.HealthCheck{Conditions: []string{"Ready"}}),
		current(model.HealthCheck{Conditions: []string{"Accepted"}, OfParents: true}),
	} {
		if got, err := evaluate(t, check, bare); err == nil || got {
			t.Errorf("got %v, %v, want an error, which Flux reads as not yet known\n%s", got, err, check)
		}
	}
}
