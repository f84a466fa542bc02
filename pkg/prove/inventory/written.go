package inventory

import (
	"slices"
	"strings"

	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/manifest"
)

// TakesObjects tells whether charts call by this name what whole objects are
// listed in, as maps or as texts.
func TakesObjects(key string) bool {
	return slices.Contains([]string{"extraobjects", "extramanifests", "extradeploy", "extraresources"}, strings.ToLower(key))
}

// written reads objects that are written as a text. A text that is no YAML before
// the chart has filled it in is left alone.
func (k *walker) written(text string) {
	if k.o.At.Release == nil || len(k.path) != 2 || !TakesObjects(k.path[0].Name) {
		return
	}
	for _, document := range manifest.Documents(text) {
		data, err := yaml.YAMLToJSON([]byte(document))
		if err != nil {
			continue
		}
		if n, err := manifest.ParseJSON(data); err == nil && n.TextAt("apiVersion") != "" && n.TextAt("metadata", "name") != "" {
			k.extra(n)
		}
	}
}
