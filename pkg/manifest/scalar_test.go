package manifest

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	yamlv3 "go.yaml.in/yaml/v3"
	sigs "sigs.k8s.io/yaml"
)

func TestStrings(t *testing.T) {
	cases := map[string]struct {
		reason string
		in     string
		want   string // after "key: "
	}{
		"word":               {"a word is a word", "Deployment", "Deployment"},
		"sentence":           {"punctuation inside a text is no structure", "it's 5, or [6] {7}; a&b*c!", "it's 5, or [6] {7}; a&b*c!"},
		"url":                {"a colon before anything but a space is no key", "https://example.com:8443/a?b=c#d", "https://example.com:8443/a?b=c#d"},
		"quantity":           {"a quantity is no number", "10Gi", "10Gi"},
		"duration":           {"a duration is no number", "7d", "7d"},
		"version":            {"two dots make no number", "1.34.1", "1.34.1"},
		"slug":               {"digits may begin a word", "1.34.1-do.0", "1.34.1-do.0"},
		"address and port":   {"a dot before the colon rules out base 60", "10.0.0.1:8080", "10.0.0.1:8080"},
		"range":              {"a slash rules out any number", "10.201.0.0/22", "10.201.0.0/22"},
		"flag":               {"people write flags plain", "--web.listen-address=:9090", "--web.listen-address=:9090"},
		"negative metric":    {"a minus before a word is no list", "-foo", "-foo"},
		"variable":           {"the kubelet's variables are plain", "$(POD_IP):80", "$(POD_IP):80"},
		"path":               {"a path is plain", "/var/log", "/var/log"},
		"home":               {"only a lone tilde is null", "~/x", "~/x"},
		"dot":                {"a lone dot is no number", ".", "."},
		"dotfile":            {"a dot before a letter is no number", ".sourceignore", ".sourceignore"},
		"umlaut":             {"letters of any script are plain", "Größe 日本 🙂", "Größe 日本 🙂"},
		"hash inside a word": {"a comment needs a space before it", "a#b", "a#b"},
		"not a date":         {"a tag that begins with a date is a word", "2026-01-31-abc", "2026-01-31-abc"},
		"long line":          {"long lines are not folded", strings.Repeat("ab ", 90) + "c", strings.Repeat("ab ", 90) + "c"},

		"empty":            {"nothing would be null", "", "''"},
		"true":             {"a boolean", "true", "'true'"},
		"yes":              {"a boolean in YAML 1.1", "yes", "'yes'"},
		"n":                {"a boolean in YAML 1.1, and a common label", "n", "'n'"},
		"OFF":              {"booleans come in capitals too", "OFF", "'OFF'"},
		"null":             {"null", "null", "'null'"},
		"tilde":            {"null", "~", "'~'"},
		"merge":            {"the merge key", "<<", "'<<'"},
		"value":            {"the value key of YAML 1.1", "=", "'='"},
		"integer":          {"a number", "17", "'17'"},
		"signed":           {"a number", "+1", "'+1'"},
		"underscores":      {"a number in YAML 1.1", "1_000", "'1_000'"},
		"hidden integer":   {"readers drop underscores before they look", "+_1", "'+_1'"},
		"octal":            {"a number in YAML 1.1", "0755", "'0755'"},
		"octal 1.2":        {"a number in YAML 1.2", "0o755", "'0o755'"},
		"hexadecimal":      {"a number", "0xFF", "'0xFF'"},
		"binary":           {"a number in YAML 1.1", "0b101", "'0b101'"},
		"decimal":          {"a number", "1.10", "'1.10'"},
		"exponent":         {"a commit hash may look like this", "1e3", "'1e3'"},
		"bare fraction":    {"a number", ".5", "'.5'"},
		"infinity":         {"a number", "-.Inf", "'-.Inf'"},
		"not a number":     {"a number by the standard", ".nan", "'.nan'"},
		"base 60":          {"a number in YAML 1.1", "12:30:45", "'12:30:45'"},
		"ports":            {"22:22 is 1342 in YAML 1.1", "22:22", "'22:22'"},
		"date":             {"a timestamp", "2026-01-31", "'2026-01-31'"},
		"time":             {"a timestamp", "2026-1-3T04:05:06Z", "'2026-1-3T04:05:06Z'"},
		"leading space":    {"it would be lost", " a", "' a'"},
		"trailing space":   {"it would be lost", "a ", "'a '"},
		"key":              {"colon and space make a key", "a: b", "'a: b'"},
		"colon at the end": {"it makes a key", "a:", "'a:'"},
		"comment":          {"space and hash begin a comment", "a #b", "'a #b'"},
		"template":         {"a brace begins a map", "{{ $value }}", "'{{ $value }}'"},
		"list":             {"a dash and a space begin an item", "- a", "'- a'"},
		"dash":             {"a lone dash is an item", "-", "'-'"},
		"document":         {"a document begins", "---", "'---'"},
		"glob":             {"an asterisk begins an alias", "*.example.com", "'*.example.com'"},
		"backtick":         {"reserved", "`a`", "'`a`'"},
		"percent":          {"a directive", "%a", "'%a'"},
		"at":               {"reserved", "@a", "'@a'"},
		"quote":            {"a quote in single quotes is doubled", "'it's'", "'''it''s'''"},
		"json":             {"JSON on one line keeps its quotes readable", `{"a":"b"}`, `'{"a":"b"}'`},

		"tab":             {"a tab is invisible", "a\tb", `"a\tb"`},
		"carriage return": {"a break that readers rewrite", "a\r\nb\r\n", `"a\r\nb\r\n"`},
		"control":         {"YAML has no control characters", "a\x00\x1b\x7f", `"a\x00\x1b\x7f"`},
		"next line":       {"a line break in YAML 1.1", "a\u0085b", `"a\x85b"`},
		"separators":      {"line breaks in YAML 1.1", "\u2028\u2029", `"\u2028\u2029"`},
		"byte order mark": {"readers swallow it", "\ufeffa", `"\ufeffa"`},
		"hard space":      {"it looks like a space", "a\u00a0b", `"a\xa0b"`},
		"right to left":   {"it makes a reviewer read another text", "a\u202eb", `"a\u202eb"`},
		"far plane":       {"eight digits", "\U000e0001", `"\U000e0001"`},
		"both quotes":     {"escaped in double quotes", "\t\"\\'", `"\t\"\\'"`},
		"only breaks":     {"a block of nothing is easily misread", "\n\n", `"\n\n"`},
		"only blanks":     {"a block of nothing visible", " \n ", `" \n "`},
		"blank end":       {"the end of the text must be visible", "a\n  ", `"a\n  "`},
		"leading tab":     {"readers refuse it before they know the indentation", "\ta\nb", `"\ta\nb"`},

		"script":        {"one newline at the end", "#!/bin/sh\nset -e\n", "|\n  #!/bin/sh\n  set -e"},
		"clip":          {"no newline at the end", "a\nb", "|-\n  a\n  b"},
		"keep":          {"more newlines at the end", "a\n\n", "|+\n  a\n"},
		"one line":      {"a single line with its newline", "a\n", "|\n  a"},
		"empty lines":   {"empty lines carry no spaces", "a\n\nb\n", "|\n  a\n\n  b"},
		"first empty":   {"a text may begin with an empty line", "\na\n", "|\n\n  a"},
		"indented":      {"a leading space needs the indentation told", "  a\nb\n", "|2\n    a\n  b"},
		"indented clip": {"the indentation comes before the chomping", " a\nb", "|2-\n   a\n  b"},
		"makefile":      {"tabs are fine once the indentation is known", "a:\n\tb\n", "|\n  a:\n  \tb"},
		"markers":       {"structure means nothing in a block", "---\n# a: 'b'\n", "|\n  ---\n  # a: 'b'"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			node := Map(Field{"key", String(tc.in)})
			if diff := cmp.Diff("key: "+tc.want+"\n", string(node.YAML())); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
			mustReadBack(t, tc.in)
		})
	}
}

func TestKeys(t *testing.T) {
	long := strings.Repeat("k", 2000)
	cases := map[string]struct {
		reason string
		in     *Node
		want   string
	}{
		"ambiguous":   {"a key is a string, whatever it looks like", Map(Field{"on", Int(1)}, Field{"8080", Int(2)}), "'on': 1\n'8080': 2\n"},
		"file name":   {"file names are plain keys", Map(Field{"a-b.json", String("x")}), "a-b.json: x\n"},
		"lines":       {"a key stays on its line", Map(Field{"a\nb", Null()}), "\"a\\nb\": null\n"},
		"long":        {"readers look for the colon only so far", Map(Field{long, Int(1)}), "? " + long + "\n: 1\n"},
		"long nested": {"what is below stands as below any key", Map(Field{long, Map(Field{"a", List(Int(1))})}), "? " + long + "\n:\n  a:\n  - 1\n"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, string(tc.in.YAML())); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
			mustMeanTheSame(t, tc.in)
		})
	}
}

func TestDeep(t *testing.T) {
	lists, maps, mixed := String("a"), String("a\nb\n"), String("- a")
	for range maxDepth - 1 {
		lists = List(lists, Int(1))
		maps = Map(Field{"k", maps}, Field{"l", List()})
	}
	for range maxDepth / 2 {
		mixed = List(Map(Field{"k", mixed}, Field{"l", List(List(), Map())}))
	}
	for _, n := range []*Node{lists, maps, mixed} {
		mustMeanTheSame(t, n)
	}
}

// places puts a string everywhere a string can stand.
func places(s string) *Node {
	v := String(s)
	both := Map(Field{s, v}, Field{s + "2", Map(Field{s, List(v, Null())})})
	return Map(
		Field{"value", v},
		Field{"map", both},
		Field{"list", List(v, List(v, List(v, v), v), both, Map(Field{"deep", List(both, Map(Field{"a", v}, Field{"b", v}))}))},
		Field{"last", v},
	)
}

func mustReadBack(t *testing.T, s string) {
	t.Helper()
	for _, n := range []*Node{String(s), List(String(s)), Map(Field{s, String(s)}), places(s)} {
		mustMeanTheSame(t, n)
	}
}

// mustMeanTheSame reads the YAML of a node with both parsers.
func mustMeanTheSame(t *testing.T, n *Node) {
	t.Helper()
	text := n.YAML()
	var want any
	if err := json.Unmarshal(n.AppendJSON(nil), &want); err != nil {
		t.Fatalf("AppendJSON is no JSON: %v\n%s", err, n.AppendJSON(nil))
	}
	viaSigs, err := sigs.YAMLToJSONStrict(text)
	if err != nil {
		t.Fatalf("sigs.k8s.io/yaml refuses it: %v\n%s", err, text)
	}
	var got any
	if err := json.Unmarshal(viaSigs, &got); err != nil {
		t.Fatal(err)
	}
	if diff := differ(want, got); diff != "" {
		t.Fatalf("sigs.k8s.io/yaml reads something else (-want +got):\n%s\n%s", diff, text)
	}
	var v3 any
	if err := yamlv3.Unmarshal(text, &v3); err != nil {
		t.Fatalf("go.yaml.in/yaml/v3 refuses it: %v\n%s", err, text)
	}
	if diff := differ(want, floats(v3)); diff != "" {
		t.Fatalf("go.yaml.in/yaml/v3 reads something else (-want +got):\n%s\n%s", diff, text)
	}
}

// differ is cmp.Diff, quick for large values that are equal.
func differ(want, got any) string {
	if reflect.DeepEqual(want, got) {
		return ""
	}
	return cmp.Diff(want, got)
}

// floats makes every number a float64, as encoding/json reads it.
func floats(v any) any {
	switch v := v.(type) {
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case uint64:
		return float64(v)
	case map[string]any:
		for key, value := range v {
			v[key] = floats(value)
		}
	case []any:
		for i, value := range v {
			v[i] = floats(value)
		}
	}
	return v
}

func FuzzScalar(f *testing.F) {
	for _, s := range []string{
		"", "a", "true", "y", "~", "0x_1", "1_e3", "-0b_1", ".5_", "1:2", "2026-01-02 3:4:5", "- a", "a: b", "a #b", "'", `"`, "\\",
		"a\n", "\na", " a\n b", "a\n\n\n", "\n\n a\n", "a\n\tb\n\t\n", "#a\n#b\n", "a\n #b", "|\n", "\t", "\ta\n", "a \n b \n", "x\n  \n\n",
		"\x00", "\u0085", "\u2028", "\ufeff", "\xff", "\U0001F600", "? a", "---\n...\n", "%YAML", strings.Repeat("long ", 300), strings.Repeat("\x01", 200),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { mustReadBack(t, s) })
}

// TestShortStrings reads back every string of up to three characters out of
// those that mean something to YAML.
func TestShortStrings(t *testing.T) {
	alphabet := strings.Split("a y n e x 0 1 7 - + . _ : , # ' \" \\ ~ | > & * ! % @ ? { ] < =", " ")
	alphabet = append(alphabet, " ", "\n", "\t", "\r", "\x00", "\u0085", "\ufeff", "é")
	all := []string{""}
	for from, length := 0, 0; length < 3; length++ {
		to := len(all)
		for _, s := range all[from:to] {
			for _, c := range alphabet {
				all = append(all, s+c)
			}
		}
		from = to
	}
	for some := range slices.Chunk(all, 200) { // v3 compares every key with every other
		var fields, items []Field
		for _, s := range some {
			fields = append(fields, Field{s, String(s)})
			items = append(items, Field{"", String(s)})
		}
		mustMeanTheSame(t, Map(Field{"map", Map(fields...)}, Field{"list", &Node{kind: KindList, subs: items}}))
	}
}
