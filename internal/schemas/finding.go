package schemas

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// The codes of findings.
const (
	CodeUnknownField = "schema-unknown-field" // the kind has no such field
	CodeRequired     = "schema-required"      // a required field is missing
	CodeType         = "schema-type"          // a value of another type, or another format of number
	CodeEnum         = "schema-enum"          // not one of the allowed values
	CodeRule         = "schema-rule"          // a rule in CEL is broken
	CodeInvalid      = "schema-invalid"       // a bound, pattern, format or length is not kept
	CodeVersion      = "schema-version"       // the CRD has no such version of the kind
)

// Finding is one thing that is wrong with an object.
type Finding struct {
	// Code is one of the codes above.
	Code string
	// Path is the field path within the object.
	Path string
	// Value is the value there if it is a scalar.
	Value string
	// Message says what must hold.
	Message string
	// line is the whole finding as the API server words it.
	line string
}

// String is the finding as the API server words it.
func (p Finding) String() string { return p.line }

// below is the finding of an object that lies at a path within another.
func (p Finding) below(path string) Finding {
	if path == "" {
		return p
	}
	if p.Path != "" {
		path += "." + p.Path
	}
	p.Path, p.line = path, path+": "+p.line
	return p
}

func unknownField(path string) Finding {
	return Finding{Code: CodeUnknownField, Path: path, Message: "unknown field", line: path + ": unknown field"}
}

func findingOf(code string, err *field.Error) Finding {
	p := Finding{Code: code, Path: err.Field, Value: scalar(err.BadValue), Message: err.Detail, line: err.Error()}
	if p.Message == "" {
		p.Message = err.Type.String()
	}
	// The check of number formats names no field but in its text.
	if text, path, found := strings.Cut(err.Detail, " in "); found && strings.HasPrefix(text, formatText) {
		p = Finding{Code: CodeType, Path: path, Message: strings.Replace(text, formatText, "must be", 1), line: err.Detail}
	}
	if p.Path == "<nil>" {
		p.Path = ""
	}
	return p
}

const formatText = "Checked value must be"

// addFinding appends a finding, unless it is the same wrong type once more.
func addFinding(findings []Finding, p Finding) []Finding {
	if p.Code == CodeType && slices.ContainsFunc(findings, func(other Finding) bool {
		return other.Code == CodeType && other.Path == p.Path
	}) {
		return findings
	}
	return append(findings, p)
}

func codeOf(err *field.Error) string {
	switch err.Type {
	case field.ErrorTypeRequired:
		return CodeRequired
	case field.ErrorTypeNotSupported:
		return CodeEnum
	case field.ErrorTypeTypeInvalid:
		return CodeType
	}
	return CodeInvalid
}

func scalar(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool, int, int32, int64, float64:
		return fmt.Sprint(v)
	}
	return ""
}
