package recovery

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/manifest"
)

// text is a file, and what is to be put into it.
type text struct {
	lines      []string // with their ends
	end        string   // of a line
	insertions []insertion
}

func newText(data []byte) *text {
	t := &text{lines: strings.SplitAfter(string(data), "\n"), end: "\n"}
	if last := len(t.lines) - 1; t.lines[last] == "" {
		t.lines = t.lines[:last]
	}
	if len(t.lines) > 0 && strings.HasSuffix(t.lines[0], "\r\n") {
		t.end = "\r\n"
	}
	return t
}

// bytes is the file with everything put in. What goes to the same place keeps
// its order.
func (t *text) bytes() []byte {
	slices.SortStableFunc(t.insertions, byPlace)
	var b strings.Builder
	rest := t.insertions
	for i, line := range t.lines {
		runes, at := []rune(line), 0
		for len(rest) > 0 && rest[0].line == i {
			column := min(rest[0].column, len(runes))
			b.WriteString(string(runes[at:column]) + rest[0].text)
			at, rest = column, rest[1:]
		}
		b.WriteString(string(runes[at:]))
	}
	for i, in := range rest { // behind the last line
		if last := len(t.lines) - 1; i == 0 && last >= 0 && !strings.HasSuffix(t.lines[last], "\n") {
			b.WriteString(t.end)
		}
		b.WriteString(in.text)
	}
	return []byte(b.String())
}

// into puts a branch below a node. It is false where the node has no place for
// it: an alias belongs to others too.
func (t *text) into(n *yaml.Node, want *branch) bool {
	added := &branch{}
	for i, s := range want.steps {
		below := want.fields[i]
		switch value := child(n, s); {
		case value == nil && n.Kind == yaml.MappingNode:
			added.steps, added.fields = append(added.steps, s), append(added.fields, below)
		case value == nil, value.Kind == yaml.ScalarNode && !t.fill(n, s, value, below):
			return false
		case value.Kind != yaml.ScalarNode && !t.into(value, below):
			return false
		}
	}
	return len(added.steps) == 0 || t.add(n, added)
}

// child is what stands below a node; nil if nothing does.
func child(n *yaml.Node, s manifest.Step) *yaml.Node {
	if n.Kind == yaml.SequenceNode && s.Index >= 0 && s.Index < len(n.Content) {
		return n.Content[s.Index]
	}
	return field(n, s.Name)
}

// fill puts a branch where a field is written and holds nothing.
func (t *text) fill(parent *yaml.Node, s manifest.Step, null *yaml.Node, want *branch) bool {
	if parent.Kind != yaml.MappingNode || parent.Style&yaml.FlowStyle != 0 || null.Value != "" || null.Style != 0 || null.Anchor != "" {
		return false
	}
	for i := 0; i+1 < len(parent.Content); i += 2 {
		if key := parent.Content[i]; key.Value == s.Name {
			t.insertions = append(t.insertions, insertion{line: key.Line, text: t.block(want, key.Column-1+step)})
			return true
		}
	}
	return false
}

// step is how far a block is indented.
const step = 2

// add puts new fields into a mapping.
func (t *text) add(n *yaml.Node, want *branch) bool {
	if n.Style&yaml.FlowStyle != 0 || len(n.Content) == 0 {
		return t.addFlow(n, want)
	}
	indent := n.Content[0].Column - 1
	t.insertions = append(t.insertions, insertion{line: t.after(n, indent), text: t.block(want, indent)})
	return true
}

func (t *text) addFlow(n *yaml.Node, want *branch) bool {
	line := []rune(t.lines[n.Line-1])
	brace := slices.Index(line[n.Column-1:], '{') // behind an anchor or a tag
	if brace < 0 {
		return false
	}
	quote := ""
	if len(n.Content) > 0 && n.Content[0].Style&yaml.DoubleQuotedStyle != 0 {
		quote = `"` // JSON
	}
	text := strings.TrimSuffix(strings.TrimPrefix(flow(want, quote), "{"), "}")
	if len(n.Content) > 0 {
		text += ", "
	}
	t.insertions = append(t.insertions, insertion{line: n.Line - 1, column: n.Column + brace, text: text})
	return true
}

// flow is a branch on one line.
func flow(b *branch, quote string) string {
	if len(b.steps) == 0 {
		return quote + b.value + quote
	}
	var fields []string
	for i, s := range b.steps {
		fields = append(fields, quote+s.Name+quote+": "+flow(b.fields[i], quote))
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// block is a branch on lines of its own.
func (t *text) block(b *branch, indent int) string {
	text := ""
	for i, s := range b.steps {
		text += strings.Repeat(" ", indent) + s.Name + ":"
		if below := b.fields[i]; len(below.steps) > 0 {
			text += t.end + t.block(below, indent+step)
		} else {
			text += " " + below.value + t.end
		}
	}
	return text
}

// after is the line behind a block mapping: behind all that its last field
// holds, and before the blank lines and comments that follow it.
func (t *text) after(n *yaml.Node, indent int) int {
	last := n.Content[len(n.Content)-1]
	end := max(n.Content[len(n.Content)-2].Line, deepest(last))
	for i := end; i < len(t.lines); i++ {
		line := strings.TrimRight(t.lines[i], " \r\n")
		content := strings.TrimLeft(line, " ")
		inside := len(line)-len(content) > indent || strings.HasPrefix(content, "}") || strings.HasPrefix(content, "]")
		if content != "" && !inside {
			break
		}
		if content != "" {
			end = i + 1
		}
	}
	return end
}

// deepest is the last line that a node or one below it begins on.
func deepest(n *yaml.Node) int {
	line := n.Line
	for _, below := range n.Content {
		line = max(line, deepest(below))
	}
	return line
}
