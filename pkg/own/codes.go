package own

import "seamark.dev/seamark/pkg/diag"

// Codes document what reading files of the user's finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "own-duplicate", Meaning: "Two files of your own would become one object."},
		{Code: "own-file", Meaning: "A file of your own that cannot be read: it is not there, leads out of the folder of the configuration, is too large, or is of another kind."},
		{Code: "own-syntax", Meaning: "A file of your own that is not what its kind wants: no JSON, no YAML, no rules, no object."},
		{Code: "own-unknown-unit", Meaning: "Objects of your own are to come after a unit or component that there is not."},
	}
}
