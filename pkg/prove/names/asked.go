package names

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// askedNames finds Secrets that a person should create and nobody can create:
// names that Kubernetes refuses, and what would make another command of the one
// that creates them.
func (c *checker) askedNames() diag.List {
	var findings diag.List
	for at := range model.Components(c.Units) {
		for i, s := range at.Component.Secrets {
			a := asked{secret: s, where: at.Component.Source, field: manifest.Fields("secrets").Item(i)}
			a.names()
			for j, key := range s.Keys {
				a.key(a.field.Field("keys").Item(j), key)
			}
			findings = append(findings, a.findings...)
		}
	}
	return findings
}

// asked is a Secret that a person creates, with what is wrong about it.
type asked struct {
	secret   model.Secret
	where    diag.Where
	field    manifest.Path
	findings diag.List
}

func (a *asked) add(code diag.Code, path manifest.Path, value, what string, refusals []string) {
	if len(refusals) > 0 {
		a.findings.Add(diag.Finding{
			Code: code, Where: a.where, Value: value, Message: what + " " + must(refusals[0]),
			Subject: diag.Subject{Object: a.secret.Ref().String(), Path: path.String(), File: "SECRETS.md"},
		})
	}
}

func (a *asked) names() {
	const code = "names-illegal"
	s := a.secret
	a.add(code, a.field.Field("namespace"), s.Namespace, "the name of a namespace", validation.IsDNS1123Label(s.Namespace))
	a.add(code, a.field.Field("name"), s.Name, "the name of a Secret", validation.IsDNS1123Subdomain(s.Name))
	if s.Type != "" {
		a.add(code, a.field.Field("type"), s.Type, "the type of a Secret", validation.IsQualifiedName(s.Type))
	}
	for _, name := range slices.Sorted(maps.Keys(s.Labels)) {
		label := a.field.Field("labels").Field(name)
		a.add(code, label, name, "a key in labels", validation.IsQualifiedName(name))
		a.add(code, label, s.Labels[name], "a label", validation.IsValidLabelValue(s.Labels[name]))
	}
}

// variable is the name of a variable in a shell.
var variable = regexp.MustCompile(`^[A-Za-z_][0-9A-Za-z_]*$`)

func (a *asked) key(at manifest.Path, key model.SecretKey) {
	a.add("names-illegal", at.Field("key"), key.Key, "a key", validation.IsConfigMapKey(key.Key))
	a.shell(at, key.Inputs, key.Format)
	if key.Less != nil {
		a.shell(at.Field("less"), key.Less.Inputs, key.Less.Format)
	}
}

// shell is what stands in the command.
func (a *asked) shell(at manifest.Path, inputs []string, format string) {
	const code = "names-shell"
	for i, input := range inputs {
		if !variable.MatchString(input) {
			a.add(code, at.Field("inputs").Item(i), input, "an input",
				[]string{"must be the name of a shell variable: letters, digits and underscores, no digit first"})
		}
	}
	if strings.ContainsAny(format, "'\n\r\x00") {
		a.add(code, at.Field("format"), format, "a format", []string{"must be one line without apostrophes"})
	}
}
