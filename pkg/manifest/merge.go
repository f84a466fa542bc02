package manifest

import "slices"

// Merge is base with over laid upon it, as Helm lays one values file over
// another: maps merge deeply, lists and scalars are replaced. A null in over
// replaces as well and stays, for it tells Helm to remove the key, also from
// the chart's own defaults. Keys keep the order of base; new ones follow in the
// order of over. Neither input changes; the result may share nodes with both.
//
// A nil or null over leaves base as it is.
func Merge(base, over *Node) *Node {
	if over.Kind() == KindNull {
		return base
	}
	return lay(base, over)
}

func lay(base, over *Node) *Node {
	if base.Kind() != KindMap || over.Kind() != KindMap {
		return over
	}
	merged := make([]Field, 0, len(base.subs)+len(over.subs))
	seen := positions(over.subs)
	known := make([]bool, len(over.subs)) // fields of over that base has too
	for _, f := range base.subs {
		if i := seen(f.Name); i >= 0 {
			known[i] = true
			f.Value = lay(f.Value, over.subs[i].Value)
		}
		merged = append(merged, f)
	}
	for i, f := range over.subs {
		if !known[i] {
			merged = append(merged, f)
		}
	}
	return &Node{kind: KindMap, subs: merged}
}

// positions finds fields by name: by looking through a few, by a map of many.
func positions(fields []Field) func(name string) int {
	const few = 12
	if len(fields) <= few {
		return func(name string) int {
			return slices.IndexFunc(fields, func(f Field) bool { return f.Name == name })
		}
	}
	index := make(map[string]int, len(fields))
	for i, f := range fields {
		index[f.Name] = i
	}
	return func(name string) int {
		if i, ok := index[name]; ok {
			return i
		}
		return -1
	}
}
