package schemas

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/model"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/environment"
)

// maxCost is the most that one rule may cost by the API server's estimate.
const maxCost = 10_000_000

// Findings says what an API server would refuse about the schema itself: a
// shape that is not structural, a default that breaks a rule, a rule in CEL that
// does not compile or may cost too much.
func (k *Kind) Findings() []string {
	var findings []string
	for _, err := range schema.ValidateStructural(nil, k.structural) {
		findings = append(findings, err.Error())
	}
	defaults, err := defaulting.ValidateDefaults(context.Background(), nil, k.structural, true, true)
	if err != nil {
		findings = append(findings, err.Error())
	}
	for _, err := range defaults {
		findings = append(findings, err.Error())
	}
	return append(findings, rules("", k.structural, true)...)
}

func rules(path string, s *schema.Structural, root bool) []string {
	var findings []string
	base := environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion())
	results, err := cel.Compile(s, model.SchemaDeclType(s, root), celconfig.PerCallLimit, base, cel.NewExpressionsEnvLoader())
	if err != nil {
		findings = append(findings, fmt.Sprintf("%s: %v", path, err))
	}
	for i, r := range results {
		rule := s.XValidations[i].Rule
		if r.Error != nil {
			findings = append(findings, fmt.Sprintf("%s: %s: %v", path, rule, r.Error))
		}
		if r.MaxCost > maxCost {
			findings = append(findings, fmt.Sprintf("%s: %s: may cost %d, the limit is %d", path, rule, r.MaxCost, maxCost))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		property := s.Properties[name]
		findings = append(findings, rules(path+"."+name, &property, false)...)
	}
	return findings
}
