package fit

import (
	"fmt"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/selection"

	"seamark.dev/seamark/pkg/manifest"
)

// operators are those of a node affinity, as apimachinery knows them.
var operators = map[corev1.NodeSelectorOperator]selection.Operator{
	corev1.NodeSelectorOpIn:           selection.In,
	corev1.NodeSelectorOpNotIn:        selection.NotIn,
	corev1.NodeSelectorOpExists:       selection.Exists,
	corev1.NodeSelectorOpDoesNotExist: selection.DoesNotExist,
	corev1.NodeSelectorOpGt:           selection.GreaterThan,
	corev1.NodeSelectorOpLt:           selection.LessThan,
}

// required are the terms of a pod's node affinity, of which a node must fulfil
// one; nil without.
func required(a *corev1.Affinity) []corev1.NodeSelectorTerm {
	if a == nil || a.NodeAffinity == nil || a.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution == nil {
		return nil
	}
	return a.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution.NodeSelectorTerms
}

// terms are the same, of values. Of an affinity that is a text, which the chart
// makes a template of, nothing is known.
func terms(affinity *manifest.Node) []corev1.NodeSelectorTerm {
	var all []corev1.NodeSelectorTerm
	list, _ := affinity.Get("nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms")
	for _, item := range list.Items() {
		all = append(all, corev1.NodeSelectorTerm{
			MatchExpressions: expressions(item, "matchExpressions"),
			MatchFields:      expressions(item, "matchFields"),
		})
	}
	return all
}

func expressions(term *manifest.Node, field string) []corev1.NodeSelectorRequirement {
	list, _ := term.Get(field)
	var all []corev1.NodeSelectorRequirement
	for _, item := range list.Items() {
		values, _ := item.Get("values")
		one := corev1.NodeSelectorRequirement{Key: item.TextAt("key"), Operator: corev1.NodeSelectorOperator(item.TextAt("operator"))}
		for _, v := range values.Items() {
			one.Values = append(one.Values, v.Text())
		}
		all = append(all, one)
	}
	return all
}

// unmet is what the nodes of a pool lack for the term that they lack the least
// for; none if they fulfil one, or may. A term without conditions is fulfilled
// by no node. Fields of a node, its name, are known to DigitalOcean only.
func (p *pool) unmet(terms []corev1.NodeSelectorTerm) []string {
	var least []string
	for i, term := range terms {
		var found []string
		for _, e := range term.MatchExpressions {
			if !p.meets(e) {
				found = append(found, "no label for which "+describedAs(e))
			}
		}
		if len(term.MatchExpressions)+len(term.MatchFields) == 0 {
			found = []string{fmt.Sprintf("nothing that the empty nodeSelectorTerms[%d] takes", i)}
		}
		if len(found) == 0 {
			return nil
		}
		if least == nil || len(found) < len(least) {
			least = found
		}
	}
	return least
}

// meets tells whether the labels of the nodes fulfil an expression, or may: of
// what only DigitalOcean knows nothing is said. One that the API server refuses
// is fulfilled by none.
func (p *pool) meets(e corev1.NodeSelectorRequirement) bool {
	all := p.labels()
	requirement, err := labels.NewRequirement(e.Key, operators[e.Operator], e.Values)
	if err != nil {
		return false
	}
	if _, known := all[e.Key]; !known && given(e.Key) {
		return true
	}
	return requirement.Matches(labels.Set(all))
}

// describedAs is an expression in words: workload In (batch, logs).
func describedAs(e corev1.NodeSelectorRequirement) string {
	words := e.Key + " " + string(e.Operator)
	if len(e.Values) > 0 {
		words += " (" + strings.Join(slices.Sorted(slices.Values(e.Values)), ", ") + ")"
	}
	return words
}
