package schemas

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"

	"seamark.dev/seamark/pkg/diag"
)

// Finding is one thing that is wrong with an object.
type Finding struct {
	// Code is one of Codes.
	Code diag.Code
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
func (f Finding) String() string { return f.line }

// below is the finding of an object that lies at a path within another.
func (f Finding) below(path string) Finding {
	if path == "" {
		return f
	}
	if f.Path != "" {
		path += "." + f.Path
	}
	f.Path, f.line = path, path+": "+f.line
	return f
}

func unknownField(path string) Finding {
	return Finding{Code: CodeUnknownField, Path: path, Message: "unknown field", line: path + ": unknown field"}
}

func findingOf(code diag.Code, err *field.Error) Finding {
	f := Finding{Code: code, Path: err.Field, Value: scalar(err.BadValue), Message: err.Detail, line: err.Error()}
	f.Message = strings.TrimPrefix(f.Message, err.Field+" in body ")
	if f.Message == "" {
		f.Message = err.Type.String()
	}
	if strings.HasPrefix(f.Message, "must be of type") {
		f.Value = "" // it would be the type that was found, which the message says
	}
	// The check of number formats names no field but in its text.
	if text, path, found := strings.Cut(err.Detail, " in "); found && strings.HasPrefix(text, formatText) {
		f = Finding{Code: CodeType, Path: path, Message: strings.Replace(text, formatText, "must be", 1), line: err.Detail}
	}
	if f.Path == "<nil>" {
		f.Path = ""
	}
	return f
}

const formatText = "Checked value must be"

// addFinding appends a finding, unless it is the same wrong type once more.
func addFinding(findings []Finding, f Finding) []Finding {
	if f.Code == CodeType && slices.ContainsFunc(findings, func(other Finding) bool {
		return other.Code == CodeType && other.Path == f.Path
	}) {
		return findings
	}
	return append(findings, f)
}

func codeOf(err *field.Error) diag.Code {
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
