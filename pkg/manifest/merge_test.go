package manifest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func parse(t testing.TB, text string) *Node {
	t.Helper()
	n, err := ParseJSON([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestMerge(t *testing.T) {
	cases := map[string]struct{ reason, base, over, want string }{
		"deep":            {"maps merge key by key", `{"a":{"b":1,"c":2}}`, `{"a":{"c":3}}`, `{"a":{"b":1,"c":3}}`},
		"order":           {"keys stay where they were and new ones follow", `{"z":1,"a":2}`, `{"n":4,"b":5,"a":3}`, `{"z":1,"a":3,"n":4,"b":5}`},
		"list":            {"lists are replaced, not merged", `{"a":[1,2,3]}`, `{"a":[4]}`, `{"a":[4]}`},
		"empty list":      {"an empty list replaces as well", `{"a":[1]}`, `{"a":[]}`, `{"a":[]}`},
		"empty map":       {"an empty map adds nothing and removes nothing", `{"a":{"b":1}}`, `{"a":{}}`, `{"a":{"b":1}}`},
		"scalar by map":   {"the user wins where the shapes differ", `{"a":1}`, `{"a":{"b":1}}`, `{"a":{"b":1}}`},
		"map by scalar":   {"the user wins where the shapes differ", `{"a":{"b":1}}`, `{"a":false}`, `{"a":false}`},
		"null":            {"null is Helm's word for removing a key, from the chart's defaults too", `{"a":1,"b":2}`, `{"a":null}`, `{"a":null,"b":2}`},
		"deep null":       {"null removes a key below", `{"a":{"b":1,"c":2}}`, `{"a":{"b":null}}`, `{"a":{"b":null,"c":2}}`},
		"null of nothing": {"a key that only the chart has is removed as well", `{"a":1}`, `{"b":null,"c":{"d":null}}`, `{"a":1,"b":null,"c":{"d":null}}`},
		"null in a list":  {"lists are taken as they are", `{}`, `{"a":[null,{"b":null}]}`, `{"a":[null,{"b":null}]}`},
		"null in base":    {"what the user says nothing about stays", `{"a":null}`, `{"b":1}`, `{"a":null,"b":1}`},
		"many":            {"wide maps merge the same", `{"a":1,"b":1,"c":1}`, `{"m":2,"l":2,"k":2,"j":2,"i":2,"h":2,"g":2,"f":2,"e":2,"d":2,"c":2,"b":null,"a":2}`, `{"a":2,"b":null,"c":2,"m":2,"l":2,"k":2,"j":2,"i":2,"h":2,"g":2,"f":2,"e":2,"d":2}`},
		"nothing over":    {"no overrides change nothing", `{"a":1}`, `null`, `{"a":1}`},
		"nothing below":   {"overrides alone are the values", `null`, `{"a":1,"b":null}`, `{"a":1,"b":null}`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := Merge(parse(t, tc.base), parse(t, tc.over))
			if diff := cmp.Diff(tc.want, string(got.AppendJSON(nil))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
	if got := Merge(nil, nil); got.Kind() != KindNull {
		t.Errorf("Merge(nil, nil) is %s, want null", got.YAML())
	}
}

func FuzzMerge(f *testing.F) {
	f.Add(`{"a":{"b":1,"c":[null]},"d":null}`, `{"a":{"b":null,"x":{"y":null}},"e":[1]}`)
	f.Add(`{}`, `{"a":null}`)
	f.Add(`{"a":1}`, `{"a":{"b":{"c":null}}}`)
	f.Add(`[1]`, `{"a":"\n"}`)
	f.Add(`{"a":[]}`, `null`)
	f.Fuzz(func(t *testing.T, baseText, overText string) {
		base, err := ParseJSON([]byte(baseText))
		if err != nil {
			return
		}
		over, err := ParseJSON([]byte(overText))
		if err != nil {
			return
		}
		before := string(base.AppendJSON(nil)) + string(over.AppendJSON(nil))
		got := Merge(base, over)
		if after := string(base.AppendJSON(nil)) + string(over.AppendJSON(nil)); after != before {
			t.Errorf("an input changed from %s to %s", before, after)
		}
		if again := Merge(base, over); !again.Equal(got) {
			t.Errorf("merging again gives %s, before %s", again.AppendJSON(nil), got.AppendJSON(nil))
		}
		mustObey(t, base, over, got)
	})
}

func mustObey(t *testing.T, base, over, got *Node) {
	t.Helper()
	if base.Kind() == KindMap && !Merge(base, Map()).Equal(base) {
		t.Errorf("an empty map over %s changes it", base.AppendJSON(nil))
	}
	if !Merge(base, base).Equal(base) {
		t.Errorf("%s over itself changes it", base.AppendJSON(nil))
	}
	if over.Kind() == KindMap {
		mustReflect(t, over, got)
	}
	if !Merge(got, over).Equal(got) {
		t.Errorf("laying %s over the result %s changes it", over.AppendJSON(nil), got.AppendJSON(nil))
	}
}

// mustReflect checks that every key of over is as over says.
func mustReflect(t *testing.T, over, got *Node) {
	t.Helper()
	for _, f := range over.Fields() {
		value, ok := got.Get(f.Name)
		switch {
		case !ok:
			t.Errorf("key %q is missing", f.Name)
		case f.Value.Kind() == KindMap:
			mustReflect(t, f.Value, value)
		case !value.Equal(f.Value):
			t.Errorf("key %q is %s, want %s", f.Name, value.AppendJSON(nil), f.Value.AppendJSON(nil))
		}
	}
}

func BenchmarkMerge(b *testing.B) {
	base := parse(b, `{"image":{"repository":"r","tag":"1"},"resources":{"requests":{"cpu":"100m"}},"args":["a"]}`)
	over := parse(b, `{"image":{"tag":"2"},"resources":{"limits":{"memory":"1Gi"}},"extra":{"a":{"b":1}}}`)
	b.ReportAllocs()
	for b.Loop() {
		Merge(base, over)
	}
}

// TestMergeWide would take minutes if every key were compared with every other.
func TestMergeWide(t *testing.T) {
	fields := make([]Field, 0, 200000)
	for i := range cap(fields) {
		fields = append(fields, Field{"key" + strings.Repeat("x", i%3) + string(rune('a'+i%26)) + Int(int64(i)).Text(), Int(1)})
	}
	wide := Map(fields...)
	if got := Merge(wide, wide); !got.Equal(wide) {
		t.Error("a wide map over itself changes it")
	}
}
