package derive

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/assets"
	"seamark.dev/seamark/pkg/components"
)

// body is the contract of files without its head.
func body(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	if files["Chart.yaml"] == "" {
		files["Chart.yaml"] = "name: app\nversion: 1.2.3\n"
	}
	for name, content := range files {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Read(root)
	if err != nil {
		t.Fatal(err)
	}
	_, keys, _ := strings.Cut(string(c.Text()), "\n\n")
	return keys
}

func TestRead(t *testing.T) {
	cases := map[string]struct {
		reason string
		files  map[string]string
		want   string
	}{
		"Kinds": {
			"The default tells the type; null and the empty string tell little, an empty map is passed on.",
			map[string]string{"values.yaml": "a: 1\nb: x\nc: true\nd: 1.5\ne: []\nf: {}\ng:\nh: \"\"\ni: {j: k}\n"},
			"a: int\nb: string\nc: bool\nd: number\ne: list\nf: open\ng: any\nh: scalar\ni: map\n j: string\n",
		},
		"OddKeys": {
			"Keys that would not read well are quoted.",
			map[string]string{"values.yaml": "a.b: 1\n\"c d\": 1\n\"e: f\": 1\n"},
			"a.b: int\n\"c d\": int\n\"e: f\": int\n",
		},
		"Comments": {
			"A commented key is known beside the keys of its column.",
			map[string]string{"values.yaml": "a:\n  on: true\n  # interval: 30s\n  #  deeper: 1\n# top:\n#   below: 1\nb:\n  # first: 1\n  c: 1\n"},
			"a: map\n interval: any\n on: bool\nb: map\n c: int\n first: any\ntop: any\n",
		},
		"Examples": {
			"What follows an empty map or list in its column is an example of what goes in.",
			map[string]string{"values.yaml": "resources: {}\n# limits:\n#   cpu: 1\n\n# other: 1\nlist: []\n# - name: x\n"},
			"list: list\nother: any\nresources: open\n",
		},
		"Sample": {
			"A sample manifest shows no keys of values.",
			map[string]string{"values.yaml": "a: 1\n\n## eg:\n## apiVersion: v1\n## kind: Secret\n## metadata:\n##   name: x\n\n# c: 1\nb: 1\n"},
			"a: int\nb: int\nc: any\n",
		},
		"Prose": {
			"A sentence is no key, nor is a link, nor what stands in a block of text.",
			map[string]string{"values.yaml": "# note: this is not a key\n# ref: https://x\n# default: the value of the other one\na: |\n  # inside: 1\n  text\nb: 1\n"},
			"a: string\nb: int\n",
		},
		"Lists": {
			"Comments within the items of a list are of the items.",
			map[string]string{"values.yaml": "a:\n  - name: x\n    # port: 1\nb: 1\n"},
			"a: list\nb: int\n",
		},
		"Subcharts": {
			"A subchart's keys stand under its alias with what the parent sets; global is everybody's.",
			map[string]string{
				"Chart.yaml":               "name: app\nversion: 1.2.3\ndependencies: [{name: child, alias: kid}, {name: absent}]\n",
				"values.yaml":              "kid: {colour: red, extra: 1}\n",
				"charts/child/Chart.yaml":  "name: child\n",
				"charts/child/values.yaml": "colour: blue\nsize: {width: 1}\nglobal: {registry: \"\"}\n",
			},
			"absent: open\nglobal: map\n registry: scalar\nkid: map\n colour: string\n extra: int\n global: map\n  registry: scalar\n size: map\n  width: int\n",
		},
		"Hidden": {
			"What only a comment of the parent shows hides nothing of the subchart.",
			map[string]string{
				"Chart.yaml":               "name: app\nversion: 1.2.3\ndependencies: [{name: child}]\n",
				"values.yaml":              "child:\n  on: true\n  # size:\n  #   width: 1\n",
				"charts/child/Chart.yaml":  "name: child\n",
				"charts/child/values.yaml": "size: {width: 1}\n",
			},
			"child: map\n on: bool\n size: map\n  width: int\n",
		},
		"OpenSchema": {
			"A lenient schema adds keys and types; that it lets everything pass at its root is no news.",
			map[string]string{
				"values.yaml":        "a:\nb: {c: 1}\n",
				"values.schema.json": `{"type":"object","additionalProperties":true,"properties":{"a":{"type":["string","null"]},"b":{"type":"object","properties":{"d":{"type":"array"}}},"e":{"type":"object","additionalProperties":{"type":"string"}},"f":{"anyOf":[{"type":"integer"},{"type":"string"}]},"g":{"$ref":"other.json"}}}`,
			},
			"a: string\nb: map\n c: int\n d: list\ne: open\nf: int|string\ng: any\n",
		},
		"ClosedSchema": {
			"A closed schema is the whole truth.",
			map[string]string{
				"values.yaml":        "a: 1\n# b: 1\n",
				"values.schema.json": `{"$ref":"#/$defs/v","$defs":{"v":{"additionalProperties":false,"properties":{"a":{"type":"number"},"n":{"$ref":"#/$defs/n"}}},"n":{"additionalProperties":false,"properties":{"x":{"type":"boolean"}}}}}`,
			},
			"a: number\nn: map\n x: bool\n",
		},
		"Templates": {
			"What a template reads is known, even if no value shows it; notes, refusals and comments do not count.",
			map[string]string{
				"values.yaml":               "a: {b: 1}\nc: {}\nd: 1\n",
				"templates/x.yaml":          "{{ .Values.a.e }} {{ $.Values.f.g }} {{ .Values.c.h }} {{ .Values.d.i }} {{/* .Values.j */}}",
				"templates/sub/_k.tpl":      "{{ .ctx.Values.k }}",
				"templates/NOTES.txt":       "{{ .Values.l }}",
				"templates/validate.yaml":   "{{ if .Values.m }}{{ fail \"m is gone\" }}{{ end }}",
				"charts/n/templates/y.yaml": "{{ .Values.o }}",
			},
			"a: map\n b: int\n e: any\nc: open\nd: int\nf: any\nk: any\n",
		},
		"Empty": {
			"A chart may have no values.",
			map[string]string{"values.yaml": "{}\n"},
			"",
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, body(t, tc.files)); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestNoChart(t *testing.T) {
	if _, err := Read(t.TempDir()); err == nil {
		t.Error("an empty folder is a chart")
	}
}

// TestNoName: a contract is written to a file of the chart's name.
func TestNoName(t *testing.T) {
	for _, name := range []string{"../evil", "a/b", "..", "a b", "-a"} {
		_, err := ReadFS(fstest.MapFS{"Chart.yaml": {Data: []byte("name: " + strconv.Quote(name) + "\nversion: 1.2.3\n")}})
		if err == nil || !strings.Contains(err.Error(), strconv.Quote(name)+", which no chart can have") {
			t.Errorf("%q is the name of a chart: %v", name, err)
		}
	}
}

// TestContractsAreCurrent derives the embedded contracts anew. From a copy
// without templates less can be derived, so that the rest must be there only.
func TestContractsAreCurrent(t *testing.T) {
	dir := assets.Charts(t, "whether the value contracts are current")
	for _, chart := range components.Standard().Charts() {
		version := chart.Version
		if chart.Stamped {
			version = "0.10.3" // the source of the demo, the only one
		}
		derived, err := Read(filepath.Join(dir, chart.Name+"-"+version))
		if err != nil {
			t.Error(err)
			continue
		}
		have, err := os.ReadFile(filepath.Join("..", "contracts", chart.Name+".txt"))
		if err != nil {
			t.Error(err)
			continue
		}
		embedded := flat(string(have))
		if derived.Templates != "" {
			if diff := cmp.Diff(flat(string(derived.Text())), embedded); diff != "" {
				t.Errorf("%s: run go run ./cmd/contract on the unpacked chart (-derived +embedded):\n%s", chart.Name, diff)
			}
			continue
		}
		for key, kind := range flat(string(derived.Text())) {
			if embedded[key] != kind {
				t.Errorf("%s: run go run ./cmd/contract on the unpacked chart: %s is %s, the contract has %q", chart.Name, key, kind, embedded[key])
			}
		}
	}
}

// flat are the lines of a contract by their paths.
func flat(text string) map[string]string {
	lines := map[string]string{}
	var above []string
	for line := range strings.Lines(text) {
		name, kind, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		depth := len(line) - len(strings.TrimLeft(line, " "))
		above = append(above[:depth], name)
		lines[strings.Join(above, "/")] = kind
	}
	return lines
}
