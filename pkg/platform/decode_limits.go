package platform

import (
	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// about is what a finding is about: the same node may stand in many places.
type about struct {
	node *yaml.Node
	code diag.Code
}

// Limits against documents that are small on disk and huge in memory: an alias
// may repeat a node, but not without end.
const (
	maxDepth     = 100
	freeVisits   = 50_000
	visitsByNode = 10
)

// report adds a finding about a node, once however often aliases repeat it,
// and marks its field as not read.
func (d *decoder) report(code diag.Code, n *yaml.Node, at manifest.Path, value, message, remedy string) {
	d.mistaken[at.String()] = true
	d.tell(n, at, diag.Finding{Code: code, Value: value, Message: message, Remedy: remedy})
}

// tell adds a finding about a node, once however often it is read.
func (d *decoder) tell(n *yaml.Node, at manifest.Path, f diag.Finding) {
	if d.reported[about{n, f.Code}] {
		return
	}
	d.reported[about{n, f.Code}] = true
	f.Where = diag.Where{File: d.file, Line: n.Line, Path: shorten(at.String())}
	d.findings.Add(f)
}

// enter counts a visit and follows aliases. It is nil when a limit is
// reached, which is reported once; leave must follow otherwise.
func (d *decoder) enter(n *yaml.Node, at manifest.Path) *yaml.Node {
	d.budget--
	switch {
	case d.stopped:
		return nil
	case d.budget < 0:
		d.stopped = true
		d.report("config-too-large", n, at, "", "the aliases in this document expand to too much", "write less of it by alias")
		return nil
	case d.depth >= maxDepth:
		d.stopped = true
		d.report("config-too-deep", n, at, "", "is nested too deeply, or contains itself by alias", "")
		return nil
	}
	d.depth++
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

func (d *decoder) leave() { d.depth-- }

// count is the number of nodes as written, aliases unexpanded.
func count(n *yaml.Node) int {
	total := 1
	for _, child := range n.Content {
		total += count(child)
	}
	return total
}
