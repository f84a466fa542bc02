package schemas

import "seamark.dev/seamark/pkg/diag"

// Codes document what validating against CRDs finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "schema-enum", Meaning: "The value is none of the allowed ones."},
		{Code: "schema-invalid", Meaning: "A bound, pattern, format or length is not kept."},
		{Code: "schema-required", Meaning: "A required field is missing."},
		{Code: "schema-rule", Meaning: "A rule of the CRD is broken."},
		{Code: "schema-type", Meaning: "The value is of another type, or of another format of number."},
		{Code: "schema-unknown-field", Meaning: "The kind has no such field."},
		{Code: "schema-version", Meaning: "The CRD has no such version of the kind."},
	}
}
