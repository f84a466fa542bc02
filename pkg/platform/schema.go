package platform

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"slices"
)

// The schema and docs/configuration.md are made from the types of this
// package; a test says when they are stale.
//go:generate go test -run ^TestGenerated -update .

// SchemaID is the address of the JSON Schema, for the modeline of an editor.
const SchemaID = "https://seamark.dev/schemas/v1alpha1/platform.json"

var (
	//go:embed schema.json
	schemaJSON []byte
	//go:embed starter.yaml
	starterYAML []byte
	//go:embed default.yaml
	defaultYAML []byte
)

// Schema is the JSON Schema (draft 2020-12) of the configuration. It knows
// structure, types, enumerations and patterns; what needs more than one field
// to judge only Validate knows.
func Schema() []byte { return DatabaseEngines().Schema() }

// Schema is the function Schema for the engines of the table.
func (t DatabaseTable) Schema() []byte {
	return bytes.Replace(schemaJSON, DatabaseEngines().enum(), t.enum(), 1)
}

// enum is the list of the engines as it stands in the schema.
func (t DatabaseTable) enum() []byte {
	list, _ := json.MarshalIndent(t.names(), "      ", "  ") // of strings it never fails
	return list
}

// Starter is a commented configuration to begin with: it loads as it stands,
// and shows every other option with its default.
func Starter() []byte { return slices.Clone(starterYAML) }

// Default is the configuration that is rendered when none is given; the
// repository holds the same bytes as platform.yaml.
func Default() []byte { return slices.Clone(defaultYAML) }
