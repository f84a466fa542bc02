//lint:file-ignore SA5008 odd tags are what some of these tests are about

package manifest

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

type inner struct {
	A int    `json:"a,omitempty"`
	B *inner `json:"b,omitempty"`
}

type nested struct {
	Inner inner `json:"inner,omitempty"`
}

type Deep struct {
	Name string `json:"name"`
	Only string `json:"only"`
}

type Draw struct {
	Only string `json:"only"`
}

type embedding struct {
	Deep   `json:",inline"`
	*Draw  `json:",inline"`
	Named  Deep `json:"deep"`
	Name   string
	Shadow string `json:"name"`
	hidden string
	Skip   string `json:"-"`
	Dash   string `json:"-,"`
}

type object struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitempty"`
	Status            counts `json:"status"`
}

type counts struct {
	Ready int `json:"ready"`
}

// byAddress has its method on the pointer, as hand-written types often do.
type byAddress struct{}

func (b *byAddress) MarshalJSON() ([]byte, error) { return []byte(`{"z":1,"a":2}`), nil }

type upper string

func (u upper) MarshalText() ([]byte, error) { return []byte(strings.ToUpper(string(u))), nil }

type never struct{ N int }

func (never) IsZero() bool { return true }

func TestOf(t *testing.T) {
	now := metav1.NewTime(time.Date(2026, 1, 31, 4, 5, 6, 0, time.UTC))
	cases := map[string]struct {
		reason string
		in     any
		want   string // JSON
	}{
		"nil":               {"nothing is null", nil, `null`},
		"nil pointer":       {"a nil pointer is null", (*inner)(nil), `null`},
		"node":              {"a tree is itself", Map(Field{"a", Int(1)}), `{"a":1}`},
		"nested node":       {"a tree may stand in a value", map[string]any{"v": Map(Field{"z", Null()}, Field{"a", Int(1)})}, `{"v":{"z":null,"a":1}}`},
		"map":               {"the keys of a map are sorted", map[string]any{"b": 1, "a": []any{true, nil, 1.5, "x"}}, `{"a":[true,null,1.5,"x"],"b":1}`},
		"integer keys":      {"keys are text, and sorted as text", map[int]string{10: "x", 9: "y"}, `{"10":"x","9":"y"}`},
		"text":              {"MarshalText is a string", upper("abc"), `"ABC"`},
		"named string keys": {"keys of string kind are taken as they are", map[upper]int{"a": 1}, `{"a":1}`},
		"bytes":             {"bytes are base64", []byte("hello"), `"aGVsbG8="`},
		"byte array":        {"an array of bytes is numbers", [2]byte{1, 2}, `[1,2]`},
		"unsigned":          {"whole numbers are exact", uint64(math.MaxUint64), `18446744073709551615`},
		"floats":            {"floats are as short as they are exact", []any{float32(0.1), 0.1, 1e21, 1e-7, 3.0}, `[0.1,0.1,1.0e+21,1.0e-07,3]`},
		"json.Number":       {"a number is kept", []json.Number{"12345678901234567890", "1.50", ""}, `[12345678901234567890,1.5,0]`},
		"empty, kept":       {"an empty map or list is said on purpose", map[string]any{"l": []int{}, "m": map[string]int{}, "p": &inner{}}, `{"l":[],"m":{},"p":{}}`},
		"nil list":          {"without omitempty a nil list is null", struct{ L []int }{}, `{"L":null}`},
		"pointer to empty":  {"a pointer to an empty struct is said on purpose", inner{B: &inner{}}, `{"b":{}}`},
		"empty struct": {"a struct that nobody filled is nothing, at any depth", struct {
			X nested `json:"x,omitempty"`
		}{}, `{}`},
		"empty struct, zero": {"omitzero drops it too, though the value is not zero", struct {
			X struct {
				L []int `json:"l,omitempty"`
			} `json:"x,omitzero"`
		}{struct {
			L []int `json:"l,omitempty"`
		}{[]int{}}}, `{}`},
		"struct, no tag": {"without omitempty an empty struct is meant", struct{ X inner }{}, `{"X":{}}`},
		"omitempty": {"empty values go", struct {
			B bool           `json:"b,omitempty"`
			I int            `json:"i,omitempty"`
			S string         `json:"s,omitempty"`
			P *int           `json:"p,omitempty"`
			M map[string]int `json:"m,omitempty"`
			L []int          `json:"l,omitempty"`
			A any            `json:"a,omitempty"`
		}{M: map[string]int{}, L: []int{}}, `{}`},
		"pointer to zero": {"a pointer says zero on purpose", struct {
			P *bool `json:"p,omitempty"`
		}{new(false)}, `{"p":false}`},
		"omitzero": {"an empty list is not zero", struct {
			L []int `json:"l,omitzero"`
			M []int `json:"m,omitzero"`
		}{L: []int{}}, `{"l":[]}`},
		"IsZero": {"a type may say itself what its zero is", struct {
			N never `json:"n,omitzero"`
		}{never{1}}, `{}`},
		"string option": {"numbers and strings become strings", struct {
			I int64  `json:"i,string"`
			S string `json:"s,string"`
			L []int  `json:"l,string"`
		}{1, "x", []int{1}}, `{"i":"1","s":"\"x\"","l":[1]}`},
		"embedding": {"the rules of encoding/json: the least deep name wins, a draw is nobody's", embedding{Deep: Deep{"deep", "o"}, Name: "go", Shadow: "tag", hidden: "h", Skip: "s", Dash: "d"}, `{"deep":{"name":"","only":""},"Name":"go","name":"tag","-":"d"}`},
		"at an address": {"a method on the pointer is used where there is one", &struct {
			B byAddress
			L []byAddress
		}{L: make([]byAddress, 1)}, `{"B":{"z":1,"a":2},"L":[{"z":1,"a":2}]}`},
		"without address": {"and not where there is none", struct{ B byAddress }{}, `{"B":{}}`},
		"kubernetes types": {"types that write themselves", struct {
			Q    resource.Quantity
			D    metav1.Duration
			I, J intstr.IntOrString
			T    metav1.Time
			E    apiextensionsv1.JSON
			R    runtime.RawExtension
		}{resource.MustParse("1536Mi"), metav1.Duration{Duration: 90 * time.Second}, intstr.FromInt32(80), intstr.FromString("http"), now, apiextensionsv1.JSON{Raw: []byte(`{"z":1,"a":null}`)}, runtime.RawExtension{Raw: []byte(`{"kind":"X","metadata":{"creationTimestamp":null,"name":"y"}}`)}},
			`{"Q":"1536Mi","D":"1m30s","I":80,"J":"http","T":"2026-01-31T04:05:06Z","E":{"z":1,"a":null},"R":{"kind":"X","metadata":{"name":"y"}}}`},
		"zero time": {"an unset time is null, so under omitempty it is nothing", struct {
			T metav1.Time  `json:"t,omitempty"`
			U *metav1.Time `json:"u,omitempty"`
		}{}, `{}`},
		"creation timestamp": {"null in every old-style manifest", map[string]any{"creationTimestamp": nil, "a": nil}, `{"a":null}`},
		"version first": {"apiVersion stands before kind, wherever the type has it", struct {
			Kind       string `json:"kind"`
			Name       string `json:"name"`
			APIVersion string `json:"apiVersion"`
			UID        string `json:"uid"`
		}{}, `{"apiVersion":"","kind":"","name":"","uid":""}`},
		"status":        {"the empty status of an object goes, though it has fields", &object{TypeMeta: metav1.TypeMeta{Kind: "X"}}, `{"kind":"X"}`},
		"status, set":   {"a status that says something stays", &object{Status: counts{1}}, `{"status":{"ready":1}}`},
		"status, below": {"only at the top", map[string]any{"o": object{}}, `{"o":{"status":{"ready":0}}}`},
		"status, values": {"values are no object", struct {
			S counts `json:"status"`
		}{}, `{"status":{"ready":0}}`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			n, err := Of(tc.in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, string(n.AppendJSON(nil))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

type loop struct {
	Next *loop `json:"next,omitempty"`
}

func TestOfErrors(t *testing.T) {
	type list struct {
		Items []map[string]any `json:"items"`
	}
	items := func(v any) list { return list{[]map[string]any{{"a.b": v}}} }
	cases := map[string]struct {
		reason string
		in     any
		want   string
	}{
		"NaN":         {"JSON has no NaN", items(math.NaN()), `cannot encode manifest.list: items[0]["a.b"]: NaN has no JSON form`},
		"infinity":    {"JSON has no infinity", math.Inf(-1), `cannot encode float64: -Inf has no JSON form`},
		"channel":     {"some types have no JSON form", items(make(chan int)), `cannot encode manifest.list: items[0]["a.b"]: type chan int has no JSON form`},
		"encoding":    {"a manifest is UTF-8", items("\xff"), `cannot encode manifest.list: items[0]["a.b"]: not valid UTF-8`},
		"key":         {"keys are UTF-8 too", map[string]int{"\xff": 1}, `cannot encode map[string]int: key "\xff": not valid UTF-8`},
		"key type":    {"keys are text", map[bool]int{true: 1}, `cannot encode map[bool]int: type bool cannot be the key of a JSON object`},
		"json.Number": {"a number must be one", json.Number("0x1"), `cannot encode json.Number: "0x1" is not a number`},
		"raw JSON":    {"a type may write nonsense", items(json.RawMessage(`{`)), `cannot encode manifest.list: items[0]["a.b"]: unexpected end of JSON input`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := Of(tc.in)
			if err == nil {
				t.Fatalf("%s: got no error", tc.reason)
			}
			if diff := cmp.Diff(tc.want, err.Error()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
	endless := &loop{}
	endless.Next = endless
	type itself *itself
	var self itself
	self = &self
	circle := map[string]any{}
	circle["circle"] = circle
	for _, v := range []any{endless, self, circle, []any{endless}} {
		if _, err := Of(v); err == nil || !strings.Contains(err.Error(), errDepth.Error()) {
			t.Errorf("a cycle of %T: got error %v, want %v", v, err, errDepth)
		}
	}
	_, err := Of(circle)
	want := `cannot encode map[string]interface {}: circle.circle.circle.circle … 245 steps … circle.circle: ` + errDepth.Error()
	if err == nil || err.Error() != want {
		t.Errorf("the path of a cycle is told shortly: got error %v, want %s", err, want)
	}
}
