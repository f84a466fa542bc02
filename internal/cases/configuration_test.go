package cases

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
)

// change is something written into the default configuration.
type change struct {
	Set   string    // a field of spec, or of the environment
	To    yaml.Node // its value
	Code  diag.Code // of what is found in it
	Hides string    // may not be printed
}

// configured are the mistakes in the rest of the configuration.
func configured(t *testing.T) kind {
	t.Helper()
	var changes []change
	decode(t, "testdata/configuration.yaml", &changes)
	k := kind{name: "configuration"}
	for _, c := range changes {
		e := example{name: c.Set + ": " + oneLine(t, &c.To), configuration: c.made(t), right: c.found}
		if c.Hides != "" {
			e.secrets = []string{c.Hides}
		}
		k.cases = append(k.cases, e)
	}
	return k
}

// found tells whether the finding is there, with the line.
func (c change) found(list diag.List) bool {
	for _, f := range list {
		if f.Code == c.Code && f.Where.Line > 0 && strings.HasPrefix(f.Where.Path, "spec."+c.Set) {
			return true
		}
	}
	return false
}

// made is the default configuration with the change.
func (c change) made(t *testing.T) string {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal(platform.Default(), &document); err != nil {
		t.Fatal(err)
	}
	at := field(document.Content[0], "spec")
	name, inEnvironment := strings.CutPrefix(c.Set, "environments[0].")
	if inEnvironment {
		at = field(at, "environments").Content[0]
	}
	if value := field(at, name); value != nil {
		*value = c.To
	} else {
		at.Content = append(at.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: name}, &c.To)
	}
	out, err := yaml.Marshal(&document)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// field is the value of a key of a mapping; nil if it has none.
func field(n *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}
