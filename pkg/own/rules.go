package own

import (
	"fmt"
	"strconv"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"go.yaml.in/yaml/v3"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// rules makes a PrometheusRule of each document: one that is a PrometheusRule, or
// a rule file as Prometheus reads it.
func rules(f file) ([]delivered, diag.List) {
	all, findings := documents(f, func(root *yaml.Node, before int) (delivered, *diag.Finding) { return ruleOf(f, root, before) })
	if len(all)+len(findings) == 0 {
		findings.Add(diag.Finding{Code: "own-syntax", Where: diag.Where{File: f.shown}, Message: "there are no rules in it"})
	}
	return all, findings
}

// ruleOf is the PrometheusRule of a document, in the namespace in which the
// operator looks for rules of any labels.
func ruleOf(f file, root *yaml.Node, before int) (delivered, *diag.Finding) {
	fault := func(line int, message, remedy string) (delivered, *diag.Finding) {
		return delivered{}, &diag.Finding{Code: "own-syntax", Where: diag.Where{File: f.shown, Line: line}, Message: message, Remedy: remedy}
	}
	value, err := valueOf(root)
	if err != nil {
		return fault(root.Line, "not rules: "+err.Error(), "")
	}
	name := slug(f.name)
	if before > 0 {
		name += "-" + strconv.Itoa(before+1)
	}
	metadata := map[string]any{"name": "own-" + name}
	spec, below := map[string]any{"groups": value["groups"]}, manifest.Fields("spec")
	switch kind, isObject := value["kind"].(string); {
	case isObject && kind == monitoringv1.PrometheusRuleKind:
		given, _ := value["metadata"].(map[string]any)
		if ns, _ := given["namespace"].(string); ns != "" && ns != dokscluster.NamespaceClusterServices {
			return fault(root.Line, fmt.Sprintf("is of the namespace %s, and rules are delivered to %s", ns, dokscluster.NamespaceClusterServices), "leave the namespace out")
		}
		for _, field := range []string{"name", "labels", "annotations"} {
			if given[field] != nil {
				metadata[field] = given[field]
			}
		}
		spec, _ = value["spec"].(map[string]any)
		below = nil
	case isObject:
		return fault(root.Line, kind+" is no PrometheusRule", "leave it out of rules")
	case value["groups"] == nil || len(value) > 1:
		return fault(root.Line, "not rules: there must be groups and nothing else, or a PrometheusRule", "")
	}
	metadata["namespace"] = dokscluster.NamespaceClusterServices
	d := delivered{
		object: &unstructured.Unstructured{Object: map[string]any{
			"apiVersion": monitoringv1.SchemeGroupVersion.String(), "kind": monitoringv1.PrometheusRuleKind, "metadata": metadata, "spec": spec,
		}},
		places: []place{{line: root.Line, file: f.shown}},
		row:    fmt.Sprintf("| rules | `%s` | `%s` |", f.name, metadata["name"]),
	}
	d.locate(f.shown, below, root)
	return d, nil
}
