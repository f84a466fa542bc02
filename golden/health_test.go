package golden

import (
	"testing"

	"github.com/fluxcd/pkg/apis/kustomize"

	"seamark.dev/seamark/internal/fluxcel"
	"seamark.dev/seamark/pkg/platform"
)

// healthy are the statuses that tell that an object is healthy, by kind, as its
// controller writes them. A kind with a health check that is missing here fails
// the test.
var healthy = map[string]map[string]any{
	"Certificate":                 ready("Ready"),
	"ClusterIssuer":               ready("Ready"),
	"CompositeResourceDefinition": ready("Established"),
	"DOKSCluster":                 ready("Synced", "Ready"),
	"Function":                    ready("Installed", "Healthy"),
	"Gateway":                     ready("Accepted", "Programmed"),
	"HTTPRoute":                   {"parents": []any{ready("Accepted", "ResolvedRefs")}},
	"Issuer":                      ready("Ready"),
	"LogSink":                     ready("Synced", "Ready"),
	"ConnectionPool":              ready("Synced", "Ready"),
	"DatabaseSettings":            ready("Synced", "Ready"),
	"DatabaseUser":                ready("Synced", "Ready"),
	"LogicalDatabase":             ready("Synced", "Ready"),
	"ManagedDatabase":             ready("Synced", "Ready"),
	"NodePool":                    ready("Synced", "Ready"),
	"ObjectStore":                 ready("Synced", "Ready"),
	"Provider":                    ready("Installed", "Healthy"),
	"Request":                     ready("Synced", "Ready"),
	"SecretCopy":                  ready("Synced", "Ready"),
}

// generation is what the statuses above are about.
const generation = int64(2)

func ready(conditionTypes ...string) map[string]any { return conditions("True", conditionTypes) }

func conditions(status string, types []string) map[string]any {
	var all []any
	for _, t := range types {
		all = append(all, map[string]any{"type": t, "status": status, "observedGeneration": generation})
	}
	return map[string]any{"conditions": all}
}

// unready is a status with every condition at Unknown, as the API server or a
// controller writes it first.
func unready(status map[string]any) map[string]any {
	if parents, ok := status["parents"].([]any); ok {
		return map[string]any{"parents": []any{unready(parents[0].(map[string]any))}}
	}
	var types []string
	for _, c := range status["conditions"].([]any) {
		types = append(types, c.(map[string]any)["type"].(string))
	}
	return conditions("Unknown", types)
}

// object has a status for a generation; none for nil.
func object(g int64, status map[string]any) map[string]any {
	o := map[string]any{"metadata": map[string]any{"generation": g}}
	if status != nil {
		o["status"] = status
	}
	return o
}

// TestHealthExpressions evaluates every rendered health expression over the life
// of an object of its kind: true when it is healthy, and never before.
func TestHealthExpressions(t *testing.T) {
	used := map[string]bool{}
	for _, scenario := range scenariosOf(t, platform.Flux) {
		for name, k := range fluxKustomizations(t, renderScenario(t, scenario)) {
			for _, check := range k.Spec.HealthCheckExprs {
				used[check.Kind] = true
				for _, problem := range judge(check) {
					t.Errorf("%s: Kustomization %s: %s: %s", scenario, name, check.Kind, problem)
				}
			}
		}
	}
	for kind := range healthy {
		if !used[kind] {
			t.Errorf("no Kustomization has a health check for %s any more", kind)
		}
	}
}

// judge says what is wrong with a check.
func judge(check kustomize.CustomHealthCheck) []string {
	status, known := healthy[check.Kind]
	if !known {
		return []string{"it is not known what a healthy one looks like"}
	}
	current, err := fluxcel.Parse(check.Current)
	if err != nil {
		return []string{err.Error()}
	}
	var problems []string
	for stage, o := range map[string]map[string]any{
		"without a status":         object(generation, nil),
		"with an empty status":     object(generation, map[string]any{}),
		"with no condition":        object(generation, map[string]any{"conditions": []any{}, "parents": []any{}}),
		"not yet ready":            object(generation, unready(status)),
		"ready before the change":  object(generation+1, status),
		"with another's condition": object(generation, ready("Mistaken")),
	} {
		if yes, _ := current.Evaluate(o); yes {
			problems = append(problems, "healthy "+stage)
		}
	}
	if yes, err := current.Evaluate(object(generation, status)); !yes {
		problems = append(problems, "not healthy when ready")
		if err != nil {
			problems = append(problems, err.Error())
		}
	}
	if check.Failed != "" {
		failed, err := fluxcel.Parse(check.Failed)
		if err != nil {
			return append(problems, err.Error())
		}
		if yes, _ := failed.Evaluate(object(generation, status)); yes {
			problems = append(problems, "failed when ready")
		}
	}
	return problems
}

// TestHealthFaults proves that the test above finds what it is for.
func TestHealthFaults(t *testing.T) {
	cases := map[string]struct{ reason, current string }{
		"Syntax":     {"A bracket is missing.", `has(status.conditions && true`},
		"Always":     {"True from the start.", `true`},
		"Never":      {"A condition that nobody writes.", `status.conditions.exists(c, c.type == 'Raedy')`},
		"Stale":      {"The word about an older generation counts.", `status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')`},
		"AnyStatus":  {"The condition is there, whatever it says.", `status.conditions.exists(c, c.type == 'Ready')`},
		"NotBoolean": {"A number is no answer.", `size(status.conditions)`},
		"Empty":      {"All of none are ready.", `status.conditions.all(c, c.status == 'True' && c.observedGeneration == metadata.generation)`},
		"Function":   {"A function that CEL does not have.", `status.conditions.any(c, c.type == 'Ready')`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			check := kustomize.CustomHealthCheck{HealthCheckExpressions: kustomize.HealthCheckExpressions{Current: tc.current}}
			check.Kind = "Certificate"
			if problems := judge(check); len(problems) == 0 {
				t.Errorf("nothing was found\nreason: %s", tc.reason)
			}
		})
	}
}
