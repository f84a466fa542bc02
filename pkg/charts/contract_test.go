package charts

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/manifest"
)

// sample is a contract with one of everything.
const sample = `# comment
chart: app
version: 1.2.3
digest: sha256:00

"dotted key": string
global: open
 known: bool
 section: map
  key: int
ini.file: open
list: list
replicas: int
spec: map
 content: string
 either: open|list
 nothing: any
 retention: string
 retentionSize: scalar
 share: number
 on: bool
tpl: map
 rules: list
`

func contract(t testing.TB, text string, with ...amendment) *Contract {
	t.Helper()
	c, err := parseContract(text)
	if err != nil {
		t.Fatal(err)
	}
	c.amend(with)
	return c
}

func node(t testing.TB, values any) *manifest.Node {
	t.Helper()
	n, err := manifest.Of(values)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

type values = map[string]any

// brief is a violation as a line.
func brief(found []Finding) []string {
	var lines []string
	for _, v := range found {
		line := v.Path.String() + ": " + v.Message
		if v.Remedy != "" {
			line += "; " + v.Remedy
		}
		lines = append(lines, line)
	}
	return lines
}

func TestCheck(t *testing.T) {
	amendments := []amendment{
		{path: "spec.ghost", trap: &trap{kind: IgnoredKey, message: "nobody reads it"}},
		{path: "tpl.rules", trap: &trap{kind: Trap, message: "must not be empty", when: isEmptyList}},
	}
	cases := map[string]struct {
		reason string
		values any
		want   []string
	}{
		"Known":         {"What the contract holds passes.", values{"replicas": 3, "spec": values{"retention": "7d", "on": false}, "list": []int{1}, "dotted key": "x"}, nil},
		"Typo":          {"A misspelt key names the near one.", values{"spec": values{"retentoin": "7d"}}, []string{`spec.retentoin: no such key in app 1.2.3; did you mean "retention"?`}},
		"Case":          {"Case is the commonest slip.", values{"spec": values{"RETENTIONSIZE": "1"}}, []string{`spec.RETENTIONSIZE: no such key in app 1.2.3; did you mean "retentionSize"?`}},
		"Far":           {"Of few keys all are named.", values{"tpl": values{"zzzzzzzz": 1}}, []string{"tpl.zzzzzzzz: no such key in app 1.2.3; known here: rules"}},
		"Open":          {"An open map takes any key, also deeper, and still knows the types of some.", values{"ini.file": values{"a": values{"b": 1}}, "global": values{"x": 1, "known": "no", "section": values{"y": 1}}}, []string{`global.known: the string "no" where app 1.2.3 wants true or false`}},
		"ScalarForMap":  {"A scalar cannot take the place of a map.", values{"spec": "x"}, []string{`spec: the string "x" where app 1.2.3 wants a map`}},
		"MapForScalar":  {"Nor a map that of a scalar.", values{"replicas": values{}}, []string{"replicas: a map where app 1.2.3 wants a whole number"}},
		"MapForList":    {"Helm replaces lists as a whole: a map in one's place is a mistake.", values{"list": values{"a": 1}}, []string{"list: a map where app 1.2.3 wants a list"}},
		"TextForBool":   {"To a template the string false is true.", values{"spec": values{"on": "false"}}, []string{`spec.on: the string "false" where app 1.2.3 wants true or false`}},
		"BoolForText":   {"true is no duration.", values{"spec": values{"retention": true}}, []string{"spec.retention: true where app 1.2.3 wants a string"}},
		"NumberForText": {"A template writes a number as text.", values{"spec": values{"retention": 7}}, nil},
		"QuotedNumber":  {"And a quoted number as a number.", values{"replicas": "3"}, nil},
		"Fraction":      {"Half a replica is none.", values{"replicas": 1.5, "spec": values{"share": 1.5}}, []string{"replicas: the number 1.5 where app 1.2.3 wants a whole number"}},
		"WordForNumber": {"A word is no number.", values{"replicas": "three"}, []string{`replicas: the string "three" where app 1.2.3 wants a whole number`}},
		"Template":      {"Text with a template may become anything but a truth.", values{"list": "{{ .Values.x }}", "spec": values{"on": "{{ .Values.x }}"}}, []string{`spec.on: the string "{{ .Values.x }}" where app 1.2.3 wants true or false`}},
		"Null":          {"Null removes a default, whatever it was.", values{"spec": nil, "replicas": nil}, nil},
		"NullUnknown":   {"But a key that is not there has none.", values{"replica": nil}, []string{`replica: no such key in app 1.2.3; did you mean "replicas"?`}},
		"Either":        {"Some keys take two types.", values{"spec": values{"either": []any{}, "nothing": values{"x": 1}}}, nil},
		"Ignored":       {"A key that looks known has its own message, and is never suggested.", values{"spec": values{"ghost": 1, "ghos": 1}}, []string{"spec.ghos: no such key in app 1.2.3; known here: content, either, nothing, on, retention, retentionSize, share", "spec.ghost: nobody reads it"}},
		"Trap":          {"Some values do harm, others of the same key do not.", values{"tpl": values{"rules": []any{}}}, []string{"tpl.rules: must not be empty"}},
		"NoTrap":        {"Some values do harm, others of the same key do not.", values{"tpl": values{"rules": []any{1}}}, nil},
		"NoValues":      {"A release may have no values.", nil, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := brief(contract(t, sample, amendments...).Check(node(t, tc.values)))
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestParseContract(t *testing.T) {
	cases := map[string]struct{ reason, text, want string }{
		"Kind":   {"An unknown word is a contract of a newer program.", "chart: a\n\nx: strin\n", `line 3: x: "strin" is no kind`},
		"Indent": {"A key needs one above it.", "chart: a\n\nx: map\n   y: map\n", "line 4: indented too far"},
		"Line":   {"Every line is a key.", "chart: a\n\nx\n", `line 3: "x" is no key: kind`},
		"Quote":  {"A quoted key ends.", "chart: a\n\n\"x: map\n", "line 3: \"x: invalid syntax"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := parseContract(tc.text)
			if err == nil || err.Error() != tc.want {
				t.Errorf("%s\ngot  %v\nwant %s", tc.reason, err, tc.want)
			}
		})
	}
}

// embedded are the texts of the embedded contracts, by chart.
func embedded(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for chart := range contracts() {
		text, err := contractFiles.ReadFile("contracts/" + chart + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		texts[chart] = string(text)
	}
	if len(texts) < 10 {
		t.Fatalf("only %d contracts are embedded", len(texts))
	}
	return texts
}

// TestContracts because a contract that cannot be read counts as none.
func TestContracts(t *testing.T) {
	for chart, text := range embedded(t) {
		c := contract(t, text)
		if c.Chart != chart || !strings.HasPrefix(c.Digest, "sha256:") || len(c.root.below) < 10 {
			t.Errorf("the contract of %s is of %s, digest %q, with %d keys", chart, c, c.Digest, len(c.root.below))
		}
		if of, ok := ContractOf(Chart{Name: chart}); !ok || of.Digest != c.Digest {
			t.Errorf("ContractOf(%s) = %v, %v", chart, of, ok)
		}
	}
}

// TestContractOf: a chart of one's own has the contract that it carries.
func TestContractOf(t *testing.T) {
	if _, ok := ContractOf(Chart{Name: "somebody-elses"}); ok {
		t.Error("a chart that nobody read has a contract")
	}
	own, err := ParseContract(strings.ReplaceAll(sample, "\n", "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	if of, ok := ContractOf(Chart{Name: "loki", Contract: own}); !ok || of != own {
		t.Errorf("got %v, want %v", of, own)
	}
	if _, err := ParseContract("replicas: int\n"); err == nil {
		t.Error("a text without the chart's name and version is a contract")
	}
}

// TestAmendments because one that changes nothing hides the next mistake.
func TestAmendments(t *testing.T) {
	needed := map[string]bool{}
	for chart, text := range embedded(t) {
		for _, a := range amendments() {
			if a.chart != "" && a.chart != chart {
				continue
			}
			if c := contract(t, text); len(c.amend([]amendment{a})) == 0 {
				needed[a.chart+" "+a.path] = true
			}
		}
	}
	for _, a := range amendments() {
		if !needed[a.chart+" "+a.path] {
			t.Errorf("%s %s (%s) changes no contract", a.chart, a.path, a.reason)
		}
		if a.reason == "" {
			t.Errorf("%s %s has no reason", a.chart, a.path)
		}
	}
}

// FuzzCheck merges overrides as a release does and checks the result: nothing
// may make it fail, and what it finds must be a path of the values.
func FuzzCheck(f *testing.F) {
	f.Add([]byte(`{"spec":{"retentoin":"7d","on":"false"}}`), []byte(`{"spec":null,"list":{"a":[1]}}`))
	f.Add([]byte(`{"dotted key":{"a":1}}`), []byte(`{"dotted key":{"b":[{}]}}`))
	f.Add([]byte(`[]`), []byte(`1`))
	c := contract(f, sample, amendments()...)
	f.Fuzz(func(t *testing.T, base, over []byte) {
		a, err := manifest.ParseJSON(base)
		if err != nil {
			return
		}
		b, err := manifest.ParseJSON(over)
		if err != nil {
			return
		}
		merged := manifest.Merge(a, b)
		for _, v := range c.Check(merged) {
			var path []string
			for _, step := range v.Path {
				path = append(path, step.Name)
			}
			if _, ok := merged.Get(path...); !ok || v.Message == "" {
				t.Errorf("%s: %s: no such place in %s", v.Path, v.Message, merged.AppendJSON(nil))
			}
		}
	})
}

// FuzzParseContract: a contract comes from a file of the user's. Reading it
// ends, and what was read judges without breaking.
func FuzzParseContract(f *testing.F) {
	f.Add(sample)
	f.Add("chart: a\nversion: 1\n\n\"a: b\": open|list\n c: any\n")
	f.Add("chart: a\nversion: 1\n\na: map\n   b: int\n")
	values := node(f, values{"spec": values{"retention": 1}, "a": []any{1}, "resources": values{"limits": "x"}})
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := ParseContract(text); err == nil {
			c.Check(values)
		}
	})
}

func BenchmarkParseContract(b *testing.B) {
	text, err := contractFiles.ReadFile("contracts/kube-prometheus-stack.txt")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		c := contract(b, string(text))
		c.amend(amendments())
	}
}
