package derive

import (
	"testing"
	"testing/fstest"
)

// FuzzChart: whatever a chart holds, reading it ends, and does not break.
func FuzzChart(f *testing.F) {
	f.Add("name: app\ndependencies: [{name: sub, alias: other}]\n", "a: 1\n# b: 2\nsub: {c: [1]}\n", `{"properties":{"a":{"type":["string","null"]}},"additionalProperties":false}`, "{{ .Values.a.b.c }}{{/* .Values.x */}}")
	f.Add("name: x\n", "a: &a {b: *a}\n", `{"$ref":"#"}`, "{{")
	f.Add("- x\n", "[]", `{"allOf":[{"$ref":"#/definitions/a"}],"definitions":{"a":{"$ref":"#/definitions/a"}}}`, "")
	f.Fuzz(func(t *testing.T, chart, values, schema, template string) {
		files := fstest.MapFS{
			"Chart.yaml":             {Data: []byte(chart)},
			"values.yaml":            {Data: []byte(values)},
			"values.schema.json":     {Data: []byte(schema)},
			"templates/x.yaml":       {Data: []byte(template)},
			"charts/sub/Chart.yaml":  {Data: []byte("name: sub\n")},
			"charts/sub/values.yaml": {Data: []byte(values)},
			"charts/sub/templates/y": {Data: []byte(template)},
		}
		g := generator{files: files, read: map[string][]byte{}, rendered: map[string][]byte{}}
		_, keys, err := g.chart(".")
		if err == nil {
			_ = Chart{root: keys}.Text()
		}
	})
}
