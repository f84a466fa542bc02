package cases

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
)

// overrides is a file of cases: overrides as they are written.
type overrides struct {
	Reason string
	Want   string // finding, or nothing
	Cases  []yaml.Node
}

// overridden are the kinds of mistakes in overrides, a file each.
func overridden(t *testing.T) []kind {
	t.Helper()
	files, err := filepath.Glob("testdata/overrides/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	var kinds []kind
	for _, name := range files {
		var read overrides
		decode(t, name, &read)
		right, known := wants[read.Want]
		if !known || read.Reason == "" {
			t.Fatalf("%s: a reason, and want: finding or nothing", name)
		}
		k := kind{name: strings.TrimSuffix(filepath.Base(name), ".yaml")}
		for i := range read.Cases {
			k.cases = append(k.cases, overriding(t, &read.Cases[i], right))
		}
		kinds = append(kinds, k)
	}
	return kinds
}

// wants tell whether the findings are right; from the line on the user's
// overrides are written.
var wants = map[string]func(found diag.List, from int) bool{
	"finding": func(found diag.List, from int) bool {
		for _, f := range found {
			if f.Where.File == file && f.Where.Line >= from && f.Message != "" {
				return true
			}
		}
		return false
	},
	"nothing": func(found diag.List, _ int) bool { return len(found) == 0 },
}

// overriding is the default configuration with overrides.
func overriding(t *testing.T, given *yaml.Node, right func(diag.List, int) bool) example {
	t.Helper()
	name := oneLine(t, given)
	var out strings.Builder
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	if err := encoder.Encode(given); err != nil {
		t.Fatal(err)
	}
	before := string(platform.Default()) + "    overrides:\n"
	indent := "      "
	if strings.HasPrefix(name, "{crossplane:") { // which all environments share
		before, indent = string(platform.Default())+"  overrides:\n", "    "
	}
	text, secrets := filled(out.String())
	from := strings.Count(before, "\n")
	return example{
		name:          name,
		configuration: before + indented(text, indent),
		secrets:       secrets,
		right:         func(found diag.List) bool { return right(found, from) },
	}
}

func indented(text, indent string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(indent + line)
	}
	return b.String()
}

// oneLine is a node in flow style.
func oneLine(t *testing.T, n *yaml.Node) string {
	t.Helper()
	flow := *n
	flow.Style = yaml.FlowStyle
	flow.HeadComment = ""
	out, err := yaml.Marshal(&flow)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

var placeholder = regexp.MustCompile(`⟨([^:⟩]*):([0-9]+)(?::(\w+))?⟩`)

// alphabets are what secrets are made of.
var alphabets = map[string]string{"": "k7Qx2Zp9Vb4Rt6Wm", "hex": "0f3a9c5e7b1d", "upper": "K7QX2ZP9VB4R"}

// filled is a text with secrets in the place of what stands for them.
func filled(text string) (string, []string) {
	var secrets []string
	text = placeholder.ReplaceAllStringFunc(text, func(match string) string {
		parts := placeholder.FindStringSubmatch(match)
		length, _ := strconv.Atoi(parts[2])
		alphabet := alphabets[parts[3]]
		secret := parts[1] + strings.Repeat(alphabet, 1+length/len(alphabet))[:length]
		if len(secret) > 8 {
			secrets = append(secrets, secret)
		}
		return secret
	})
	return text, secrets
}

func decode(t *testing.T, name string, into any) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	decoder := yaml.NewDecoder(f)
	decoder.KnownFields(true)
	if err := decoder.Decode(into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}
