package platform

import (
	"slices"

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
	ofEnvironment := of == "" || slices.Equal(at[:max(0, len(at)-1)], defaultsField())
	const without = "leave the field out; to do without it, write components: {"
	switch {
	case of == "components":
		d.report(changesNothing, n, at, "", "null changes nothing: the component is delivered all the same", "write false to do without it, or leave it out")
	case ofEnvironment && last == demoComponent:
		d.report(changesNothing, n, at, "", "null changes nothing: the demo is delivered all the same", without+"demo: false, gateway: false}")
	case of == "overrides":
		d.report(changesNothing, n, at, "", "null changes nothing: the release is delivered all the same", without+"NAME: false} with the component's name")
	case ofEnvironment && last == "databases":
		d.report(changesNothing, n, at, "", "null changes nothing: it takes no database away", "leave the field out; to have no databases, write databases: {} and components: {demo: false, gateway: false}")
	case of == "databases":
		d.report(changesNothing, n, at, "", "null changes nothing: it takes no database away, and says nothing of one", "write what the database is to be, or leave it out: {} has all defaults")
	default:
		d.tell(n, at, diag.Finding{
			Code: changesNothing, Severity: diag.Warning,
			Message: "null changes nothing: the field has its default", Remedy: "leave the field out, or write a value",
		})
	}
}
