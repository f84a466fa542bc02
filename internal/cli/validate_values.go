package cli

import (
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/values"
)

// given are values that an object gives a chart.
type given struct {
	chart, version string
	// at is the path of the values in the object.
	at     string
	values any
}

// charted are the values in an object, of Flux or of Argo CD, for charts.
func charted(object map[string]any) []given {
	spec, _ := object["spec"].(map[string]any)
	switch gvk := schemas.KindOf(object); gvk.Group + " " + gvk.Kind {
	case "helm.toolkit.fluxcd.io HelmRelease":
		chart := mapAt(spec, "chart", "spec")
		name, _ := chart["chart"].(string)
		version, _ := chart["version"].(string)
		if ref, _ := mapAt(spec, "chartRef")["name"].(string); name == "" {
			name = ref // of a source, which is mostly called like its chart
		}
		return []given{{name, version, "spec.values", spec["values"]}}
	case "argoproj.io Application":
		sources, _ := spec["sources"].([]any)
		all := argocdValues(mapAt(spec, "source"), "spec.source")
		for i, source := range sources {
			source, _ := source.(map[string]any)
			all = append(all, argocdValues(source, manifest.Fields("spec", "sources").Item(i).String())...)
		}
		return all
	}
	return nil
}

func argocdValues(source map[string]any, at string) []given {
	name, _ := source["chart"].(string)
	version, _ := source["targetRevision"].(string)
	helm := mapAt(source, "helm")
	all := []given{{name, version, at + ".helm.valuesObject", helm["valuesObject"]}}
	if text, _ := helm["values"].(string); text != "" {
		var read any
		if yaml.Unmarshal([]byte(text), &read) == nil {
			all = append(all, given{name, version, at + ".helm.values", read})
		}
	}
	return all
}

func mapAt(m map[string]any, path ...string) map[string]any {
	for _, name := range path {
		m, _ = m[name].(map[string]any)
	}
	return m
}

// chartValues holds the values that an object gives known charts against what
// these know.
func (v *validation) chartValues(object map[string]any, file string) {
	for _, g := range charted(object) {
		contract, known := charts.ContractOf(charts.Chart{Name: g.chart})
		node, err := manifest.Of(g.values)
		if !known || err != nil || node.Kind() != manifest.KindMap {
			continue
		}
		for _, broken := range contract.Check(node) {
			f := diag.Finding{
				Code:    values.CodeOf(broken.Kind),
				Subject: diag.Subject{Object: nameOf(object), Path: g.at + "." + broken.Path.String(), File: file},
				Message: broken.Message, Remedy: broken.Remedy,
			}
			if g.version != contract.Version {
				f.Severity = diag.Warning
			}
			v.findings.Add(f)
		}
	}
}
