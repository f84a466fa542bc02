package platform

import (
	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

const changesNothing diag.Code = "config-changes-nothing"

// nothing reports a null: the field has its default all the same. It is an error
// where somebody meant to take something away. Among Helm values null means
// something, and there a value has another reader.
func (d *decoder) nothing(n *yaml.Node, at manifest.Path) {
	of, last := "", ""
	if i := len(at) - 1; i > 0 {
		of, last = at[i-1].Name, at[i].Name
	}
	const without = "leave the field out; to do without it, render with a Go program: components.Standard().Without("
	switch {
	case last == "demo":
		d.report(changesNothing, n, at, "", "null changes nothing: the demo is delivered all the same", without+`"demo", "gateway")`)
	case of == "overrides":
		d.report(changesNothing, n, at, "", "null changes nothing: the release is delivered all the same", without+"COMPONENT)")
	case of == "databases":
		d.report(changesNothing, n, at, "", "null changes nothing: it takes no database away, and says nothing of one", "write what the database is to be, or leave it out: {} has all defaults")
	default:
		d.tell(n, at, diag.Finding{
			Code: changesNothing, Severity: diag.Warning,
			Message: "null changes nothing: the field has its default", Remedy: "leave the field out, or write a value",
		})
	}
}

// noDatabases reports an empty mapping of databases.
func (d *decoder) noDatabases(n *yaml.Node, at manifest.Path) {
	if n.Kind == yaml.MappingNode && len(at) > 0 && at[len(at)-1].Name == "databases" {
		d.report(changesNothing, n, at, "{}", "an empty mapping takes no database away: the demo needs adservice and cartservice, which are always there",
			"leave the field out, or name databases of your own beside them")
	}
}
