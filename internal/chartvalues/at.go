package chartvalues

import (
	"encoding/json"
	"strings"
	"testing"
)

// At is the value at a dotted path of values, as the JSON that the chart will
// see: nil, string, bool, float64, []any or map[string]any. A path that does
// not exist ends the test.
func At(t testing.TB, values any, path string) any {
	t.Helper()
	data, err := json.Marshal(values)
	if err != nil {
		t.Fatalf("cannot read the values: %v", err)
	}
	var at any
	if err := json.Unmarshal(data, &at); err != nil {
		t.Fatalf("cannot read the values: %v", err)
	}
	for key := range strings.SplitSeq(path, ".") {
		below, ok := at.(map[string]any)
		if !ok {
			t.Fatalf("%s: no map above %q", path, key)
		}
		if at, ok = below[key]; !ok {
			t.Fatalf("%s: no key %q", path, key)
		}
	}
	return at
}
