package schemas

import "seamark.dev/seamark/pkg/diag"

// The codes of findings; Codes says what they mean.
const (
	CodeEnum         diag.Code = "schema-enum"
	CodeInvalid      diag.Code = "schema-invalid"
	CodeRequired     diag.Code = "schema-required"
	CodeRule         diag.Code = "schema-rule"
	CodeSyntax       diag.Code = "schema-syntax"
	CodeType         diag.Code = "schema-type"
	CodeUnknownField diag.Code = "schema-unknown-field"
	CodeVersion      diag.Code = "schema-version"
)

// Codes document what validating against CRDs finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: CodeEnum, Meaning: "The value is none of the allowed ones."},
		{Code: CodeInvalid, Meaning: "A bound, pattern, format or length is not kept."},
		{Code: CodeRequired, Meaning: "A required field is missing."},
		{Code: CodeRule, Meaning: "A rule of the CRD is broken."},
		{Code: CodeSyntax, Meaning: "The document is no YAML, or no object."},
		{Code: CodeType, Meaning: "The value is of another type, or of another format of number."},
		{Code: CodeUnknownField, Meaning: "The kind has no such field."},
		{Code: CodeVersion, Meaning: "The CRD has no such version of the kind, or Kubernetes no such kind in the version."},
	}
}
