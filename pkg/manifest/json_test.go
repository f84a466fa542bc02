package manifest

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseJSON(t *testing.T) {
	cases := map[string]struct{ reason, in, want string }{
		"order":      {"keys keep their order", ` {"z": 1, "a" : {"y":[ ], "b": { } } } `, `{"z":1,"a":{"y":[],"b":{}}}`},
		"scalars":    {"every scalar", `[null,true,false,0,-1,"a"]`, `[null,true,false,0,-1,"a"]`},
		"big":        {"whole numbers keep every digit", `[18446744073709551615,9007199254740993,100000000000000000001]`, `[18446744073709551615,9007199254740993,100000000000000000001]`},
		"floats":     {"others are written as short as they are exact", `[1.50,1.0,1E3,0.1e-9,1e300]`, `[1.5,1,1000,1.0e-10,1.0e+300]`},
		"escapes":    {"escapes are resolved and only the needed ones written", `"\u00e9\/\n\t\u0001\u2028<&>\"\\"`, `"é/\n\t\u0001\u2028<&>\"\\"`},
		"surrogates": {"half a pair is no character", `"\ud83d\ude00\ud800"`, "\"😀\ufffd\""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			n := parse(t, tc.in)
			if diff := cmp.Diff(tc.want, string(n.AppendJSON(nil))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
			mustMeanTheSame(t, n)
		})
	}
}

func TestParseJSONErrors(t *testing.T) {
	cases := map[string]struct{ reason, in, want string }{
		"nothing":   {"no value", "", "cannot read JSON: unexpected end of JSON input"},
		"syntax":    {"not JSON", `{"a":}`, "cannot read JSON: invalid character '}' looking for beginning of value"},
		"two":       {"one value, not two", `1 2`, "cannot read JSON: invalid character '2' after top-level value"},
		"duplicate": {"readers of YAML refuse it, or take either", `{"a":[{"b":1,"b":2}]}`, "cannot read JSON: a[0].b: key is given twice"},
		"huge":      {"a float64 ends at 1.8e308", `{"a":1e999}`, "cannot read JSON: a: number does not fit a 64-bit float"},
		"long":      {"so many digits are read as a string", `[` + strings.Repeat("9", 400) + `]`, "cannot read JSON: [0]: number does not fit a 64-bit float"},
		"encoding":  {"broken UTF-8", "\"\xff\"", "cannot read JSON: not valid UTF-8"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := ParseJSON([]byte(tc.in))
			if err == nil || err.Error() != tc.want {
				t.Errorf("%s: got error %v, want %s", tc.reason, err, tc.want)
			}
		})
	}
	deep := strings.Repeat("[", maxDepth+2) + strings.Repeat("]", maxDepth+2)
	if _, err := ParseJSON([]byte(deep)); !errors.Is(err, errDepth) {
		t.Errorf("deep nesting: got error %v, want %v", err, errDepth)
	}
}

func FuzzParseJSON(f *testing.F) {
	for _, s := range []string{`{"a":1,"b":[true,null,"x\n\u0000"]}`, `{"a":1,"a":2}`, `1e400`, `-0`, `-0.0`, `1.7e-320`, `1E21`, `"\ud800"`, "[]", ` { } `, `{"":""}`, "\"\x7f\""} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := ParseJSON(data)
		if err != nil {
			known := errors.Is(err, errDepth) || errors.Is(err, errNumber) || errors.Is(err, errUTF8) || errors.Is(err, errTwice)
			if json.Valid(data) && !known {
				t.Errorf("refuses valid JSON: %v", err)
			}
			return
		}
		var want, got any
		if err := json.Unmarshal(data, &want); err != nil {
			t.Fatalf("accepts what encoding/json refuses: %v", err)
		}
		text := n.AppendJSON(nil)
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatalf("writes what encoding/json refuses: %v", err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("reads something else (-want +got):\n%s", diff)
		}
		again, err := ParseJSON(text)
		if err != nil || !again.Equal(n) || !bytes.Equal(again.AppendJSON(nil), text) {
			t.Errorf("%s reads back as %s, %v", text, again.AppendJSON(nil), err)
		}
		mustMeanTheSame(t, n)
	})
}
