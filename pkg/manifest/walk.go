package manifest

import (
	"fmt"
	"slices"
	"strconv"
)

// Step is one step down a tree: into a field, or into an item of a list.
type Step struct {
	// Name is the field's name; unused for an item.
	Name string
	// Index is the item's position from 0; -1 for a field.
	Index int
}

func intoField(name string) Step { return Step{Name: name, Index: -1} }

func intoItem(i int) Step { return Step{Index: i} }

// Path leads from the top of a manifest to one value. The empty path is the top.
type Path []Step

// String is the path as field paths are written: spec.containers[0].name. A
// name that is not plain letters, digits, - and _ is quoted in brackets:
// metadata.labels["app.kubernetes.io/name"].
func (p Path) String() string {
	text := make([]byte, 0, 128) // as long as most are, so that only the string is allocated
	for _, step := range p {
		switch {
		case step.Index >= 0:
			text = append(strconv.AppendInt(append(text, '['), int64(step.Index), 10), ']')
		case !plainName(step.Name):
			text = append(strconv.AppendQuote(append(text, '['), step.Name), ']')
		default:
			if len(text) > 0 {
				text = append(text, '.')
			}
			text = append(text, step.Name...)
		}
	}
	return string(text)
}

func plainName(name string) bool {
	for _, r := range name {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_', r == '$':
		default:
			return false
		}
	}
	return name != ""
}

// Walk calls visit for the node and everything below it, parents first, in
// order. Where visit returns false, what is below that node is left out. The
// path is valid during the call only: slices.Clone it to keep it.
func (n *Node) Walk(visit func(path Path, n *Node) bool) {
	n.walk(make(Path, 0, 16), visit)
}

func (n *Node) walk(path Path, visit func(Path, *Node) bool) {
	if !visit(path, n) || n == nil {
		return
	}
	for i, sub := range n.subs {
		step := intoItem(i)
		if n.kind == KindMap {
			step = intoField(sub.Name)
		}
		sub.Value.walk(append(path, step), visit)
	}
}

// pathError is an error at a place in a value. The steps are kept from the
// bottom up, as the error climbs.
type pathError struct {
	steps []Step
	err   error
}

// under notes that an error happened below a step.
func under(step Step, err error) error {
	if at, ok := err.(*pathError); ok {
		at.steps = append(at.steps, step)
		return at
	}
	return &pathError{[]Step{step}, err}
}

// Error is the path and what is wrong there.
func (e *pathError) Error() string {
	path := Path(slices.Clone(e.steps))
	slices.Reverse(path)
	if len(path) <= longestPath {
		return path.String() + ": " + e.err.Error()
	}
	first, last := path[:4], path[len(path)-2:]
	between := len(path) - len(first) - len(last)
	return fmt.Sprintf("%s … %d steps … %s: %s", first, between, last, e.err)
}

// longestPath is how many steps of a path are told; of a longer one, as a cycle
// has it, the first and the last.
const longestPath = 30

// Unwrap is what is wrong.
func (e *pathError) Unwrap() error { return e.err }
