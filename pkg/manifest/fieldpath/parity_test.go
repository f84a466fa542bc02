package fieldpath

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	upstream "github.com/crossplane/crossplane-runtime/v2/pkg/fieldpath"
	"github.com/google/go-cmp/cmp"
	k8sjson "k8s.io/apimachinery/pkg/util/json"

	"seamark.dev/seamark/pkg/manifest"
)

// paths are what people write, and what they mistype.
var paths = []string{
	"", "metadata.name", "spec.rule[0].value", "data[ca.crt]", "data['ca.crt']", `data["ca.crt"]`,
	"metadata.annotations[crossplane.io/external-name]", "a[0][8]", "[42]", "a[0]b", "a['0']", "a[00]", "a[+1]", "a[-1]",
	"a[4294967295]", "a[4294967296]", "a[1024]", "a[1025]", "a[*]", "a[*].b[*]", "*", "*.b", "ä.ö[ü]", "a.日本[語]", "\xff.a[\xff]",
	".a", "a.", "a..b", "a.[0]", "a[", "a[]", "a]", "a[0]]", "a[[0]]", "a[b[0]", "'a'.b", "a[']", "a['x]y']", "a.b.", "[0].a", ".", "]", "a[ ]",
}

const document = `{"a":[{"b":[1,null,{"c":"x"}]},null,[[0]],"s"],"b":{"0":1,"*":2,"ca.crt":"x","ü":{}},"n":null,"metadata":{"name":"y"}}`

// TestParity holds paths and documents of a small alphabet against Crossplane's
// own reading: most faults show in short ones.
func TestParity(t *testing.T) {
	for _, path := range paths {
		parity(t, path, document)
	}
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"a", "b", "ab", ".", ".", "[", "]", "[0]", "[1]", "[*]", "*", "'", `"`, "é", "[b.a]", "['0']", "1024", "2000", "\xff", " "}
	for range 20000 {
		var path strings.Builder
		for range random.IntN(7) {
			path.WriteString(pieces[random.IntN(len(pieces))])
		}
		data, err := json.Marshal(map[string]any{"a": randomValue(random, 4), "b": randomValue(random, 4)})
		if err != nil {
			t.Fatal(err)
		}
		parity(t, path.String(), string(data))
	}
}

func randomValue(random *rand.Rand, depth int) any {
	switch kind := random.IntN(6); {
	case depth == 0 || kind == 0:
		return []any{nil, "x", 1.0, true}[random.IntN(4)]
	case kind < 3:
		list := make([]any, random.IntN(3))
		for i := range list {
			list[i] = randomValue(random, depth-1)
		}
		return list
	}
	fields := map[string]any{}
	for range random.IntN(4) {
		fields[[]string{"a", "b", "ab", "0", "b.a", "é"}[random.IntN(6)]] = randomValue(random, depth-1)
	}
	return fields
}

func FuzzParity(f *testing.F) {
	for _, path := range paths {
		f.Add(path, document)
	}
	f.Fuzz(parity)
}

// parity proves that a path has the same steps here and in Crossplane, or is
// refused by both; that it finds the same value and the same fields by its
// wildcards, and that a document is the same after a value has been written.
func parity(t *testing.T, path, document string) {
	t.Helper()
	steps, err := Parse(path)
	segments, upstreamErr := upstream.Parse(path)
	if (err == nil) != (upstreamErr == nil) {
		t.Fatalf("%q: got %v, %v, Crossplane says %v, %v", path, steps, err, segments, upstreamErr)
	}
	if err != nil {
		return
	}
	if diff := cmp.Diff(stepsOf(segments), steps); diff != "" {
		t.Fatalf("%q (-Crossplane +got):\n%s", path, diff)
	}
	n, nodeErr := manifest.ParseJSON([]byte(document))
	var object map[string]any
	jsonErr := k8sjson.Unmarshal([]byte(document), &object)
	if nodeErr != nil || jsonErr != nil || n.Kind() != manifest.KindMap || len(steps) == 0 || !utf8.ValidString(path) {
		return
	}
	checkGet(t, path, steps, n, object)
	if expandable(document) {
		checkExpand(t, path, steps, n, object)
	}
	checkSet(t, path, steps, n, object)
}

// expandable tells whether Crossplane can expand wildcards in a document: a field
// named * sends it round in circles, and it does not find a name in quotes.
func expandable(document string) bool { return !strings.ContainsAny(document, `*'\`) }

func stepsOf(segments upstream.Segments) manifest.Path {
	steps := manifest.Path{}
	for _, s := range segments {
		if s.Type == upstream.SegmentIndex {
			steps = append(steps, manifest.Step{Index: int(s.Index)})
		} else {
			steps = append(steps, manifest.Step{Name: s.Field, Index: -1})
		}
	}
	return steps
}

func checkGet(t *testing.T, path string, steps manifest.Path, n *manifest.Node, object map[string]any) {
	t.Helper()
	want, err := upstream.Pave(object).GetValue(path)
	got, ok := n.At(steps)
	if ok != (err == nil) {
		t.Fatalf("%q in %s: found %v, Crossplane says %v", path, n.AppendJSON(nil), ok, err)
	}
	if ok {
		equal(t, path, want, got)
	}
}

func checkExpand(t *testing.T, path string, steps manifest.Path, n *manifest.Node, object map[string]any) {
	t.Helper()
	expanded, err := upstream.Pave(object).ExpandWildcards(path)
	if err != nil {
		expanded = nil
	}
	want, got := []string{}, []string{}
	for _, p := range expanded {
		again, err := upstream.Parse(p)
		if err != nil {
			return // a name that Crossplane writes without brackets
		}
		want = append(want, stepsOf(again).String())
	}
	for _, p := range Expand(n, steps) {
		got = append(got, p.String())
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%q in %s (-Crossplane +got):\n%s", path, n.AppendJSON(nil), diff)
	}
}

// checkSet changes the object.
func checkSet(t *testing.T, path string, steps manifest.Path, n *manifest.Node, object map[string]any) {
	t.Helper()
	got, ok := n.With(steps, manifest.String("here"))
	upstreamErr := upstream.Pave(object).SetValue(path, "here")
	if ok != (upstreamErr == nil) {
		t.Fatalf("%q in %s: written %v, Crossplane says %v", path, n.AppendJSON(nil), ok, upstreamErr)
	}
	if ok {
		equal(t, path, object, got)
	}
}

func equal(t *testing.T, path string, want any, got *manifest.Node) {
	t.Helper()
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var a, b any
	if json.Unmarshal(data, &a) != nil || json.Unmarshal(got.AppendJSON(nil), &b) != nil {
		return // a number beyond float64
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Fatalf("%q (-Crossplane +got):\n%s", path, diff)
	}
}
