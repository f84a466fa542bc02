package charts

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/assets"
	"seamark.dev/seamark/pkg/manifest"
)

// deepest is the depth down to which values are changed.
const deepest = 6

// mutation is one mistake in the default values of a chart.
type mutation struct {
	kind  string // typo, type or level
	depth int
	path  []string
	value *manifest.Node
}

// recall counts the mistakes of a kind at a depth.
type recall struct{ found, all int }

func (r recall) String() string {
	return fmt.Sprintf("%5d of %5d (%.1f %%)", r.found, r.all, 100*float64(r.found)/float64(max(r.all, 1)))
}

// TestMutations makes one mistake after the other in the default values of
// every chart, and counts those that the contracts find:
//
//	go test ./pkg/charts -run TestMutations -v
func TestMutations(t *testing.T) {
	dir := assets.Charts(t, "how many mistakes in values the contracts find")
	counts := map[string]*recall{}
	for _, chart := range slices.Sorted(maps.Keys(contracts())) {
		c, _ := ContractOf(Chart{Name: chart})
		for _, m := range mutations(defaults(t, filepath.Join(dir, chart+"-"+c.Version))) {
			if chart == "loki" && m.path[0] == "loki" && slices.Contains(lokiBlocks, m.path[min(1, len(m.path)-1)]) {
				continue
			}
			at := fmt.Sprintf("%s %d", m.kind, m.depth)
			if counts[at] == nil {
				counts[at] = &recall{}
			}
			counts[at].all++
			if len(c.Check(nested(m.path, m.value))) > 0 {
				counts[at].found++
			} else {
				t.Logf("not found: %s: %s: %s", m.kind, chart, strings.Join(m.path, "."))
			}
		}
	}
	for _, at := range slices.Sorted(maps.Keys(counts)) {
		count := *counts[at]
		t.Logf("%-8s %s", at, count)
		kind, _, _ := strings.Cut(at, " ")
		if 1000*count.found < leastFound[kind]*count.all {
			t.Errorf("%s: %s, want %d of 1000 at least", at, count, leastFound[kind])
		}
	}
	if len(counts) < 3*deepest-1 { // nothing is moved above the top
		t.Errorf("mistakes were made at %d kinds and depths only", len(counts))
	}
}

// mutations are the mistakes in values: each key misspelt, each value of a wrong
// type, each key one level too high.
func mutations(values *manifest.Node) []mutation {
	var all []mutation
	var walk func(n, above *manifest.Node, path []string)
	walk = func(n, above *manifest.Node, path []string) {
		for i, f := range n.Fields() {
			here := append(slices.Clone(path), f.Name)
			if len(here) > deepest {
				return
			}
			if !named(path) {
				if wrong := misspelt(f.Name, i); wrong != "" && n.Len() > 0 && !has(n, wrong) {
					all = append(all, mutation{"typo", len(here), append(slices.Clone(path), wrong), f.Value})
				}
				if len(path) > 0 && !has(above, f.Name) {
					all = append(all, mutation{"level", len(here), append(slices.Clone(path[:len(path)-1]), f.Name), f.Value})
				}
				if wrong := mistyped(f.Value); wrong != nil {
					all = append(all, mutation{"type", len(here), here, wrong})
				}
			}
			walk(f.Value, n, here)
		}
	}
	walk(values, nil, nil)
	return all
}

func has(n *manifest.Node, name string) bool {
	_, ok := n.Get(name)
	return ok
}

// misspelt is a name with one slip, another for each place; empty if the name is
// too short for one.
func misspelt(name string, place int) string {
	if len(name) < 3 {
		return ""
	}
	middle := len(name) / 2
	switch place % 4 {
	case 0: // a letter is left out
		return name[:middle] + name[middle+1:]
	case 1: // a letter comes twice
		return name[:middle] + name[middle-1:]
	case 2: // two letters change places
		if name[middle] != name[middle-1] {
			return name[:middle-1] + string(name[middle]) + string(name[middle-1]) + name[middle+1:]
		}
	}
	return name + "s"
}

// mistyped is a value of another type; nil if the default tells too little.
func mistyped(value *manifest.Node) *manifest.Node {
	some := manifest.Map(manifest.Field{Name: "some", Value: manifest.String("thing")})
	switch value.Kind() {
	case manifest.KindBool, manifest.KindNumber:
		return manifest.String("many")
	case manifest.KindString:
		if value.Text() != "" {
			return some
		}
	case manifest.KindList:
		return some
	case manifest.KindMap:
		return manifest.String("text")
	}
	return nil
}

// nested is a value at a path.
func nested(path []string, value *manifest.Node) *manifest.Node {
	for _, name := range slices.Backward(path) {
		value = manifest.Map(manifest.Field{Name: name, Value: value})
	}
	return value
}

// defaults are the default values of a chart with those of its subcharts.
func defaults(t *testing.T, dir string) *manifest.Node {
	t.Helper()
	all := manifest.Map()
	data, err := os.ReadFile(filepath.Join(dir, "values.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var own any
	if err := yaml.Unmarshal(data, &own); err != nil {
		t.Fatal(err)
	}
	subcharts, _ := filepath.Glob(filepath.Join(dir, "charts", "*", "values.yaml"))
	for _, file := range subcharts {
		sub := filepath.Dir(file)
		all = manifest.Merge(all, nested([]string{filepath.Base(sub)}, defaults(t, sub)))
	}
	if own == nil {
		return all
	}
	return manifest.Merge(all, node(t, own))
}

// named tells whether the keys of a map are names that the user gives.
// A dot may stand within them.
func named(path []string) bool {
	return len(path) > 0 && slices.Contains(userNames, path[len(path)-1])
}

// userNames are the maps whose keys are names that the user gives.
var userNames = []string{
	"annotations", "labels", "podAnnotations", "podLabels", "nodeSelector", "matchLabels", "env",
}

// lokiBlocks become Loki's own configuration, which package languages reads by
// what Loki says.
var lokiBlocks = []string{
	"analytics", "bloom_build", "bloom_gateway", "compactor", "distributor", "frontend", "frontend_worker", "index_gateway", "ingester",
	"ingester_client", "limits_config", "pattern_ingester", "querier", "query_range", "query_scheduler", "server", "storage_config", "tracing",
}

// leastFound is how many of 1000 mistakes of a kind are found at each depth: what
// is reached, so that it does not fall.
var leastFound = map[string]int{"typo": 990, "type": 910, "level": 860}
