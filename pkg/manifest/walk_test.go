package manifest

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const walked = `{"metadata":{"labels":{"app.kubernetes.io/name":"web","":"x"}},"spec":{"containers":[{"name":"a"},{"name":"b"}]},"$patch":"x"}`

func TestWalk(t *testing.T) {
	var got []string
	parse(t, walked).Walk(func(path Path, n *Node) bool {
		got = append(got, path.String()+" "+n.Text())
		return path.String() != "spec.containers[0]"
	})
	want := []string{
		" ", "metadata ", "metadata.labels ", `metadata.labels["app.kubernetes.io/name"] web`, `metadata.labels[""] x`,
		"spec ", "spec.containers ", "spec.containers[0] ", "spec.containers[1] ", "spec.containers[1].name b", "$patch x",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("parents come first, in order, and nothing below a refusal (-want +got):\n%s", diff)
	}
}

func TestGet(t *testing.T) {
	cases := map[string]struct {
		reason, path, want string
		ok                 bool
	}{
		"item":         {"an index names an item", "spec/containers/1/name", "b", true},
		"missing":      {"a name that is not there", "spec/volumes", "", false},
		"beyond":       {"an index beyond the end", "spec/containers/2", "", false},
		"negative":     {"an index before the start", "spec/containers/-1", "", false},
		"not an index": {"a name in a list", "spec/containers/name", "", false},
		"below scalar": {"nothing is below a scalar", "$patch/0", "", false},
	}
	n := parse(t, walked)
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, ok := n.Get(strings.Split(tc.path, "/")...)
			if got.Text() != tc.want || ok != tc.ok {
				t.Errorf("%s: Get(%s) is %q, %v, want %q, %v", tc.reason, tc.path, got.Text(), ok, tc.want, tc.ok)
			}
		})
	}
	if got, ok := n.Get(); got != n || !ok {
		t.Error("an empty path is not the node itself")
	}
}

func TestAccessors(t *testing.T) {
	list := List(Bool(true), Float(1.5), nil)
	var kinds []Kind
	for _, item := range list.Items() {
		kinds = append(kinds, item.Kind())
	}
	if diff := cmp.Diff([]Kind{KindBool, KindNumber, KindNull}, kinds); diff != "" {
		t.Errorf("the items of a list (-want +got):\n%s", diff)
	}
	for range String("x").Items() {
		t.Error("a string has an item")
	}
	if list.Fields() != nil || len(Map(Field{"a", nil}).Fields()) != 1 {
		t.Error("a list has fields, or a map has none")
	}
	for _, other := range []*Node{List(), List(Bool(true), Float(1.5), Bool(false)), Map(), nil} {
		if list.Equal(other) {
			t.Errorf("%s equals %s", list.AppendJSON(nil), other.AppendJSON(nil))
		}
	}
	if none := (*Node)(nil); !none.Equal(Null()) || string(none.YAML()) != "null\n" || string(none.AppendJSON(nil)) != "null" {
		t.Error("nil is not null")
	}
	if !Float(math.NaN()).Equal(Null()) {
		t.Error("NaN is not null")
	}
}

// TestConcurrent encodes the same objects at once: all get the same bytes,
// whoever was first to work out the plans of their types.
func TestConcurrent(t *testing.T) {
	plans.Clear()
	texts := make([]string, 8)
	var group sync.WaitGroup
	for i := range texts {
		group.Go(func() {
			for _, object := range objects() {
				if n, err := Of(object); err == nil {
					texts[i] += string(n.YAML())
				}
			}
		})
	}
	group.Wait()
	if slices.Sort(texts); texts[0] == "" || texts[0] != texts[len(texts)-1] {
		t.Error("the same objects give different text")
	}
}
